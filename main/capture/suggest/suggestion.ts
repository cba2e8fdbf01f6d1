import type { ClaimKind, Modality } from '../../../shared/model/claim.ts'
import type { GroundRule, QuoteForm } from '../../../shared/model/quote.ts'
import type { FoundSpeaker } from './speakers.ts'

/** A stretch of the text in UTF-16 offsets; the end is exclusive. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** Words that somebody is said to have said. */
export interface SuggestedQuote extends Stretch {
  readonly form: Exclude<QuoteForm, 'mixed'>
  /** What was spoken, in order, where a cue interrupts it; for an indirect quote the whole stretch. */
  readonly segments: readonly Stretch[]
  readonly speaker: FoundSpeaker | null
  /** The words that say that it was said: "said", "according to". */
  readonly cue: string
  readonly groundRule: GroundRule
  readonly saidOnAsPrinted: string
}

/** A sentence that asserts something one could check. */
export interface SuggestedClaim extends Stretch {
  readonly kind: ClaimKind
  readonly modality: Modality
  readonly speaker: FoundSpeaker | null
  readonly dateAsPrinted: string
}

export interface Suggestions {
  readonly quotes: readonly SuggestedQuote[]
  readonly claims: readonly SuggestedClaim[]
}
