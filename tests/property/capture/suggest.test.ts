import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { suggest } from '../../../main/capture/suggest/suggest.ts'

const piece = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      '“',
      '”',
      '"',
      "'",
      '‘',
      '’',
      '«',
      '»',
      '„',
      ',',
      '.',
      '?',
      '!',
      ':',
      '\n',
      ' ',
      '—',
      '…',
      '(',
      ')',
    ),
  },
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      ' said',
      ' Ana Holm',
      ' Holm',
      ' the minister',
      ' he',
      ' according to',
      ' told',
      ' that',
      ' who',
      ' quoted',
      ' as saying',
      ' Qxq',
      'Q: ',
      'A: ',
      'MR. LEE: ',
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 6 }) },
)
const anyText = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''))

describe('suggestions of any text', () => {
  it('stand in the text, in order, and are the same again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const found = suggest(text)
        for (const { start, end } of [...found.quotes, ...found.claims]) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(text.length)
        }
        let last = 0
        for (const { start, end, segments, speaker } of found.quotes) {
          expect(start).toBeGreaterThanOrEqual(last)
          last = start
          expect(segments[0]?.start).toBe(start)
          expect(segments.at(-1)?.end).toBe(end)
          if (speaker) expect(speaker.end).toBeGreaterThan(speaker.start)
        }
        expect(suggest(text)).toEqual(found)
      }),
      { numRuns: 1500 },
    )
  })

  it('cost no more than the text is long', () => {
    const hostile = [
      '“'.repeat(20_000),
      "'a ".repeat(20_000),
      'Ana Holm said '.repeat(5_000),
      'a'.repeat(200_000),
      ', said '.repeat(10_000),
    ]
    for (const text of hostile) expect(suggest(text).quotes.length).toBeLessThan(text.length)
  })
})
