import { Editor, Node, Path, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import type { Inline } from '../../../../shared/document/inline.ts'
import {
  captionOf,
  emptyCell,
  rowsOf,
  type Table,
  type TableCell,
  type TableRow,
} from '../../../../shared/document/table.ts'
import { type Placed, wholeRows, withSpans } from '../../../../shared/document/tableGrid.ts'
import { mintId } from '../../../../shared/model/identity.ts'
import { topBlockAt } from '../place.ts'
import { emptyParagraph } from '../schema.ts'
import {
  isBare,
  isTable,
  pathOf,
  placeOf,
  type Selected,
  selectedCells,
  type TablePlace,
  tableAt,
} from './place.ts'
import { setSpans } from './rules.ts'

/** Most cells of a table that is put in or pasted: what stays quick to type in. */
export const maxCells = 2000
/** Most rows and columns that a person chooses at once. */
export const maxChosen = 20

/** One act, one undo. */
function act(editor: Editor, change: () => void): true {
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, change)
  })
  return true
}

export const newTable = (rows: number, columns: number): Table => ({
  type: 'table',
  id: mintId(),
  ...(rows > 1 ? { headerRows: 1 } : {}),
  children: Array.from(
    { length: rows },
    (): TableRow => ({
      type: 'table-row',
      children: Array.from({ length: columns }, () => emptyCell()),
    }),
  ),
})

/** Puts a table after the caret's block, or in place of an empty paragraph, and the caret in its first cell. */
export function insertTable(editor: Editor, rows = 3, columns = 3): void {
  const top = topBlockAt(editor)
  if (!top) return
  const [block, path] = top
  const empty = block.type === 'paragraph' && isBare(block)
  const at = empty ? path : Path.next(path)
  act(editor, () => {
    if (empty) Transforms.removeNodes(editor, { at })
    Transforms.insertNodes(editor, newTable(rows, columns), { at })
    // There is a line to go on in.
    if (!Node.has(editor, Path.next(at)))
      Transforms.insertNodes(editor, emptyParagraph(), { at: Path.next(at) })
    Transforms.select(editor, Editor.start(editor, at))
  })
}

const setTable = (editor: Editor, { path }: TablePlace, change: Partial<Table>): void => {
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) Transforms.unsetNodes(editor, key as never, { at: path })
    else Transforms.setNodes(editor, { [key]: value } as never, { at: path })
  }
}

const aligned = (cell: TableCell | undefined): TableCell => ({
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
  return act(editor, () => {
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
  return act(editor, () => {
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
  return act(editor, () => {
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
  return act(editor, () => {
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
  return act(editor, () => Transforms.moveNodes(editor, { at: at(other), to: at(down ? top : bottom) }))
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
  return act(editor, () => {
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

/** Whether there is more than one cell selected, and so something to join. */
export const canMerge = (editor: Editor): boolean => (selectedCells(editor)?.cells.length ?? 0) > 1

/** Joins the selected cells: their words become lines of the first. */
export function mergeCells(editor: Editor): boolean {
  const selected = selectedCells(editor)
  const [first, ...rest] = selected?.cells ?? []
  if (!selected || !first || rest.length === 0) return false
  const { place, area } = selected
  const words: Inline[] = []
  for (const { cell } of selected.cells) {
    if (isBare(cell)) continue
    if (words.length > 0) words.push({ text: '\n' })
    words.push(...cell.children)
  }
  const at = pathOf(place, first)
  const [across, down] = [area.right - area.left + 1, area.bottom - area.top + 1]
  if (rest.length > manyCells) {
    const gone = new Set(rest.map(({ cell }) => cell))
    const joined = {
      ...withSpans(first.cell, across, down),
      children: words.length > 0 ? words : [{ text: '' }],
    }
    const rows = rowsOf(place.table).map((row) => ({
      ...row,
      children: row.children.flatMap((cell) =>
        cell === first.cell ? [joined] : gone.has(cell) ? [] : [cell],
      ),
    }))
    return act(editor, () => {
      replaceRows(editor, place, wholeRows(rows))
      Transforms.select(editor, Editor.end(editor, at))
    })
  }
  return act(editor, () => {
    for (const each of [...rest].reverse()) Transforms.removeNodes(editor, { at: pathOf(place, each) })
    setSpans(editor, at, first.cell, area.right - area.left + 1, area.bottom - area.top + 1)
    fill(editor, at, words)
    Transforms.select(editor, Editor.end(editor, at))
  })
}

/** Above this many cells a change replaces the table at once: one by one they would take too long. */
const manyCells = 100

/** Other rows for a table: its caption and what else it is stay. */
export function replaceRows(editor: Editor, { table, path }: TablePlace, rows: TableRow[]): void {
  const caption = captionOf(table)
  Editor.withoutNormalizing(editor, () => {
    Transforms.removeNodes(editor, { at: path })
    Transforms.insertNodes(
      editor,
      { ...table, children: [...(caption ? [caption] : []), ...rows] },
      { at: path },
    )
  })
}

/** Other words in a cell. */
export function fill(editor: Editor, at: Path, words: readonly Inline[]): void {
  const cell = Node.get(editor, at)
  if (!('children' in cell)) return
  const [only] = cell.children
  if (words.length === 0 && cell.children.length === 1 && only && 'text' in only) {
    if (only.text !== '') editor.apply({ type: 'remove_text', path: [...at, 0], offset: 0, text: only.text })
    return
  }
  for (let index = cell.children.length - 1; index >= 0; index -= 1)
    Transforms.removeNodes(editor, { at: [...at, index] })
  Transforms.insertNodes(editor, words.length > 0 ? [...words] : [{ text: '' }], { at: [...at, 0] })
}

export const canSplit = (editor: Editor): boolean =>
  selectedCells(editor)?.cells.some(({ colSpan, rowSpan }) => colSpan > 1 || rowSpan > 1) ?? false

/** Makes the selected joined cells single ones again; their words stay in the first. */
export function splitCells(editor: Editor): boolean {
  const selected = selectedCells(editor)
  if (!selected || !canSplit(editor)) return false
  return act(editor, () => splitIn(editor, selected))
}

export function splitIn(editor: Editor, { place, cells }: Pick<Selected, 'place' | 'cells'>): void {
  // From the end: what is put in moves only what comes after it in its row.
  for (const each of [...cells].reverse()) {
    const { cell, row, column, colSpan, rowSpan } = each
    if (colSpan === 1 && rowSpan === 1) continue
    const own = Node.get(editor, place.path)
    if (!isTable(own)) return
    const now = placeOf(own, place.path)
    for (let down = rowSpan - 1; down >= 0; down -= 1) {
      const index = now.grid.placed.filter(
        (other) => other.row === row + down && other.column < column,
      ).length
      const fresh = Array.from({ length: down === 0 ? colSpan - 1 : colSpan }, () => aligned(cell))
      const at = pathOf(now, { row: row + down, index: down === 0 ? index + 1 : index })
      if (fresh.length > 0) Transforms.insertNodes(editor, fresh, { at })
    }
    setSpans(editor, pathOf(now, each), cell, 1, 1)
  }
}

/** Whether the first row is a head, which is set again on each page. */
export function toggleHeaderRow(editor: Editor): boolean {
  const place = tableAt(editor)
  if (!place) return false
  const area = selectedCells(editor)?.area
  const { headerRows } = place.table
  // With several rows selected from the first on, they are all the head.
  const wanted = area?.top === 0 ? area.bottom + 1 : 1
  return act(editor, () =>
    setTable(editor, place, { headerRows: headerRows === undefined ? wanted : undefined }),
  )
}

export function toggleHeaderColumn(editor: Editor): boolean {
  const place = tableAt(editor)
  if (!place) return false
  const { headerColumn } = place.table
  return act(editor, () => setTable(editor, place, { headerColumn: headerColumn ? undefined : true }))
}

/** Sets the selected cells to a side. */
export function alignCells(editor: Editor, align: 'left' | 'center' | 'right'): boolean {
  const selected = selectedCells(editor)
  if (!selected) return false
  return act(editor, () => {
    for (const each of selected.cells) {
      const at = pathOf(selected.place, each)
      if (align === 'left') Transforms.unsetNodes(editor, 'align' as never, { at })
      else Transforms.setNodes(editor, { align }, { at })
    }
  })
}

/** Gives the table a caption with the caret in it, or takes it away. */
export function toggleCaption(editor: Editor): boolean {
  const place = tableAt(editor)
  if (!place) return false
  const at = [...place.path, 0]
  return act(editor, () => {
    if (captionOf(place.table)) {
      Transforms.removeNodes(editor, { at })
      return
    }
    Transforms.insertNodes(editor, { type: 'table-caption', children: [{ text: '' }] }, { at })
    Transforms.select(editor, Editor.start(editor, at))
  })
}

/** Makes the selected columns wider or narrower by a fifth; the others share what is left. */
export function resizeColumns(editor: Editor, wider: boolean): boolean {
  const selected = selectedCells(editor)
  if (!selected) return false
  const { place, area } = selected
  const { grid, table } = place
  if (grid.columns > 100) return false
  const widths = table.widths ?? Array.from({ length: grid.columns }, () => 100)
  const factor = wider ? 1.2 : 1 / 1.2
  const changed = widths.map((width, at) =>
    at < area.left || at > area.right ? width : Math.min(1000, Math.max(10, Math.round(width * factor))),
  )
  return act(editor, () => setTable(editor, place, { widths: changed }))
}

/** Empties the selected cells; the table stays as it is. */
export function clearCells(editor: Editor): boolean {
  const selected = selectedCells(editor)
  if (!selected) return false
  return act(editor, () => clearIn(editor, selected))
}

export function clearIn(editor: Editor, { place, cells }: Pick<Selected, 'place' | 'cells'>): void {
  for (const each of cells) fill(editor, pathOf(place, each), [])
  const [first] = cells
  if (first) Transforms.select(editor, Editor.start(editor, pathOf(place, first)))
}

export const rowCount = (table: Table): number => rowsOf(table).length
