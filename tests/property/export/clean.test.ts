import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerpt, longestExcerpt } from '../../../shared/citing/excerpt.ts'
import { cleanLines, cleanText } from '../../../shared/document/clean.ts'
import { resolveBriefing } from '../../../shared/document/resolve.ts'
import { cite, entities, everything, header, paragraph } from '../../unit/export/norvia.ts'

/** Any text, with what must not reach a page strewn in. */
const dirty = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '\u0000',
        '\u0007',
        '\u001F',
        '\u007F',
        '\u0085',
        '\uD800',
        '\uDC00',
        '\uFEFF',
        '\uFFFB',
      ),
      fc.constantFrom(
        '\u202A',
        '\u202E',
        '\u2066',
        '\u2069',
        '\uFDD0',
        '\uFFFF',
        '\u{1FFFE}',
        '\t',
        '\r\n',
        '\u2028',
      ),
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''))

/** By code point, so that this does not share the code's own expressions. */
function isUnfit(point: number): boolean {
  if (point < 0x20 || (point >= 0x7f && point <= 0x9f)) return true
  if (point >= 0xd800 && point <= 0xdfff) return true
  if ((point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069)) return true
  if (point === 0x2028 || point === 0x2029 || point === 0xfeff || (point >= 0xfff9 && point <= 0xfffb))
    return true
  return (point >= 0xfdd0 && point <= 0xfdef) || (point & 0xfffe) === 0xfffe
}
const pointsOf = (text: string): number[] => [...text].map((character) => character.codePointAt(0) ?? 0)

describe('cleaning', () => {
  it('leaves nothing unfit and takes nothing else but white space', () => {
    fc.assert(
      fc.property(dirty, (text) => {
        const clean = cleanText(text)
        expect(pointsOf(clean).filter(isUnfit)).toEqual([])
        const rest = (words: string) => pointsOf(words).filter((point) => !isUnfit(point) && point !== 0x20)
        expect(rest(clean)).toEqual(rest(text))
      }),
      { numRuns: 2000 },
    )
  })
  it('changes nothing a second time', () => {
    fc.assert(
      fc.property(dirty, (text) => {
        expect(cleanText(cleanText(text))).toBe(cleanText(text))
      }),
    )
  })
  it('joins to the same text from lines', () => {
    fc.assert(
      fc.property(dirty, (text) => {
        expect(cleanLines(text).join(' ')).toBe(cleanText(text))
      }),
    )
  })
})

describe('an excerpt', () => {
  it('is never longer than it may be, and begins and ends as the passage does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 900 }), (passage) => {
        const words = passage.replace(/\s+/gu, ' ').trim()
        const cut = excerpt(passage)
        expect([...cut].length).toBeLessThanOrEqual(longestExcerpt)
        if ([...words].length <= longestExcerpt) expect(cut).toBe(words)
        else {
          const at = cut.indexOf(' […] ')
          expect(words.startsWith(cut.slice(0, at))).toBe(true)
          expect(words.endsWith(cut.slice(at + ' […] '.length))).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('resolving', () => {
  const cites = Object.values(entities)
  it('numbers from 1 without a gap, and shows each number first exactly once, wherever citations stand', () => {
    const block = fc
      .array(fc.oneof(dirty, fc.subarray(cites, { minLength: 1 })), { minLength: 1, maxLength: 8 })
      .map((parts) => paragraph(...parts.map((part) => (typeof part === 'string' ? part : cite(...part)))))
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), (blocks) => {
        const resolved = resolveBriefing({
          header: header(),
          blocks,
          entities: everything,
          today: '2031-04-01',
        })
        const shown = resolved.blocks
          .flatMap((each) => (each.type === 'paragraph' ? each.children : []))
          .flatMap((each) => (each.type === 'cite' ? each.items : []))
        const numbers = resolved.notes.map((note) => note.number)
        expect(numbers).toEqual(numbers.map((_, at) => at + 1))
        expect(shown.filter((each) => each.first).map((each) => each.note)).toEqual(numbers)
        for (const [at, each] of shown.entries()) {
          expect(each.first).toBe(!shown.slice(0, at).some((earlier) => earlier.note === each.note))
        }
      }),
      { numRuns: 300 },
    )
  })
})
