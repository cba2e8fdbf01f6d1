import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  codePointLength,
  describePassage,
  locatePassage,
  prepareText,
  verifyQuotation,
} from '../../../shared/anchoring/index.ts'
import { anyString, cut, prose, slice } from './texts.ts'

const anyText = fc.oneof(anyString(120), prose(1, 40))

/** Two halves of a pair that meet where two texts are joined would become another character. */
const joinsPair = (left: string, right: string) =>
  /[\uD800-\uDBFF]$/.test(left) && /^[\uDC00-\uDFFF]/.test(right)

describe('a passage that exists is always found', () => {
  it('as exact where it was marked', () => {
    fc.assert(
      fc.property(cut(anyText), ({ text, start, end }) => {
        const passage = describePassage(text, start, end)
        expect(passage.exact).toBe(slice(text, start, end))
        expect(passage.prefix).toBe(slice(text, Math.max(0, start - 32), start))
        expect(passage.suffix).toBe(slice(text, end, end + 32))
        expect(locatePassage(text, passage)).toEqual({ verdict: 'exact', score: 1, start, end })
      }),
      { numRuns: 1_000 },
    )
  })

  it('when text was put before it: exact, relocated or ambiguous, and then among the places', () => {
    fc.assert(
      fc.property(cut(anyText), anyText, ({ text, start, end }, before) => {
        fc.pre(!joinsPair(before, text))
        const passage = describePassage(text, start, end)
        const newer = before + text
        const found = locatePassage(newer, passage)
        expect(['exact', 'relocated', 'ambiguous']).toContain(found.verdict)
        for (const place of found.places ?? [found]) {
          expect(slice(newer, place.start ?? 0, place.end ?? 0)).toBe(passage.exact)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('at its own place when its words and surroundings are like no other', () => {
    fc.assert(
      fc.property(cut(prose(8, 40)), prose(1, 8), ({ text, start, end }, before) => {
        const passage = describePassage(text, start, end)
        const newer = `${before}\n${text}`
        const shifted = codePointLength(before) + 1
        fc.pre(newer.indexOf(passage.exact) === newer.lastIndexOf(passage.exact))
        expect(locatePassage(newer, passage)).toMatchObject({
          verdict: 'relocated',
          start: start + shifted,
          end: end + shifted,
        })
      }),
      { numRuns: 500 },
    )
  })

  it('as quoted words: exact in their own passage', () => {
    fc.assert(
      fc.property(cut(anyText), ({ text, start, end }) => {
        const passage = describePassage(text, start, end)
        fc.pre(/[\p{L}\p{N}]/u.test(passage.exact))
        const prepared = prepareText(text)
        expect(verifyQuotation(passage.exact, { text: prepared, passage })).toEqual({
          verdict: 'exact',
          score: 1,
          start,
          end,
        })
      }),
      { numRuns: 1_000 },
    )
  })
})
