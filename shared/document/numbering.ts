import type { CitationItem } from './citation.ts'
import { targetKey } from './evidence.ts'
import type { CitationPlace } from './walk.ts'

/** A note number for each citation, and the citation items behind each note. */
export interface Numbering {
  /** Citation id → the numbers its items show, in order. */
  readonly numbers: ReadonlyMap<string, readonly number[]>
  /** Note n is `notes[n - 1]`: the item first cited under it and the citations that show it. */
  readonly notes: readonly { readonly item: CitationItem; readonly citations: readonly string[] }[]
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

/** Numbers citations from 1 in reading order without gaps; the same item cited again keeps its number. */
export function numberCitations(citations: Iterable<CitationPlace>): Numbering {
  const numbers = new Map<string, number[]>()
  const notes: { item: CitationItem; citations: string[] }[] = []
  const known = new Map<string, number>()
  for (const citation of citations) {
    const own: number[] = []
    for (const item of citation.items) {
      const identity = noteIdentity(item)
      let number = known.get(identity)
      if (number === undefined) {
        notes.push({ item, citations: [] })
        number = notes.length
        known.set(identity, number)
      }
      notes[number - 1]?.citations.push(citation.id)
      if (!own.includes(number)) own.push(number)
    }
    numbers.set(citation.id, own)
  }
  return { numbers, notes }
}
