import { z } from 'zod'
import { idSchema, mintId } from '../model/identity.ts'
import { type Block, blockSchema } from './block.ts'
import { type Header, headerSchema } from './header.ts'
import type { Inline } from './inline.ts'
import type { List } from './list.ts'
import type { Paragraph } from './paragraph.ts'
import { project } from './suggestions.ts'
import { captionOf, rowsOf, type Table } from './table.ts'
import { gridOf } from './tableGrid.ts'
import { blockText, plainText } from './walk.ts'

export const templateTitleSchema = z.string().trim().min(1).max(100)

/** A person's own template, as it is kept in a library. */
export const ownTemplateSchema = z.object({
  id: idSchema,
  name: templateTitleSchema,
  header: headerSchema,
  blocks: z.array(blockSchema).min(1).max(1000),
})
export type OwnTemplate = z.infer<typeof ownTemplateSchema>

const empty = (): Paragraph => ({ type: 'paragraph', id: mintId(), children: [{ text: '' }] })

/** Most empty items of a list: how many there were says nothing about how many there will be. */
const mostItems = 3

function emptyList(list: List): List {
  return {
    type: 'list',
    id: mintId(),
    ordered: list.ordered,
    children: list.children.slice(0, mostItems).map(({ checked }) => ({
      type: 'list-item',
      id: mintId(),
      ...(checked === undefined ? {} : { checked: false }),
      children: [empty()],
    })),
  }
}

/** The words of a line without formatting, citations, notes and what it quotes: what a heading is called. */
const wordsOf = (inlines: readonly Inline[]): Inline[] => [
  {
    text: plainText(inlines.filter((inline) => !('type' in inline && inline.type === 'quotation')))
      .replace(/\s+/gu, ' ')
      .trim(),
  },
]

/**
 * A table with its form, its caption and the words of its head and its header column. Of rows that nothing names as
 * many are kept as of a list's items, but for a table with merged cells: they would be cut.
 */
function emptyTable(table: Table): Table {
  const { headerRows = 0, headerColumn, widths } = table
  const caption = captionOf(table)
  const rows = rowsOf(table)
  const { placed } = gridOf(rows)
  const named = new Set(
    placed
      .filter(({ row, column }) => row < headerRows || (headerColumn && column === 0))
      .map(({ cell }) => cell),
  )
  const whole = headerColumn || placed.some(({ rowSpan }) => rowSpan > 1)
  return {
    type: 'table',
    id: mintId(),
    ...(headerRows > 0 ? { headerRows } : {}),
    ...(headerColumn ? { headerColumn } : {}),
    ...(widths ? { widths } : {}),
    children: [
      ...(caption ? [{ ...caption, children: wordsOf(caption.children) }] : []),
      ...(whole ? rows : rows.slice(0, headerRows + mostItems)).map((row) => ({
        ...row,
        children: row.children.map((cell) => ({
          ...cell,
          children: named.has(cell) ? wordsOf(cell.children) : [{ text: '' }],
        })),
      })),
    ],
  }
}

/** What of a block is structure: a heading's and a title's words, never what a text says or cites. */
function bare(block: Block): Block | null {
  switch (block.type) {
    case 'heading':
      return {
        type: 'heading',
        id: mintId(),
        level: block.level,
        children: [{ text: blockText(block).replace(/\s+/gu, ' ').trim() }],
      }
    case 'callout': {
      const { variant, title } = block
      return { type: 'callout', id: mintId(), variant, ...(title ? { title } : {}), children: [empty()] }
    }
    case 'list':
      return emptyList(block)
    case 'table':
      return emptyTable(block)
    case 'code-block':
      return {
        type: 'code-block',
        id: mintId(),
        ...(block.language ? { language: block.language } : {}),
        children: [{ text: '' }],
      }
    case 'contents':
      return { ...block, id: mintId() }
    case 'figure': {
      // One that shows something shows it of one document; a crest or a rule belongs to every one.
      const { picture, alt, width } = block
      const kept = { type: 'figure', id: mintId(), picture, alt, decorative: true, width } as const
      return block.decorative ? { ...kept, children: [{ text: '' }] } : null
    }
    case 'divider':
    case 'page-break':
      return { type: block.type, id: mintId(), children: [{ text: '' }] }
    case 'paragraph':
    // It cannot be without the quote that it is bound to: its place is kept.
    case 'quotation-block':
      return empty()
    default:
      return null
  }
}

/**
 * The structure of a briefing: its head without what belongs to one document (subject, number, date), its headings,
 * callouts, lists, tables and code without their words, its contents and its decorative pictures. Several paragraphs and
 * quotation blocks become one empty paragraph; what cites or shows something goes.
 *
 * @returns blocks with new ids, at least one
 */
export function structureOf(
  header: Header,
  blocks: readonly Block[],
): { readonly header: Header; readonly blocks: Block[] } {
  const kept: Block[] = []
  for (const block of project(blocks, 'final')) {
    const next = bare(block)
    if (next && !(next.type === 'paragraph' && kept.at(-1)?.type === 'paragraph')) kept.push(next)
  }
  return {
    header: { ...header, subject: '', subtitle: '', number: '', date: null },
    blocks: kept.length > 0 ? kept.slice(0, 1000) : [empty()],
  }
}

/** A new briefing from a template of a person's own; every call mints new ids. */
export function fromTemplate(
  template: Pick<OwnTemplate, 'header' | 'blocks'>,
  subject: string,
  date: string | null,
): { header: Header; blocks: Block[] } {
  const { header, blocks } = structureOf(template.header, template.blocks)
  return { header: { ...header, subject, date }, blocks }
}
