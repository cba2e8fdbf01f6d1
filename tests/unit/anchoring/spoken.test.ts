import { describe, expect, it } from 'vitest'
import {
  codePointLength,
  findExact,
  sliceCodePoints,
  verifyQuotation,
} from '../../../shared/anchoring/index.ts'
import { NEWS, passageOf } from './norvia.ts'

const passage = passageOf('“We will wait,” the minister said, “for as long as it takes.”')
const segments = ['We will wait,', 'for as long as it takes.'].flatMap((words) =>
  findExact(NEWS, words).slice(0, 1),
)
const verify = (words: string, text = NEWS) => verifyQuotation(words, { text, passage, segments })

describe('a quote interrupted by a cue', () => {
  it.each([
    ['for as long as it takes', 'exact'],
    ['We will wait,” the minister said, “for as long', 'exact'],
    ['We will wait, for as long as it takes.', 'normalized'],
    ['We will wait for as long', 'normalized'],
    ['will wait … as long as it takes', 'marked'],
    ['the minister said', 'relocated'],
    ['We will stay for as long as it takes.', 'altered'],
  ])('%s: %s', (words, verdict) => {
    expect(verify(words).verdict).toBe(verdict)
  })

  it('reaches from the first to the last of the words across the cue', () => {
    const { start, end } = verify('will wait for as')
    expect(sliceCodePoints(NEWS, start ?? 0, end ?? 0)).toBe('will wait,” the minister said, “for as')
  })

  it('does not hold a negation of the cue for the speaker’s', () => {
    const text = '“We will pay,” said the minister, who would not say when, “in full.”'
    const whole = passageOf(text, text)
    const spoken = ['We will pay,', 'in full.'].flatMap((words) => findExact(text, words))
    const found = verifyQuotation('We will pay […] in full.', { text, passage: whole, segments: spoken })
    expect(found).toMatchObject({ verdict: 'marked' })
    expect(found.lost).toBeUndefined()
    expect(verifyQuotation('We will pay […] in full.', { text, passage: whole }).lost).toHaveLength(1)
  })

  it('goes with the passage when it has moved', () => {
    const before = '🙂 Corrected.\n'
    const { verdict, start = 0, end = 0 } = verify('will wait for as', before + NEWS)
    expect(verdict).toBe('normalized')
    expect(start).toBeGreaterThan(codePointLength(before))
    expect(sliceCodePoints(before + NEWS, start, end)).toBe('will wait,” the minister said, “for as')
  })

  it('takes senseless segments', () => {
    for (const odd of [
      [],
      [{ start: 9, end: 3 }],
      [{ start: Number.NaN, end: 1e9 }],
      [{ start: -5, end: -1 }],
    ]) {
      expect(() => verifyQuotation('We will wait', { text: NEWS, passage, segments: odd })).not.toThrow()
    }
  })
})
