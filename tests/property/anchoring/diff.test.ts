import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { diffWords } from '../../../shared/anchoring/index.ts'
import { anyString, prose } from './texts.ts'

const anyText = fc.oneof(anyString(100), prose(1, 40))

describe('a comparison of any two texts', () => {
  it('can be put together to both', () => {
    fc.assert(
      fc.property(anyText, anyText, (source, memo) => {
        const parts = diffWords(source, memo)
        const side = (kind: 'source' | 'memo') =>
          parts.map((part) => (part.kind === 'same' || part.kind === kind ? part.text : '')).join('')
        expect(side('source')).toBe(source)
        expect(side('memo')).toBe(memo)
      }),
      { numRuns: 2_000 },
    )
  })

  it('has no empty part and no two parts of a kind in a row', () => {
    fc.assert(
      fc.property(anyText, anyText, (source, memo) => {
        const parts = diffWords(source, memo)
        parts.forEach((part, at) => {
          expect(part.text).not.toBe('')
          expect(part.kind).not.toBe(parts[at + 1]?.kind)
        })
      }),
    )
  })

  it('finds no difference between a text and itself', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(diffWords(text, text)).toEqual(text === '' ? [] : [{ kind: 'same', text }])
      }),
    )
  })
})
