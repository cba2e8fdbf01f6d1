import type { Block } from '../../shared/document/block.ts'
import type { Heading } from '../../shared/document/heading.ts'
import { plainText } from '../../shared/document/walk.ts'

/** A heading as a table of contents lists it. */
export interface HeadingEntry {
  readonly id: string
  readonly title: string
  readonly level: Heading['level']
  readonly index: number
}

/** The headings of a briefing down to a level, those without words left out. */
export function headingEntries(blocks: readonly Block[], levels: number): HeadingEntry[] {
  const entries: HeadingEntry[] = []
  for (const [index, block] of blocks.entries()) {
    if (block.type !== 'heading' || block.level > levels) continue
    const title = plainText(block.children).trim()
    if (title !== '') entries.push({ id: block.id, title, level: block.level, index })
  }
  return entries
}

export const sameEntries = (a: readonly HeadingEntry[] | null, b: readonly HeadingEntry[]): boolean =>
  a !== null &&
  a.length === b.length &&
  a.every((entry, at) => {
    const other = b[at]
    return (
      entry.id === other?.id &&
      entry.title === other.title &&
      entry.level === other.level &&
      entry.index === other.index
    )
  })
