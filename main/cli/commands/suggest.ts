import { type CodePointIndex, codePointIndex } from '../../../shared/anchoring/index.ts'
import { suggestionsFor } from '../../capture/suggest/suggester.ts'
import type { SuggestedClaim, SuggestedQuote } from '../../capture/suggest/suggestion.ts'
import { forkChild } from '../../children.ts'
import { addCommand, type CommonOptions, type Registration, withLibrary } from '../environment.ts'
import { columns, counted, shortened } from '../outcome.ts'

type SuggestOptions = CommonOptions

export function registerSuggest({ program, environment, runs }: Registration): void {
  addCommand(
    program,
    'suggest <source>',
    'find the quotes and claims that a source’s English text seems to hold; nothing is added',
  ).action(
    runs((key: string, options: SuggestOptions) =>
      withLibrary(environment, options, async (library) => {
        const source = await library.sources.byKey(key)
        const { text } = await library.sources.read(source.id)
        const found = await suggestionsFor(text, forkChild)
        const index = codePointIndex(text)
        const quotes = found.quotes.map((quote) => quoteItem(text, index, quote))
        const claims = found.claims.map((claim) => claimItem(text, index, claim))
        return {
          answer: { items: [...quotes, ...claims] },
          lines: [
            ...columns(
              [...quotes, ...claims]
                .sort((a, b) => a.start - b.start)
                .map((item) => [
                  String(item.start),
                  item.type === 'quote' ? `${item.form} quote` : item.kind,
                  item.speaker?.name ?? item.speaker?.printed ?? '',
                  shortened(item.exact, 80),
                ]),
            ),
            `${counted(quotes.length, 'quote')} and ${counted(claims.length, 'claim')} suggested in “${key}”. Add those you confirm with attest add.`,
          ],
        }
      }),
    ),
  )
}

interface Stretch {
  readonly start: number
  readonly end: number
}

/** A stretch in code points, as every other place of a source is given. */
const inCodePoints = (index: CodePointIndex, { start, end }: Stretch): Stretch => ({
  start: index.toCodePoint(start),
  end: index.toCodePoint(end),
})

const speakerItem = (index: CodePointIndex, speaker: SuggestedQuote['speaker']) =>
  speaker === null ? null : { ...speaker, ...inCodePoints(index, speaker) }

function quoteItem(text: string, index: CodePointIndex, quote: SuggestedQuote) {
  return {
    type: 'quote' as const,
    ...inCodePoints(index, quote),
    exact: text.slice(quote.start, quote.end),
    form: quote.form,
    segments: quote.segments.map((segment) => inCodePoints(index, segment)),
    speaker: speakerItem(index, quote.speaker),
    cue: quote.cue,
    groundRule: quote.groundRule,
    saidOnAsPrinted: quote.saidOnAsPrinted,
  }
}

function claimItem(text: string, index: CodePointIndex, claim: SuggestedClaim) {
  const { speaker } = claim
  const attribution = speaker === null ? 'unattributed' : speaker.name === null ? 'anonymous' : 'named'
  return {
    type: 'claim' as const,
    ...inCodePoints(index, claim),
    exact: text.slice(claim.start, claim.end),
    kind: claim.kind,
    modality: claim.modality,
    attribution,
    speaker: speakerItem(index, speaker),
    dateAsPrinted: claim.dateAsPrinted,
  }
}
