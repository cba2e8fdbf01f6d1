import type { Table as TableNode } from 'mdast'
import type { ContainerDirective } from 'mdast-util-directive'
import { mintId } from '../../model/identity.ts'
import { type Table, type TableCaption, type TableCell, type TableRow, tableSchema } from '../table.ts'
import { wholeRows, withSpans } from '../tableGrid.ts'
import { type BlockAttributes, readAttributes } from './attributes.ts'
import { flatten, isPlainRun } from './flat.ts'
import { readInlines } from './readInlines.ts'
import { type BlockReading, lineOf, readParagraph, unsupported } from './readParagraph.ts'
import { unguard } from './syntax.ts'
import { joinLeft, joinUp } from './tableNodes.ts'

const ownAlign = /^\{align=(left|center|right)\}/u

/** A cell, or the sign that it is part of another. */
type Reading = { readonly cell: TableCell; readonly line: number } | typeof joinLeft | typeof joinUp

function readCells(node: TableNode, joins: boolean, reading: BlockReading): Reading[][] {
  return node.children.map((row) =>
    row.children.map((cell, column): Reading => {
      const line = lineOf(cell)
      const flat = flatten(cell.children, line, reading.source, reading.problems)
      const sign = flat.mask
      if (joins && (sign === joinLeft || sign === joinUp) && flat.marks[0] === 0) return sign
      const prefix = ownAlign.exec(flat.mask)
      const own = prefix && flat.parents[0] === 0 && isPlainRun(flat, 0, prefix[0].length) ? prefix : null
      const align = own ? own[1] : node.align?.[column]
      const end = own?.[0].length ?? 0
      const children = readInlines(flat, own && flat.text[end] === ' ' ? end + 1 : end, reading)
      const aligned: Pick<TableCell, 'align'> = align === 'center' || align === 'right' ? { align } : {}
      return { cell: { type: 'table-cell', ...aligned, children }, line }
    }),
  )
}

/** Cells that are joined become one; null when what is joined is no rectangle (reported). */
function joined(all: readonly Reading[][], line: number, reading: BlockReading): TableRow[] | null {
  const columns = all.reduce((most, row) => Math.max(most, row.length), 0)
  const areas = new Map<
    TableCell,
    { row: number; column: number; right: number; bottom: number; places: number }
  >()
  const owners: (TableCell | undefined)[][] = all.map(() => [])
  for (const [row, cells] of all.entries()) {
    for (const [column, each] of cells.entries()) {
      const owner =
        each === joinLeft
          ? owners[row]?.[column - 1]
          : each === joinUp
            ? owners[row - 1]?.[column]
            : each.cell
      const own = owners[row]
      if (!owner || !own) {
        unsupported(
          reading,
          line,
          `A cell “${each === joinLeft ? joinLeft : joinUp}” has no cell to be part of.`,
          'Write \\< or \\^ for the sign itself.',
        )
        return null
      }
      own[column] = owner
      const area = areas.get(owner) ?? { row, column, right: column, bottom: row, places: 0 }
      area.right = Math.max(area.right, column)
      area.bottom = Math.max(area.bottom, row)
      area.places += 1
      if (column < area.column) area.places = Number.NaN
      areas.set(owner, area)
    }
  }
  const rows = all.map((): TableCell[] => [])
  for (const [cell, { row, column, right, bottom, places }] of areas) {
    const [across, down] = [right - column + 1, bottom - row + 1]
    if (places !== across * down) {
      unsupported(
        reading,
        line,
        'The cells that are joined by “<” and “^” make no rectangle.',
        'Join whole rows or columns of neighbouring cells.',
      )
      return null
    }
    rows[row]?.push(withSpans(cell, across, down))
  }
  for (const [row, cells] of all.entries()) {
    // A short row is filled, as GFM says.
    for (let column = cells.length; column < columns; column += 1)
      rows[row]?.push({ type: 'table-cell', children: [{ text: '' }] })
  }
  return wholeRows(rows.map((children) => ({ type: 'table-row', children })))
}

/** A table of GFM: its first row is its head. */
export function readTable(node: TableNode, attributes: BlockAttributes, reading: BlockReading): Table | null {
  const rows = joined(readCells(node, false, reading), lineOf(node), reading)
  return rows && { type: 'table', id: mintId(), ...attributes, headerRows: 1, children: rows }
}

type Extras = Pick<Table, 'headerRows' | 'headerColumn' | 'widths'>

function readExtras(
  given: Readonly<Record<string, string>>,
  line: number,
  reading: BlockReading,
): { extras: Extras; others: Record<string, string> } {
  const extras: Extras = { headerRows: 1 }
  const others: Record<string, string> = {}
  const refuse = (name: string, value: string, allowed: string): void => {
    const message = `“${value}” is no ${name} of a table.`
    reading.problems.push({ line, code: 'bad-request', message, hint: `Allowed: ${allowed}.` })
  }
  for (const [name, value] of Object.entries(given)) {
    if (name === 'header-rows') {
      if (/^\d{1,2}$/u.test(value)) extras.headerRows = Number(value)
      else refuse(name, value, '0 to 99')
    } else if (name === 'header-column') {
      if (value === 'yes') extras.headerColumn = true
      else refuse(name, value, 'yes')
    } else if (name === 'widths') {
      const widths = value.trim().split(/\s+/u).map(Number)
      if (widths.every((width) => Number.isInteger(width) && width >= 1 && width <= 1000))
        extras.widths = widths
      else refuse(name, value, 'whole numbers from 1 to 1000, one for each column, parted by spaces')
    } else others[name] = value
  }
  if (extras.headerRows === 0) delete extras.headerRows
  return { extras, others }
}

/** `::: table {…}` with a caption, if there is one, and a table of GFM; null when it is none (reported). */
export function readTableDirective(
  node: ContainerDirective,
  before: BlockAttributes,
  reading: BlockReading,
): Table | null {
  const line = lineOf(node)
  const given = Object.fromEntries(
    Object.entries(node.attributes ?? {}).map(([name, value]) => [name, unguard(value ?? '')]),
  )
  const { extras, others } = readExtras(given, line, reading)
  const attributes = { ...before, ...readAttributes(others, line, reading.problems) }
  let caption: TableCaption | null = null
  let rows: TableRow[] | null = null
  let misplaced = false
  for (const child of node.children) {
    if (child.type === 'paragraph' && !caption && !rows) {
      const words = readParagraph(child, { attributes: {} }, reading)
      if (words) caption = { type: 'table-caption', children: words.children }
    } else if (child.type === 'table' && !rows) {
      rows = joined(readCells(child, true, reading), lineOf(child), reading)
      if (!rows) return null
    } else misplaced = true
  }
  if (!rows || misplaced) {
    unsupported(
      reading,
      line,
      '“::: table” holds a caption and one table, and nothing else.',
      'Write the caption on a line, an empty line, and the rows between bars; close it with “:::”.',
    )
    return null
  }
  const table: Table = {
    type: 'table',
    id: mintId(),
    ...attributes,
    ...extras,
    children: [...(caption ? [caption] : []), ...rows],
  }
  if (tableSchema.safeParse(table).success) return table
  unsupported(reading, line, 'The table is larger than a briefing can hold.', 'Divide it.')
  return null
}
