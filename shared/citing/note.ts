import type { CitationItem } from '../document/citation.ts'
import type { CitedEntity } from '../document/evidence.ts'
import { credibilities } from '../model/claim.ts'
import { groundRules } from '../model/quote.ts'
import { nameText, reliabilities } from '../model/source.ts'
import { dateText, dayText } from './dates.ts'
import { excerpt } from './excerpt.ts'
import { locatorText } from './locators.ts'
import { joinRuns, type Run } from './runs.ts'

/** What an endnote says of one cited item. */
export interface Note {
  /** Speaker, author, title, publisher, date, locator; ends with a stop. */
  readonly reference: Run[]
  /** The passage it rests on, in quotation marks; null for a source as a whole. */
  readonly passage: string | null
  /** Reliability, and credibility for a claim: `B2`, `C`. */
  readonly grade: string
  /** The grade in words, ground rule, capture and hash. */
  readonly detail: string
}

/** Number of the note that cited the same source first. */
export type FirstNote = number | null

const plain = (text: string): Run[] => (text.trim() === '' ? [] : [{ text: text.trim() }])

/** Who speaks: a name; an unnamed speaker exactly as printed, in quotation marks, since it is a quotation. */
export function speakerText(speaker: NonNullable<CitedEntity['speaker']>): string {
  if (speaker.kind === 'anonymous') return `“${speaker.name}”`
  return speaker.role ? `${speaker.name}, ${speaker.role}` : speaker.name
}

/** Authors in reading order; more than three become the first "and others". */
export function authorsText(source: CitedEntity['source']): string {
  const names = source.authors.map(nameText)
  if (names.length > 3) return `${names[0]} and others`
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

export const issuedText = (source: CitedEntity['source'], language: string): string =>
  source.issued ? dateText(source.issued, language) : source.issuedAsPrinted

const titleRuns = (source: CitedEntity['source']): Run[] => [
  { text: source.title.trim() || `[${source.key}]`, italic: true },
]

/**
 * The words of the note behind one citation item.
 *
 * @param item the item as cited: its prefix, locator and suffix come into the reference
 * @param entity what the store says of its target
 * @param first the earlier note that cites the same source in full; the reference is then short
 * @param language BCP 47 tag of the document
 */
export function writeNote(item: CitationItem, entity: CitedEntity, first: FirstNote, language: string): Note {
  const { source, speaker, quote, claim } = entity
  const who = speaker && !item.omitAuthor ? plain(speakerText(speaker)) : []
  const authors = item.omitAuthor ? [] : plain(authorsText(source))
  const via = quote?.via ? plain(`via ${quote.via}`) : []
  const said = quote?.saidOn ? plain(`said ${dateText(quote.saidOn, language)}`) : []
  const title: Run[] =
    first === null ? titleRuns(source) : [...titleRuns(source), { text: ` (note ${first})` }]
  const full =
    first === null ? [authors, title, plain(source.publisher), plain(issuedText(source, language))] : [title]
  const page = item.locator ? '' : entity.passage?.page ? `p.\u00A0${entity.passage.page}` : ''
  const link: Run[] = first === null && source.url ? [{ text: source.url, href: source.url }] : []
  const reference = joinRuns([who, said, via, ...full, plain(locatorText(item) || page), link])
  const prefix = item.prefix?.trim()
  const suffix = item.suffix?.trim()
  return {
    reference: [
      ...(prefix ? [{ text: `${prefix} ` }] : []),
      ...reference,
      ...(suffix ? [{ text: /^[,.;:]/u.test(suffix) ? suffix : `, ${suffix}` }] : []),
      { text: '.' },
    ],
    passage: entity.passage ? `“${excerpt(entity.passage.exact)}”` : null,
    grade: claim ? `${source.reliability}${claim.credibility}` : source.reliability,
    detail: [
      reliabilities[source.reliability],
      claim ? credibilities[claim.credibility as keyof typeof credibilities].toLowerCase() : '',
      quote && quote.groundRule !== 'unknown' ? groundRules[quote.groundRule].toLowerCase() : '',
      source.descriptor.trim().replace(/\.$/u, ''),
      `captured ${dayText(entity.snapshot.capturedAt, language)}`,
      `SHA-256 ${entity.snapshot.sha256.slice(0, 12)}…`,
    ]
      .filter(Boolean)
      .join('; '),
  }
}
