import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  codePointIndex,
  codePointLength,
  codePointToUtf16,
  findExact,
  sliceCodePoints,
  utf16ToCodePoint,
} from '../../../shared/anchoring/index.ts'
import { anyString, cut, slice } from './texts.ts'

describe('code points of any string', () => {
  it('are counted as a string is walked', () => {
    fc.assert(
      fc.property(anyString(300), (text) => {
        const points = Array.from(text)
        const index = codePointIndex(text)
        expect(codePointLength(text)).toBe(points.length)
        expect(index.length).toBe(points.length)
        let offset = 0
        points.forEach((point, at) => {
          expect(index.toUtf16(at)).toBe(offset)
          expect(codePointToUtf16(text, at)).toBe(offset)
          for (let unit = 0; unit < point.length; unit += 1) {
            expect(index.toCodePoint(offset + unit)).toBe(at)
            expect(utf16ToCodePoint(text, offset + unit)).toBe(at)
          }
          offset += point.length
        })
        expect(index.toUtf16(points.length)).toBe(text.length)
        expect(index.toCodePoint(text.length)).toBe(points.length)
      }),
      { numRuns: 300 },
    )
  })

  it('are cut as an array of them is', () => {
    fc.assert(
      fc.property(cut(anyString(200)), ({ text, start, end }) => {
        expect(sliceCodePoints(text, start, end)).toBe(slice(text, start, end))
      }),
    )
  })

  it('tell all places of a string, as comparing at every position does', () => {
    const few = fc.string({ unit: fc.constantFrom('a', 'b', '🙂', '\uD83D', '\uDE42'), maxLength: 40 })
    fc.assert(
      fc.property(few, fc.oneof(few, fc.constantFrom('a', 'ab', 'aa', '🙂')), (text, words) => {
        const points = Array.from(text)
        const wanted = Array.from(words)
        const places = points
          .map((_, start) => ({ start, end: start + wanted.length }))
          .filter(
            ({ start, end }) =>
              words !== '' &&
              wanted.every((point, at) => points[start + at] === point) &&
              end <= points.length,
          )
        expect(findExact(text, words)).toEqual(places)
      }),
      { numRuns: 2_000 },
    )
  })
})
