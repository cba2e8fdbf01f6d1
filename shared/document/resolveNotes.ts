import { dayText, type FirstNote, type Run, sourceSortKey, writeNote, writeSource } from '../citing/index.ts'
import { cleanStrings } from './clean.ts'
import { type CitedEntity, targetKey } from './evidence.ts'
import type { Numbering } from './numbering.ts'
import type { ResolvedInline, ResolvedNote, ResolvedSource } from './resolved.ts'
import type { QuotationPlace } from './walk.ts'

type Entities = ReadonlyMap<string, CitedEntity>

/**
 * The words of every note; a source is told in full where it is cited first, and shortly with its number after.
 *
 * @param entities by `targetKey`, their strings clean; a note whose target is not among them has no words
 * @param bodies the words of the author's own notes by id
 */
export function resolveNotes(
  numbering: Numbering,
  entities: Entities,
  language: string,
  bodies: ReadonlyMap<string, readonly ResolvedInline[]>,
): ResolvedNote[] {
  const firsts = new Map<string, FirstNote>()
  return numbering.notes.map((note, at) => {
    const number = at + 1
    const { item } = note
    if (item === null)
      return { number, runs: [], grade: '', detail: '', body: bodies.get(note.footnote) ?? [] }
    const entity = item.target ? entities.get(targetKey(item.target)) : undefined
    if (!entity) return { number, runs: [], grade: '', detail: '' }
    const first = firsts.get(entity.source.id) ?? null
    if (!first) firsts.set(entity.source.id, { number, sha256: entity.snapshot.sha256 })
    return { number, ...writeNote(cleanStrings(item), entity, first, language) }
  })
}

interface Cited {
  readonly entity: CitedEntity
  /** By hash: when it was captured. */
  readonly captures: Map<string, number>
  readonly notes: number[]
}

function citedIn(notes: readonly number[]): Run[] {
  if (notes.length === 0) return []
  const runs: Run[] = [{ text: notes.length === 1 ? 'Cited in note\u00A0' : 'Cited in notes ' }]
  for (const [at, note] of notes.entries()) {
    if (at > 0) runs.push({ text: at === notes.length - 1 ? ' and ' : ', ' })
    runs.push({ text: String(note), note })
  }
  return [...runs, { text: '.' }]
}

/**
 * Every cited or quoted source once, sorted by originator and title as the document's language sorts.
 *
 * @param entities by `targetKey`, their strings clean
 */
export function resolveSources(
  numbering: Numbering,
  quotations: readonly QuotationPlace[],
  entities: Entities,
  language: string,
): ResolvedSource[] {
  const cited = new Map<string, Cited>()
  const add = (entity: CitedEntity | undefined, note: number | null): void => {
    if (!entity) return
    const { source, snapshot } = entity
    const known = cited.get(source.id) ?? { entity, captures: new Map<string, number>(), notes: [] }
    cited.set(source.id, known)
    known.captures.set(snapshot.sha256, snapshot.capturedAt)
    if (note !== null) known.notes.push(note)
  }
  for (const [at, { item }] of numbering.notes.entries()) {
    add(item?.target ? entities.get(targetKey(item.target)) : undefined, at + 1)
  }
  for (const { target } of quotations) add(entities.get(targetKey(target)), null)

  // A language that is not known must not fall back to the machine's.
  const { compare } = new Intl.Collator([language, 'en-GB'], { numeric: true })
  return [...cited.values()]
    .map((each) => ({ ...each, sortKey: sourceSortKey(each.entity.source) }))
    .sort((a, b) => compare(a.sortKey, b.sortKey))
    .map(({ entity, captures, notes }) => ({
      ...writeSource(entity.source, language),
      captures: [...captures]
        .sort(([, a], [, b]) => a - b)
        .map(([sha256, capturedAt]) => ({ day: dayText(capturedAt, language), sha256 })),
      citedIn: citedIn(notes),
    }))
}
