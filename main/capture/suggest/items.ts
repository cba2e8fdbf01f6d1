import { type CodePointIndex, codePointIndex } from '../../../shared/anchoring/index.ts'
import type { SuggestedClaimItem, SuggestedQuoteItem } from '../../../shared/contract/suggestions.ts'
import type { Stretch, SuggestedClaim, SuggestedQuote, Suggestions } from './suggestion.ts'

/** A stretch in code points, as every other place of a source is given. */
const inCodePoints = (index: CodePointIndex, { start, end }: Stretch): Stretch => ({
  start: index.toCodePoint(start),
  end: index.toCodePoint(end),
})

const speakerItem = (index: CodePointIndex, speaker: SuggestedQuote['speaker']) =>
  speaker === null ? null : { ...speaker, ...inCodePoints(index, speaker) }

const quoteItem = (text: string, index: CodePointIndex, quote: SuggestedQuote): SuggestedQuoteItem => ({
  type: 'quote',
  ...inCodePoints(index, quote),
  exact: text.slice(quote.start, quote.end),
  form: quote.form,
  segments: quote.segments.map((segment) => inCodePoints(index, segment)),
  speaker: speakerItem(index, quote.speaker),
  cue: quote.cue,
  groundRule: quote.groundRule,
  saidOnAsPrinted: quote.saidOnAsPrinted,
})

function claimItem(text: string, index: CodePointIndex, claim: SuggestedClaim): SuggestedClaimItem {
  const { speaker } = claim
  return {
    type: 'claim',
    ...inCodePoints(index, claim),
    exact: text.slice(claim.start, claim.end),
    kind: claim.kind,
    modality: claim.modality,
    attribution: speaker === null ? 'unattributed' : speaker.name === null ? 'anonymous' : 'named',
    speaker: speakerItem(index, speaker),
    dateAsPrinted: claim.dateAsPrinted,
  }
}

/** What was found in a text, with its words and its places in code points; quotes first, each in the order of the text. */
export function itemsOf(
  text: string,
  found: Suggestions,
): { quotes: SuggestedQuoteItem[]; claims: SuggestedClaimItem[] } {
  const index = codePointIndex(text)
  return {
    quotes: found.quotes.map((quote) => quoteItem(text, index, quote)),
    claims: found.claims.map((claim) => claimItem(text, index, claim)),
  }
}
