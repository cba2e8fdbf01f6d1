import type {
  SuggestedClaimItem,
  SuggestedQuoteItem,
  SuggestionItem,
} from '../../../shared/contract/suggestions.ts'
import { type ClaimDetails, emptyClaimDetails } from '../../../shared/model/claim.ts'
import type { Id } from '../../../shared/model/identity.ts'
import { emptyQuoteDetails, type QuoteDetails } from '../../../shared/model/quote.ts'
import { request } from '../../bridge.ts'
import { keepSpeaker, nobody, type SpeakerChoice, speakerIdOf } from '../../entities/speaker.ts'
import type { MarkAddress } from '../../shell/store.ts'
import type { Span } from '../text.ts'

/** Longest statement of a claim, in UTF-16 units; the passage keeps all of the words. */
const longestClaim = 20_000

/** What a suggested quote begins with. @param language of the source, as a BCP 47 tag */
export const quoteFrom = (item: SuggestedQuoteItem, language: string): QuoteDetails => ({
  ...emptyQuoteDetails,
  form: item.form,
  groundRule: item.groundRule,
  roleAsPrinted: item.speaker?.role.slice(0, 600) ?? '',
  saidOnAsPrinted: item.saidOnAsPrinted.slice(0, 200),
  language,
})

export const claimFrom = (item: SuggestedClaimItem): ClaimDetails => ({
  ...emptyClaimDetails,
  text: item.exact.replace(/\s+/gu, ' ').slice(0, longestClaim),
  kind: item.kind,
  modality: item.modality,
  attribution: item.attribution,
  dateAsPrinted: item.dateAsPrinted.slice(0, 200),
})

/** The words to keep, in code points: the comma before a cue belongs to the sentence around the quotation. */
export const wordsOf = ({ type, start, end, exact }: SuggestionItem): Span => ({
  start,
  end: type === 'quote' && exact.length > 1 && exact.endsWith(',') ? end - 1 : end,
})

const folded = (name: string): string =>
  name.normalize('NFKC').toLocaleLowerCase('en').replace(/\s+/gu, ' ').trim()

/**
 * Who is meant: a speaker of the library of that very name or alias, else one to be made. Of unnamed speakers only those of
 * this source are the same.
 *
 * @throws AttestError of the store
 */
export async function speakerFor({ speaker }: SuggestionItem, sourceId: Id): Promise<SpeakerChoice> {
  if (speaker === null) return nobody
  const kind = speaker.name === null ? 'anonymous' : speaker.kind
  const name = speaker.name ?? speaker.printed
  const { items } = await request('speakers.list', { query: name, sourceId, limit: 50 })
  const known = items.find(
    (each) =>
      (each.kind === 'anonymous') === (kind === 'anonymous') &&
      (kind !== 'anonymous' || each.sourceId === sourceId) &&
      [each.name, ...each.aliases].some((own) => folded(own) === folded(name)),
  )
  return known
    ? { mode: 'existing', id: known.id, name: known.name, kind: known.kind }
    : { mode: 'new', kind, name }
}

export interface Taking {
  readonly sourceId: Id
  readonly extractionId: Id
  readonly language: string
}

/**
 * Keeps a suggested quote or claim as it stands, and that it was suggested.
 *
 * @throws AttestError of the store; a speaker that was made for it stays then
 */
export async function takeAsIs(
  item: SuggestionItem,
  { sourceId, extractionId, language }: Taking,
): Promise<MarkAddress> {
  const speakerId = speakerIdOf(await keepSpeaker(await speakerFor(item, sourceId), sourceId))
  const place = { extractionId, ...wordsOf(item) }
  const { id } =
    item.type === 'quote'
      ? await request('quotes.create', { ...quoteFrom(item, language), speakerId, place })
      : await request('claims.create', { ...claimFrom(item), speakerId, place })
  await request('suggestions.answer', {
    extractionId,
    type: item.type,
    start: item.start,
    end: item.end,
    entityId: id,
  })
  return { type: item.type, id }
}
