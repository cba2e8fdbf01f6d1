import { describe, expect, it } from 'vitest'
import {
  codePointIndex,
  codePointLength,
  codePointToUtf16,
  sliceCodePoints,
  utf16ToCodePoint,
} from '../../../shared/anchoring/index.ts'

const HIGH = '\uD83D'
const LOW = '\uDE42'

describe('counting code points', () => {
  it.each([
    ['', 0],
    ['harbour', 7],
    ['a🙂b', 3],
    ['👩‍👩‍👧', 5],
    ['e\u0301', 2],
    ['שלום', 4],
    [`${HIGH}a`, 2],
    [`a${LOW}`, 2],
    [`${LOW}${HIGH}`, 2],
    [`${HIGH}${HIGH}${LOW}${LOW}`, 3],
  ])('%j has %i', (text, length) => {
    expect(codePointLength(text)).toBe(length)
    expect(codePointIndex(text).length).toBe(length)
  })

  it('cuts by code points and clamps what lies outside', () => {
    expect(sliceCodePoints('a🙂b🙂c', 1, 3)).toBe('🙂b')
    expect(sliceCodePoints('a🙂b', -5, 2)).toBe('a🙂')
    expect(sliceCodePoints('a🙂b', 2, 99)).toBe('b')
    expect(sliceCodePoints('a🙂b', 2, 1)).toBe('')
    expect(sliceCodePoints('a🙂b', Number.NaN, 2)).toBe('a🙂')
  })

  it('leads from code points to UTF-16 and back', () => {
    expect(codePointToUtf16('a🙂b', 2)).toBe(3)
    expect(utf16ToCodePoint('a🙂b', 3)).toBe(2)
    expect(utf16ToCodePoint('a🙂b', 2)).toBe(1)
    expect(codePointToUtf16('a🙂b', 99)).toBe(4)
  })

  it('finds positions far into a long text with and without pairs', () => {
    const text = 'ab🙂'.repeat(1_000)
    const index = codePointIndex(text)
    for (const at of [0, 1, 2, 3, 63, 64, 65, 128, 1_999, 2_999, 3_000]) {
      expect(index.toUtf16(at)).toBe(Array.from(text).slice(0, at).join('').length)
      expect(index.toCodePoint(index.toUtf16(at))).toBe(at)
    }
    expect(codePointIndex('ab'.repeat(1_000)).toUtf16(1_500)).toBe(1_500)
  })
})
