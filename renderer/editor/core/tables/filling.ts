import { Editor, Node, type Path, Transforms } from 'slate'
import type { Inline } from '../../../../shared/document/inline.ts'
import {
  emptyCell,
  rowsOf,
  type Table,
  type TableCell,
  type TableRow,
} from '../../../../shared/document/table.ts'
import {
  type Area,
  gridOf,
  type Placed,
  wholeRows,
  withSpans,
} from '../../../../shared/document/tableGrid.ts'
import { formAct, replaceRows } from './act.ts'
import { maxCells } from './inserting.ts'
import { isTable, pathOf, placeOf, selectedCells, type TablePlace } from './place.ts'

/** The words of a table place by place; what a joined cell covers is empty. */
function wordsOf(table: Table): Inline[][][] {
  const rows = wholeRows(rowsOf(table))
  const grid = gridOf(rows)
  return rows.map((_, row) =>
    Array.from({ length: grid.columns }, (_column, column) => {
      const each = grid.at(row, column)
      return each && each.row === row && each.column === column ? each.cell.children : [{ text: '' }]
    }),
  )
}

/**
 * Puts the words of a table into the cells from the first selected one on, as a spreadsheet does: rows and columns are
 * added as needed. One undo.
 *
 * @param table with ids of its own
 * @returns how many rows there was no room for; null where the caret is in no cell
 */
export function fillCells(editor: Editor, table: Table): number | null {
  const selected = selectedCells(editor)
  if (!selected) return null
  const words = wordsOf(table)
  const { area, place } = selected
  const { path } = place
  const width = words[0]?.length ?? 0
  const columns = Math.max(place.grid.columns, area.left + width)
  const room = Math.max(place.grid.rows, Math.floor(maxCells / columns)) - area.top
  const kept = words.slice(0, Math.max(1, room))
  const last = [...path, place.before + area.top + kept.length - 1]
  formAct(editor, place, () => {
    // At once: thousands of cells one by one take minutes.
    replaceRows(editor, place, filled(place, area, kept, columns))
    const cell = cellBefore(editor, last, area.left + width)
    Transforms.select(editor, Editor.end(editor, cell ?? last))
  })
  return words.length - kept.length
}

/** The cell that ends right before a column. */
function cellBefore(editor: Editor, row: Path, column: number): Path | null {
  const table = Node.get(editor, row.slice(0, -1))
  if (!isTable(table)) return null
  const place = placeOf(table, row.slice(0, -1))
  const each = place.grid.at((row[row.length - 1] ?? 0) - place.before, column - 1)
  return each ? pathOf(place, each) : null
}

/** The rows of a table with other words from a place on, large enough for them; cells that are joined there are split. */
function filled({ grid, table }: TablePlace, area: Area, words: Inline[][][], columns: number): TableRow[] {
  const { top, left } = area
  const [bottom, right] = [top + words.length - 1, left + (words[0]?.length ?? 0) - 1]
  const isMet = (each: Placed): boolean =>
    each.row <= bottom &&
    each.row + each.rowSpan > top &&
    each.column <= right &&
    each.column + each.colSpan > left
  const own = rowsOf(table)
  return Array.from({ length: Math.max(grid.rows, bottom + 1) }, (_, row): TableRow => {
    const children: TableCell[] = []
    for (let column = 0; column < columns; column += 1) {
      const each = grid.at(row, column)
      const begins = each?.row === row && each.column === column
      if (each && !begins && !isMet(each)) continue
      const inside = row >= top && row <= bottom && column >= left && column <= right
      const selected = row >= top && row <= area.bottom && column >= left && column <= area.right
      const base = each ? (isMet(each) ? withSpans(each.cell, 1, 1) : each.cell) : emptyCell()
      const put = inside ? words[row - top]?.[column - left] : undefined
      if (put) children.push({ ...base, children: put })
      else children.push(begins && !selected ? base : { ...base, children: [{ text: '' }] })
    }
    return { ...(own[row] ?? { type: 'table-row' }), children }
  })
}
