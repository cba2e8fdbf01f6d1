import type { SuggestionItem } from '../../shared/contract/suggestions.ts'
import type { SpeakerChoice } from '../entities/speaker.ts'
import type { Span } from './text.ts'

/** A selection that is being made into a mark. */
export interface Draft {
  readonly type: 'quote' | 'claim'
  readonly selection: Span
  /** What is suggested there, and whose words those would be. */
  readonly suggested?: { readonly item: SuggestionItem; readonly speaker: SpeakerChoice }
}
