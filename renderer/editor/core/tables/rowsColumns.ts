import { Editor, Node, type Path, Transforms } from 'slate'
import { emptyCell, type TableCell } from '../../../../shared/document/table.ts'
import type { Placed } from '../../../../shared/document/tableGrid.ts'
import { emptyParagraph } from '../schema.ts'
import { act, formAct, setTable } from './act.ts'
import { isTable, pathOf, placeOf, selectedCells, type TablePlace, tableAt } from './place.ts'
import { setSpans } from './rules.ts'

export const aligned = (cell: TableCell | undefined): TableCell => ({
  ...emptyCell(),
  ...(cell?.align ? { align: cell.align } : {}),
})

/** Puts an empty row in at a place; cells that reach over it grow. */
function putRow(editor: Editor, place: TablePlace, at: number): void {
  const { grid, table } = place
  const like = Math.max(
    0,
    at < grid.rows ? (at > (table.headerRows ?? 0) || at === 0 ? Math.max(at - 1, 0) : at) : at - 1,
  )
  const cells: TableCell[] = []
  const grown = new Set<Placed>()
  for (let column = 0; column < grid.columns; column += 1) {
    const over = grid.at(at, column)
    if (over && over.row < at) grown.add(over)
    else cells.push(aligned(grid.at(like, column)?.cell))
  }
  for (const each of grown) setSpans(editor, pathOf(place, each), each.cell, each.colSpan, each.rowSpan + 1)
  Transforms.insertNodes(
    editor,
    { type: 'table-row', children: cells },
    { at: [...place.path, place.before + at] },
  )
  if (table.headerRows !== undefined && at < table.headerRows)
    setTable(editor, place, { headerRows: table.headerRows + 1 })
}

const columnStart = (editor: Editor, place: TablePlace, row: number, column: number): void => {
  const table = Node.get(editor, place.path)
  if (!isTable(table)) return
  const now = placeOf(table, place.path)
  const each = now.grid.at(Math.min(row, now.grid.rows - 1), Math.min(column, now.grid.columns - 1))
  if (each) Transforms.select(editor, Editor.start(editor, pathOf(now, each)))
}

/** Adds an empty row above or below the selected cells, and puts the caret in it. */
export function insertRow(editor: Editor, below: boolean): boolean {
  const selected = selectedCells(editor)
  if (!selected) return false
  const { place, area } = selected
  const at = below ? area.bottom + 1 : area.top
  return formAct(editor, place, () => {
    putRow(editor, place, at)
    columnStart(editor, place, at, area.left)
  })
}

/** Adds an empty column before or after the selected cells, and puts the caret in it. */
export function insertColumn(editor: Editor, after: boolean): boolean {
  const selected = selectedCells(editor)
  if (!selected) return false
  const { place, area } = selected
  const { grid, table } = place
  const at = after ? area.right + 1 : area.left
  return formAct(editor, place, () => {
    const grown = new Set<Placed>()
    for (let row = 0; row < grid.rows; row += 1) {
      const over = grid.at(row, at)
      if (over && over.column < at) grown.add(over)
      else {
        const index = grid.placed.filter((each) => each.row === row && each.column < at).length
        Transforms.insertNodes(editor, emptyCell(), { at: pathOf(place, { row, index }) })
      }
    }
    // A column in the middle of a cell has put nothing in its row before it.
    for (const each of grown) setSpans(editor, pathOf(place, each), each.cell, each.colSpan + 1, each.rowSpan)
    if (table.widths) {
      const usual = Math.max(
        1,
        Math.round(table.widths.reduce((sum, one) => sum + one, 0) / table.widths.length),
      )
      setTable(editor, place, { widths: [...table.widths.slice(0, at), usual, ...table.widths.slice(at)] })
    }
    columnStart(editor, place, area.top, at)
  })
}

/** Takes the selected rows out, the table if they are all. */
export function removeRows(editor: Editor): boolean {
  const selected = selectedCells(editor)
  if (!selected) return false
  const { place, area } = selected
  const { grid, table, path, before } = place
  const { top, bottom } = area
  if (top === 0 && bottom === grid.rows - 1) return removeTable(editor)
  return formAct(editor, place, () => {
    // Row by row from the end, so that what stands before keeps its path.
    for (const each of [...grid.placed].reverse()) {
      const end = each.row + each.rowSpan - 1
      if (each.row < top && end >= top)
        setSpans(
          editor,
          pathOf(place, each),
          each.cell,
          each.colSpan,
          top - each.row + Math.max(0, end - bottom),
        )
    }
    const below = grid.placed.filter(
      ({ row, rowSpan }) => row >= top && row <= bottom && row + rowSpan - 1 > bottom,
    )
    for (const each of below.reverse()) {
      const row = bottom + 1
      const index = grid.placed.filter((other) => other.row === row && other.column < each.column).length
      const { rowSpan: _, ...rest } = each.cell
      const left = each.row + each.rowSpan - row
      Transforms.insertNodes(
        editor,
        { ...rest, ...(left > 1 ? { rowSpan: left } : {}) },
        { at: pathOf(place, { row, index }) },
      )
    }
    for (let row = bottom; row >= top; row -= 1)
      Transforms.removeNodes(editor, { at: [...path, before + row] })
    const head = table.headerRows ?? 0
    const gone = Math.max(0, Math.min(head, bottom + 1) - top)
    if (gone > 0) setTable(editor, place, { headerRows: head - gone > 0 ? head - gone : undefined })
    columnStart(editor, place, top, area.left)
  })
}

/** Takes the selected columns out, the table if they are all. */
export function removeColumns(editor: Editor): boolean {
  const selected = selectedCells(editor)
  if (!selected) return false
  const { place, area } = selected
  const { grid, table } = place
  const { left, right } = area
  if (left === 0 && right === grid.columns - 1) return removeTable(editor)
  return formAct(editor, place, () => {
    for (const each of [...grid.placed].reverse()) {
      const end = each.column + each.colSpan - 1
      const gone = Math.min(end, right) - Math.max(each.column, left) + 1
      if (gone <= 0) continue
      if (gone === each.colSpan) Transforms.removeNodes(editor, { at: pathOf(place, each) })
      else setSpans(editor, pathOf(place, each), each.cell, each.colSpan - gone, each.rowSpan)
    }
    if (table.widths)
      setTable(editor, place, { widths: table.widths.filter((_, at) => at < left || at > right) })
    columnStart(editor, place, area.top, left)
  })
}

/** Takes the table out and puts the caret where it stood. */
export function removeTable(editor: Editor): boolean {
  const place = tableAt(editor)
  if (!place) return false
  const { path } = place
  return act(editor, () => {
    Transforms.removeNodes(editor, { at: path })
    if (!Node.has(editor, path)) Transforms.insertNodes(editor, emptyParagraph(), { at: path })
    Transforms.select(editor, Editor.start(editor, path))
  })
}

/** Whether no cell reaches over the edge above a row. */
const isEdge = ({ grid }: TablePlace, row: number): boolean =>
  grid.placed.every((each) => each.row >= row || each.row + each.rowSpan <= row)

const isColumnEdge = ({ grid }: TablePlace, column: number): boolean =>
  grid.placed.every((each) => each.column >= column || each.column + each.colSpan <= column)

/** Moves the selected rows up or down by one; false where a joined cell or the edge of the table is in the way. */
export function moveRows(editor: Editor, down: boolean): boolean {
  const selected = selectedCells(editor)
  if (!selected) return false
  const { place, area } = selected
  const { top, bottom } = area
  const other = down ? bottom + 1 : top - 1
  if (other < 0 || other >= place.grid.rows) return false
  const [first, last] = [Math.min(top, other), Math.max(bottom, other)]
  if (![first, last + 1, down ? other : top].every((row) => isEdge(place, row))) return false
  const at = (row: number): Path => [...place.path, place.before + row]
  return formAct(editor, place, () =>
    Transforms.moveNodes(editor, { at: at(other), to: at(down ? top : bottom) }),
  )
}

/** Moves the selected columns left or right by one; false where a joined cell or the edge is in the way. */
export function moveColumns(editor: Editor, right: boolean): boolean {
  const selected = selectedCells(editor)
  if (!selected) return false
  const { place, area } = selected
  const other = right ? area.right + 1 : area.left - 1
  const { grid, table } = place
  if (other < 0 || other >= grid.columns) return false
  const [first, last] = [Math.min(area.left, other), Math.max(area.right, other)]
  if (![first, last + 1, right ? other : area.left].every((column) => isColumnEdge(place, column)))
    return false
  return formAct(editor, place, () => {
    for (let row = 0; row < grid.rows; row += 1) {
      const own = grid.placed.filter((each) => each.row === row)
      const moved = own.find((each) => each.column === other)
      const within = own.filter(({ column }) => column >= area.left && column <= area.right)
      const to = right ? within[0] : within[within.length - 1]
      if (moved && to) Transforms.moveNodes(editor, { at: pathOf(place, moved), to: pathOf(place, to) })
    }
    if (table.widths) {
      const widths = [...table.widths]
      const [width = 1] = widths.splice(other, 1)
      widths.splice(right ? area.left : area.right, 0, width)
      setTable(editor, place, { widths })
    }
  })
}
