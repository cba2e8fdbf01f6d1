/** What the matching ladder can answer, best first (DESIGN §6). */
export const verdictOrder = [
  'exact',
  'relocated',
  'ambiguous',
  'normalized',
  'marked',
  'altered',
  'absent',
] as const

/** The name of one rung of the ladder. */
export type VerdictName = (typeof verdictOrder)[number]

/** A stretch of a text in code points, end exclusive. */
export type Place = { start: number; end: number }

/** One part of a word by word comparison: in both, only in the source, or only in the memo. */
export type DiffPart = { kind: 'same' | 'source' | 'memo'; text: string }

/** A permitted and marked change; `start` and `end` are code points in the quotation's words as given. */
export type Alteration = Place & { kind: 'ellipsis' | 'sic' | 'insertion' | 'initial-case' }

/** A negation or a condition of the source that the quotation left out; `words` as the source prints them. */
export type LostWords = { kind: 'negation' | 'condition'; words: string }

/** The answer for a stored passage looked up in an extraction. Positions are code points of that extraction. */
export type PassageVerdict = {
  verdict: VerdictName
  /** 1 for exact to normalized; else the share of likeness (see limits.ts); 0 for absent. */
  score: number
  start?: number
  end?: number
  /** Every place (at most 100) where the words stand, if there are several: always for ambiguous, also for normalized. */
  places?: Place[]
  /** For altered: the place in the source against the words. */
  diff?: DiffPart[]
  /** For marked and altered, when there are any. */
  lost?: LostWords[]
}

/** The answer for the words of a quotation. For marked, `alterations` lists what was marked as changed. */
export type QuotationVerdict = PassageVerdict & { alterations?: Alteration[] }

/** The rung's place in the ladder: 0 for exact to 6 for absent. Smaller is better. */
export function verdictRank(verdict: VerdictName): number {
  return verdictOrder.indexOf(verdict)
}

/**
 * Whether words with this verdict may stand in quotation marks as they are. `ambiguous` is not faithful yet: the
 * words exist, but a person has to choose which place is meant. A `marked` quotation is faithful in form even
 * when it has `lost` words: that is a finding of its own.
 */
export function isFaithful(verdict: VerdictName): boolean {
  return verdict === 'exact' || verdict === 'relocated' || verdict === 'normalized' || verdict === 'marked'
}
