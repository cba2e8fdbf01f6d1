import type { CitationItem } from './citation.ts'
import { targetKey } from './evidence.ts'
import { isFootnotePlace, type NotedPlace } from './walk.ts'

/** What stands under a number: a cited item and the citations that show it, or a note of the author's own. */
export type NumberedNote =
  | { readonly item: CitationItem; readonly citations: readonly string[] }
  | { readonly item: null; readonly footnote: string; readonly citations: readonly [] }

/** A note number for each citation and each note of the author's own, and what stands under each number. */
export interface Numbering {
  /** Id of a citation or note → the numbers it shows, in order; a note has one. */
  readonly numbers: ReadonlyMap<string, readonly number[]>
  /** Note n is `notes[n - 1]`. */
  readonly notes: readonly NumberedNote[]
}

/** Items with the same target, locator, prefix and suffix share one note. */
export const noteIdentity = (item: CitationItem): string =>
  JSON.stringify([
    item.target ? targetKey(item.target) : `?${item.typedKey ?? ''}`,
    item.locatorLabel ?? '',
    item.locator ?? '',
    item.prefix ?? '',
    item.suffix ?? '',
    item.omitAuthor ?? false,
  ])

/**
 * Numbers citations and the author's notes from 1 in one sequence, in reading order and without gaps; the same item
 * cited again keeps its number. What is cited within a note comes right after it.
 */
export function numberCitations(places: Iterable<NotedPlace>): Numbering {
  const numbers = new Map<string, number[]>()
  const notes: ({ item: CitationItem; citations: string[] } | Extract<NumberedNote, { item: null }>)[] = []
  const known = new Map<string, number>()
  for (const place of places) {
    if (isFootnotePlace(place)) {
      notes.push({ item: null, footnote: place.id, citations: [] })
      numbers.set(place.id, [notes.length])
      continue
    }
    const own: number[] = []
    for (const item of place.items) {
      const identity = noteIdentity(item)
      let number = known.get(identity)
      if (number === undefined) {
        notes.push({ item, citations: [] })
        number = notes.length
        known.set(identity, number)
      }
      const note = notes[number - 1]
      if (note?.item) note.citations.push(place.id)
      if (!own.includes(number)) own.push(number)
    }
    numbers.set(place.id, own)
  }
  return { numbers, notes }
}
