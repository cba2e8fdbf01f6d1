import type { Block } from '../../../shared/document/block.ts'
import type { Picture } from '../../../shared/document/figure.ts'
import { fixedId } from '../../integration/store/edits.ts'
import { sha256Of } from './documents.ts'

// What the memo has besides paragraphs: figures, tables, notes, comments. Made by a revision's number, alike in every
// process.

/** A picture is put into the library before the revision that shows it. */
export interface NumberedPicture extends Picture {
  readonly bytes: Uint8Array
}

/** The picture of a revision: most fit on a page of the library, some need several. */
export function pictureOf(revision: number): NumberedPicture {
  const filler = '.'.repeat(revision % 4 === 0 ? 9_000 : 40)
  const bytes = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><!-- ${revision}${filler} --><rect width="60" height="40"/></svg>`,
  )
  return { sha256: sha256Of(bytes), mediaType: 'image/svg+xml', width: 60, height: 40, bytes }
}

/** Early revisions are made without the library that has the pictures. */
const PLAIN = 3

/** What stands in the place of a paragraph that is added by this revision. */
export function enriched(added: Block, revision: number): Block {
  if (revision <= PLAIN || added.type !== 'paragraph') return added
  const { id, children } = added
  const note = {
    type: 'footnote' as const,
    id: fixedId(5, revision),
    children: [{ text: `note ${revision}` }],
  }
  switch (revision % 3) {
    case 0: {
      const { bytes: _, ...picture } = pictureOf(revision)
      return { type: 'figure', id, picture, alt: `A plan, ${revision}`, width: 50, children }
    }
    case 1: {
      const cell = (n: number) => ({ type: 'table-cell' as const, children: [{ text: `${revision}.${n}` }] })
      const row = (n: number) => ({ type: 'table-row' as const, children: [cell(n), cell(n + 1)] })
      const caption = { type: 'table-caption' as const, children: [{ text: `table ${revision}` }] }
      return { type: 'table', id, headerRows: 1, children: [caption, row(1), row(3), row(5)] }
    }
    default:
      return {
        ...added,
        children: [{ text: `added ${revision}`, comments: [fixedId(4, revision)] }, note, { text: '.' }],
      }
  }
}

/** Whether a thread of comments is begun, answered and resolved once this revision is there. */
export const isDiscussed = (revision: number): boolean => revision % 5 === 3
export const remark = (revision: number): string => `A remark on revision ${revision}.`
export const answer = (revision: number): string => `An answer about revision ${revision}.`
