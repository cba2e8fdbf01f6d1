import { dateText, documentWords } from '../citing/index.ts'
import { AttestError, type ErrorValue } from '../model/error.ts'
import type { Block } from './block.ts'
import { captionNumbers } from './captions.ts'
import type { CitationItem } from './citation.ts'
import { cleanStrings, cleanText } from './clean.ts'
import { type CitedEntity, targetKey } from './evidence.ts'
import { isUndescribed } from './figure.ts'
import type { Header } from './header.ts'
import { numberCitations } from './numbering.ts'
import { referablesOf } from './referables.ts'
import { resolveBlocks } from './resolveBlocks.ts'
import type { ResolvedDocument } from './resolved.ts'
import { InlineResolver } from './resolveInlines.ts'
import { resolveNotes, resolveSources } from './resolveNotes.ts'
import { project } from './suggestions.ts'
import { blockText, citationsOf, notedOf, quotationsOf, referencesOf } from './walk.ts'

export interface Unresolved {
  readonly header: Header
  readonly blocks: readonly Block[]
  /** By `targetKey`. */
  readonly entities: ReadonlyMap<string, CitedEntity>
  /** The day the file carries when the header has none: ISO 8601 calendar date. */
  readonly today: string
  /** SHA-256 of the pictures that can be had; none when left out. */
  readonly pictures?: ReadonlySet<string>
}

/**
 * Turns a briefing and what the store says of its citations into one plain tree with numbers and notes. What is still
 * suggested reads as if it were accepted.
 *
 * @throws AttestError the first of `resolveProblems`, and how many more there are
 */
export function resolveBriefing({
  header,
  blocks: written,
  entities,
  today,
  pictures = new Set(),
}: Unresolved): ResolvedDocument {
  const blocks = project(written, 'final')
  const [problem, ...more] = resolveProblems(blocks, entities, pictures, header.language)
  if (problem) {
    const others =
      more.length === 0
        ? ''
        : ` There ${more.length === 1 ? 'is one more place' : `are ${more.length} more places`} like it.`
    throw new AttestError(problem.code, problem.message + others, problem.hint)
  }
  const clean = new Map([...entities].map(([key, entity]) => [key, cleanStrings(entity)]))
  const numbering = numberCitations(blocks.flatMap(notedOf))
  const { language } = header
  const places = referredPlaces(blocks, language)
  const inlines = new InlineResolver(numbering, language, places)
  const resolved = resolveBlocks(blocks, clean, language, inlines, places)
  return {
    head: resolveHead(header, today),
    words: documentWords,
    blocks: resolved,
    notes: resolveNotes(numbering, clean, language, inlines.bodies),
    sources: resolveSources(numbering, blocks.flatMap(quotationsOf), clean, language),
  }
}

/** What is referred to, by id: what it is called, and a number for the links to it. */
function referredPlaces(
  blocks: readonly Block[],
  language: string,
): Map<string, { label: string; anchor: number }> {
  const targets = new Set(blocks.flatMap(referencesOf).map(({ target }) => target))
  if (targets.size === 0) return new Map()
  const referred = referablesOf(blocks, language).filter(({ id }) => targets.has(id))
  return new Map(referred.map(({ id, label }, at) => [id, { label, anchor: at + 1 }]))
}

/** Longest subject above a page, in code points. */
const longestRunning = 80

function resolveHead(header: Header, today: string): ResolvedDocument['head'] {
  const [year = 2000, month = 1, day = 1] = (header.date ?? today).split('-').map(Number)
  const { rows, date, distribution = '', handling = '', ...rest } = header
  const words = cleanStrings(rest)
  const subject = words.subject.trim() || documentWords.untitled
  const points = [...subject]
  const start = points
    .slice(0, longestRunning)
    .join('')
    .replace(/\s+\S{0,40}$/u, '')
  return {
    ...words,
    subject,
    marking: [words.marking, cleanText(handling)]
      .map((each) => each.trim())
      .filter(Boolean)
      .join('  ·  '),
    rows: cleanStrings([...rows, { label: documentWords.distribution, value: distribution }]).filter(
      (row) => row.value.trim() !== '',
    ),
    date: date ? dateText(date, header.language) : '',
    day: [year, month, day],
    running: points.length > longestRunning ? `${start}…` : subject,
  }
}

/** `the paragraph that begins ‘…’` */
function place(block: Block): string {
  const kinds: Partial<Record<Block['type'], string>> = {
    heading: 'heading',
    list: 'list',
    figure: 'figure',
    table: 'table',
    'quotation-block': 'quotation',
    'code-block': 'code block',
  }
  const words = [...cleanText(blockText(block)).replace(/\s+/gu, ' ').trim()]
  const kind = kinds[block.type] ?? 'paragraph'
  if (words.length === 0) return `an empty ${kind}`
  const start = words.slice(0, 50).join('').trimEnd()
  return `the ${kind} that begins ‘${start}${words.length > 50 ? '…' : ''}’`
}

const nothingWritten = 'No file was written.'

function citationProblem(item: CitationItem, block: Block): ErrorValue {
  const what = item.typedKey ? `The citation of ‘@${cleanText(item.typedKey)}’` : 'A citation'
  return {
    code: 'not-found',
    message: `${what} in ${place(block)} points at nothing in this library.`,
    hint: `Replace it or remove it there, then export again. ${nothingWritten}`,
  }
}

/**
 * What keeps a briefing from being exported, in reading order: `not-found` for a citation or quotation that points at
 * nothing, naming its place, for a cross-reference to nothing, and for a picture that is not there; `not-allowed` for an indirect quote in quotation
 * marks and for a figure that needs a description; `unsupported` for a block made
 * by a newer Attest.
 */
function resolveProblems(
  blocks: readonly Block[],
  entities: ReadonlyMap<string, CitedEntity>,
  pictures: ReadonlySet<string>,
  language: string,
): ErrorValue[] {
  const problems: ErrorValue[] = []
  const referred = referredPlaces(blocks, language)
  const numbers = captionNumbers(blocks)
  for (const block of blocks) {
    if (block.type === 'unknown') {
      problems.push({
        code: 'unsupported',
        message: 'This briefing holds a block that was made by a newer version of Attest.',
        hint: `Export it there, or remove the block. ${nothingWritten}`,
      })
      continue
    }
    if (block.type === 'figure') {
      const number = numbers.get(block.id)?.number
      const name = number === undefined ? 'A figure without a caption' : `Figure ${number}`
      if (!pictures.has(block.picture.sha256)) {
        problems.push({
          code: 'not-found',
          message: `${name} shows a picture that is not in this library.`,
          hint: `Replace the picture or remove the figure, then export again. ${nothingWritten}`,
        })
      } else if (isUndescribed(block)) {
        problems.push({
          code: 'not-allowed',
          message: `${name} has no description, and is not marked as decorative.`,
          hint: `Say in its description what it shows, or mark it as decorative, then export again. ${nothingWritten}`,
        })
      }
    }
    for (const { target } of referencesOf(block)) {
      if (referred.has(target)) continue
      problems.push({
        code: 'not-found',
        message: `A cross-reference in ${place(block)} points at nothing in this briefing.`,
        hint: `Remove it there, or refer to something else, then export again. ${nothingWritten}`,
      })
    }
    for (const { items } of citationsOf(block)) {
      for (const item of items) {
        if (!item.target || !entities.has(targetKey(item.target))) problems.push(citationProblem(item, block))
      }
    }
    for (const { target } of quotationsOf(block)) {
      const entity = entities.get(targetKey(target))
      if (!entity) {
        problems.push({
          code: 'not-found',
          message: `A quotation in ${place(block)} is bound to words that are not in this library.`,
          hint: `Insert the quotation again or make it plain text, then export again. ${nothingWritten}`,
        })
      } else if (entity.quote?.form === 'indirect') {
        problems.push({
          code: 'not-allowed',
          message: `The indirect quote “${entity.key}” stands in quotation marks in ${place(block)}: these are the reporter’s words, not the speaker’s.`,
          hint: `Turn it into a paraphrase, then export again. ${nothingWritten}`,
        })
      }
    }
  }
  return problems
}
