import { z } from 'zod'
import { type Inline, inlinesSchema } from './inline.ts'
import { blockShape } from './paragraph.ts'
import type { SuggestedBlock } from './suggestion.ts'

/** Widest span of a cell, and most columns with a width of their own. */
export const widestTable = 1000

const span = z.int().min(2).max(widestTable).optional()

/**
 * A cell holds one line of inlines; line ends in its text are lines of the cell. Absent spans are 1, an absent `align`
 * is the start of the line.
 */
export const tableCellSchema = z.object({
  type: z.literal('table-cell'),
  colSpan: span,
  rowSpan: span,
  align: z.enum(['center', 'right']).optional(),
  children: inlinesSchema,
})
export type TableCell = z.infer<typeof tableCellSchema>

/** As in HTML: a cell stands in the first place of its row that no cell from above reaches into. */
export const tableRowSchema = z.object({
  type: z.literal('table-row'),
  children: z.array(tableCellSchema).min(1),
})
export type TableRow = z.infer<typeof tableRowSchema>

export const tableCaptionSchema = z.object({ type: z.literal('table-caption'), children: inlinesSchema })
export type TableCaption = z.infer<typeof tableCaptionSchema>

export interface Table extends SuggestedBlock {
  type: 'table'
  id: string
  mark?: string | undefined
  kind?: z.infer<typeof blockShape.kind>
  /** How many rows at the top are its head; absent is none. */
  headerRows?: number | undefined
  /** The first column says what its rows are about. */
  headerColumn?: true | undefined
  /** One for each column, in shares of the whole; absent is as the words need. */
  widths?: number[] | undefined
  /** A caption, if there is one, and the rows. */
  children: (TableCaption | TableRow)[]
}

/** A table: an optional caption first, then at least one row. Its cells fill a rectangle (core/tables). */
export const tableSchema: z.ZodType<Table> = z.object({
  type: z.literal('table'),
  ...blockShape,
  headerRows: z.int().min(1).max(100).optional(),
  headerColumn: z.literal(true).optional(),
  widths: z.array(z.int().min(1).max(1000)).min(1).max(widestTable).optional(),
  children: z
    .array(z.union([tableRowSchema, tableCaptionSchema]))
    .min(1)
    .refine((all) => all.some(({ type }) => type === 'table-row'), 'a table has at least one row')
    .refine((all) => all.every(({ type }, at) => type === 'table-row' || at === 0), 'a caption comes first'),
})

export const rowsOf = (table: Pick<Table, 'children'>): TableRow[] =>
  table.children.filter((child) => child.type === 'table-row')

export const captionOf = (table: Pick<Table, 'children'>): TableCaption | null => {
  const [first] = table.children
  return first?.type === 'table-caption' ? first : null
}

export const emptyCell = (children: Inline[] = [{ text: '' }]): TableCell => ({
  type: 'table-cell',
  children,
})
