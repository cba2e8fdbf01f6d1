import type { CitationItem } from '../document/citation.ts'
import type { CitedEntity } from '../document/evidence.ts'
import { credibilities } from '../model/claim.ts'
import { reliabilities, type SourceType } from '../model/source.ts'
import { dateText, dayText } from './dates.ts'
import { excerpt } from './excerpt.ts'
import { locatorText } from './locators.ts'
import { authorsText, printedSpeaker, shortAuthorsText, shortTitleRuns, titleRuns } from './names.ts'
import { quoteMarks } from './quoteMarks.ts'
import { addressRun, isStopped, joinRuns, plainRun, type Run, runsText, stopped } from './runs.ts'
import { groundRuleWords } from './words.ts'

/** What an endnote says of one cited item. */
export interface Note {
  /** Speaker, originator, title, publisher, date, locator, the passage in quotation marks, the address. */
  readonly runs: readonly Run[]
  /** Reliability, and credibility for a claim: `B2`, `C`. */
  readonly grade: string
  /** The grade in words, the descriptor, capture and hash; empty in a repeat, whose first note has them. */
  readonly detail: string
}

/** The note that first cited the same source, and the capture it rests on. */
export interface FirstNote {
  readonly number: number
  readonly sha256: string
}

/** Digits of a hash that a note prints; the list of sources has all of them. */
const shortHash = 12

export const issuedText = (source: CitedEntity['source'], language: string): string =>
  source.issued ? dateText(source.issued, language) : source.issuedAsPrinted.trim()

/** Kinds of source that are themselves a record of what was said. */
const records: readonly SourceType[] = ['speech', 'interview', 'broadcast', 'hearing']

function reportedBy({ source, quote }: CitedEntity): string {
  if (records.includes(source.type)) return 'in '
  if (!quote) return 'cited in '
  return quote.form === 'indirect' ? 'paraphrased in ' : 'quoted in '
}

/** Speaker, ground rule, day and go-between, up to the words that lead to the source. */
function speakerRuns(entity: CitedEntity, language: string): Run[] {
  const { quote, source } = entity
  if (!entity.speaker) return []
  const said =
    quote?.saidOn && quote.saidOn !== source.issued ? `said ${dateText(quote.saidOn, language)}` : ''
  return joinRuns([
    plainRun(printedSpeaker(entity, language)),
    plainRun(quote ? groundRuleWords[quote.groundRule] : ''),
    plainRun(said),
    plainRun(quote?.via ? `via ${quote.via.trim()}` : ''),
  ])
}

function sourceRuns(
  item: CitationItem,
  entity: CitedEntity,
  first: FirstNote | null,
  language: string,
): Run[] {
  const { source, passage } = entity
  const page = passage?.page ? `p.\u00A0${passage.page}` : ''
  const place = plainRun(locatorText(item) || page)
  if (first) {
    const back: Run[] = [
      { text: ' (' },
      { text: `note\u00A0${first.number}`, note: first.number },
      { text: ')' },
    ]
    const who = item.omitAuthor ? '' : shortAuthorsText(source)
    return joinRuns([plainRun(who), [...shortTitleRuns(source), ...back], place])
  }
  const authors = authorsText(source)
  // What has no author is the publisher's own, and the publisher is not said twice.
  const originator = authors || source.publisher
  const who = item.omitAuthor ? '' : originator
  const publisher = who === source.publisher ? '' : source.publisher
  return joinRuns([
    plainRun(who),
    titleRuns(source),
    plainRun(publisher),
    plainRun(issuedText(source, language)),
    place,
  ])
}

/** The passage in quotation marks, which are not doubled where it has its own. */
function passageRuns(exact: string, language: string): Run[] {
  const words = excerpt(exact)
  const { open, close } = quoteMarks(language)
  const isMarked = /^[“"«„].*[”"»“][.,]?$/su.test(words)
  const text = isMarked ? words : `${open}${words}${close}`
  return [{ text, quote: true }, ...(isStopped(text) ? [] : [{ text: '.' }])]
}

/** Reliability, with a claim's credibility. */
const gradeOf = ({ source, claim }: CitedEntity): string =>
  claim ? `${source.reliability}${claim.credibility}` : source.reliability

const captureText = ({ snapshot }: CitedEntity, language: string): string =>
  `Captured ${dayText(snapshot.capturedAt, language)}; SHA-256\u00A0${snapshot.sha256.slice(0, shortHash)}…`

/** The descriptor and the standing of a source as sentences. */
export const standingText = (source: CitedEntity['source']): string => {
  const given = source.descriptor.trim()
  const descriptor = given.charAt(0).toUpperCase() + given.slice(1)
  return [
    descriptor === '' || isStopped(descriptor) ? descriptor : `${descriptor}.`,
    source.status === 'withdrawn' ? 'The source is withdrawn.' : '',
  ]
    .filter(Boolean)
    .join(' ')
}

function detailText(entity: CitedEntity, first: FirstNote | null, language: string): string {
  const { source, claim } = entity
  if (first) return first.sha256 === entity.snapshot.sha256 ? '' : captureText(entity, language)
  const credibility = claim ? credibilities[claim.credibility as keyof typeof credibilities] : ''
  const words = [reliabilities[source.reliability], credibility].filter(Boolean).join(', ').toLowerCase()
  return [`${words}.`, standingText(source), captureText(entity, language)].filter(Boolean).join(' ')
}

/**
 * The words of the note behind one citation item.
 *
 * @param item the item as cited: its prefix, locator and suffix come into the note
 * @param entity what the store says of its target
 * @param first the earlier note that cites the same source in full; this one is then short
 * @param language BCP 47 tag of the document
 */
export function writeNote(
  item: CitationItem,
  entity: CitedEntity,
  first: FirstNote | null,
  language: string,
): Note {
  const speaker = item.omitAuthor ? [] : speakerRuns(entity, language)
  const { source } = entity
  // A speaker who is the author is not quoted "in" himself.
  const isAuthor = entity.speaker !== null && authorsText(source) === entity.speaker.name
  const cited = sourceRuns(isAuthor ? { ...item, omitAuthor: true } : item, entity, first, language)
  const lead: Run[] = speaker.length > 0 && !isAuthor ? [{ text: reportedBy(entity) }] : []
  const prefix = item.prefix?.trim() ?? ''
  const suffix = item.suffix?.trim() ?? ''
  const reference: Run[] = [
    ...(prefix === '' ? [] : [{ text: `${prefix} ` }]),
    ...joinRuns([speaker, [...lead, ...cited]]),
    ...(suffix === '' ? [] : [{ text: /^[,.;:)]/u.test(suffix) ? suffix : `, ${suffix}` }]),
  ]
  const runs: Run[] = []
  if (entity.passage) {
    const indirect = entity.quote?.form === 'indirect'
    if (suffix === '') runs.push(...reference, { text: indirect ? ', in the source’s words: ' : ': ' })
    else runs.push(...stopped(reference), { text: indirect ? ' In the source’s words: ' : ' ' })
    runs.push(...passageRuns(entity.passage.exact, language))
  } else runs.push(...stopped(reference))
  if (!first && source.url) runs.push({ text: ' ' }, addressRun(source.url))
  return { runs: merged(runs), grade: gradeOf(entity), detail: detailText(entity, first, language) }
}

/** Joins neighbours that are set alike. */
function merged(runs: readonly Run[]): Run[] {
  const joined: Run[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    const isPlain = (each: Run) => Object.keys(each).length === 1
    if (last && isPlain(last) && isPlain(run)) joined[joined.length - 1] = { text: last.text + run.text }
    else joined.push(run)
  }
  return joined
}

/** The words of a note without its setting, grade and detail, e.g. for plain text. */
export const noteText = (note: Note): string => runsText(note.runs)
