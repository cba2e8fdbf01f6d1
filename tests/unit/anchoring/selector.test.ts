import { describe, expect, it } from 'vitest'
import { describePassage, findExact } from '../../../shared/anchoring/index.ts'

describe('describing a passage', () => {
  it('keeps up to 32 code points on each side', () => {
    const text = `${'🙂'.repeat(40)}the words${'x🙂'.repeat(30)}`
    expect(describePassage(text, 40, 49)).toEqual({
      exact: 'the words',
      prefix: '🙂'.repeat(32),
      suffix: 'x🙂'.repeat(16),
      start: 40,
      end: 49,
    })
  })

  it('has less context near the ends and takes another length', () => {
    expect(describePassage('The levy waits.', 4, 8)).toMatchObject({ prefix: 'The ', suffix: ' waits.' })
    expect(describePassage('The levy waits.', 4, 8, 2)).toMatchObject({ prefix: 'e ', suffix: ' w' })
    expect(describePassage('The levy waits.', 4, 8, 0)).toMatchObject({ prefix: '', suffix: '' })
  })

  it('clamps positions outside the text', () => {
    expect(describePassage('a🙂', -3, 99)).toEqual({ exact: 'a🙂', prefix: '', suffix: '', start: 0, end: 2 })
    expect(describePassage('a🙂', 2, 1)).toEqual({ exact: '', prefix: 'a🙂', suffix: '', start: 2, end: 2 })
  })
})

describe('finding exact places', () => {
  it('gives all of them, overlapping ones and those inside words included', () => {
    expect(findExact('ananas 🙂 ana', 'ana')).toEqual([
      { start: 0, end: 3 },
      { start: 2, end: 5 },
      { start: 9, end: 12 },
    ])
  })

  it('never cuts a pair', () => {
    expect(findExact('🙂', '\uD83D')).toEqual([])
    expect(findExact('🙂', '\uDE42')).toEqual([])
    expect(findExact('\uD83Dx', '\uD83D')).toEqual([{ start: 0, end: 1 }])
  })

  it('finds long repetitive words at every place', () => {
    const places = findExact('ab'.repeat(500), 'ab'.repeat(400))
    expect(places.map(({ start }) => start)).toEqual(Array.from({ length: 101 }, (_, at) => at * 2))
  })

  it('finds nothing for nothing', () => {
    expect(findExact('text', '')).toEqual([])
    expect(findExact('', 'text')).toEqual([])
  })
})
