import { Editor, Element, Node, type NodeEntry, Path, type Point, Range } from 'slate'
import {
  captionOf,
  rowsOf,
  type Table,
  type TableCaption,
  type TableCell,
} from '../../../../shared/document/table.ts'
import {
  type Area,
  cellsIn,
  type Grid,
  gridOf,
  type Placed,
  wholeArea,
} from '../../../../shared/document/tableGrid.ts'
import '../types.ts'

export const isTable = (node: Node): node is Table => Element.isElement(node) && node.type === 'table'
export const isCell = (node: Node): node is TableCell => Element.isElement(node) && node.type === 'table-cell'
const isCaption = (node: Node): node is TableCaption =>
  Element.isElement(node) && node.type === 'table-caption'

/** A table of the document with its grid. */
export interface TablePlace {
  readonly table: Table
  readonly path: Path
  readonly grid: Grid
  /** How many children stand before its first row. */
  readonly before: 0 | 1
}

/** Whether a row has no cell: Slate keeps an empty text in it then. */
export const isBareRow = ({ children }: { children: readonly Node[] }): boolean =>
  children.every((child) => !Element.isElement(child))

/** By reference: a table that did not change is not laid out again. */
const grids = new WeakMap<Table, Grid>()

export function gridOfTable(table: Table): Grid {
  let grid = grids.get(table)
  if (!grid) {
    // A row that lost its last cell holds an empty text until the rules have mended it.
    grid = gridOf(rowsOf(table).map((row) => (isBareRow(row) ? { ...row, children: [] } : row)))
    grids.set(table, grid)
  }
  return grid
}

export const placeOf = (table: Table, path: Path): TablePlace => ({
  table,
  path,
  grid: gridOfTable(table),
  before: captionOf(table) ? 1 : 0,
})

/** The table that a place of the document, or else the whole selection, is in. */
export function tableAt(editor: Editor, at?: Point): TablePlace | null {
  const where = at ?? editor.selection
  if (!where) return null
  const found = Editor.above(editor, { at: where, match: isTable })
  return found ? placeOf(found[0], found[1]) : null
}

export const cellAt = (editor: Editor, at?: Point): NodeEntry<TableCell> | undefined => {
  const where = at ?? editor.selection?.focus
  return where && Editor.above(editor, { at: where, match: isCell })
}

export const captionAt = (editor: Editor): NodeEntry<TableCaption> | undefined =>
  Editor.above(editor, { match: isCaption })

export const pathOf = ({ path, before }: TablePlace, { row, index }: Pick<Placed, 'row' | 'index'>): Path => [
  ...path,
  before + row,
  index,
]

/** Where a cell stands in the grid, by its path. */
export function placedAt({ grid, path, before }: TablePlace, cell: Path): Placed | undefined {
  const row = (cell[path.length] ?? 0) - before
  const index = cell[path.length + 1]
  return grid.placed.find((each) => each.row === row && each.index === index)
}

/** A table with the cells that are selected in it: those between the ends of the selection, as a rectangle. */
export interface Selected {
  readonly place: TablePlace
  readonly area: Area
  readonly cells: readonly Placed[]
}

/** What is selected of one table; null where the selection is not wholly in the cells of one. */
export function selectedCells(editor: Editor): Selected | null {
  const { selection } = editor
  const place = selection && tableAt(editor)
  if (!selection || !place) return null
  const [from, to] = [selection.anchor, selection.focus].map((point) => {
    const cell = cellAt(editor, point)
    return cell && placedAt(place, cell[1])
  })
  if (!from || !to) return null
  const area = wholeArea(place.grid, {
    top: Math.min(from.row, to.row),
    left: Math.min(from.column, to.column),
    bottom: Math.max(from.row, to.row),
    right: Math.max(from.column, to.column),
  })
  return { place, area, cells: cellsIn(place.grid, area) }
}

/** Whether the selection goes from one cell into another of the same table. */
export function isAcrossCells(editor: Editor): boolean {
  const { selection } = editor
  if (!selection || Range.isCollapsed(selection)) return false
  const [from, to] = [cellAt(editor, selection.anchor), cellAt(editor, selection.focus)]
  return (
    from !== undefined &&
    to !== undefined &&
    !Path.equals(from[1], to[1]) &&
    Path.equals(from[1].slice(0, -2), to[1].slice(0, -2))
  )
}

/** The whole of a node's words. */
export const insideOf = (editor: Editor, path: Path): Range => Editor.range(editor, path)

export const isBare = (node: Node): boolean =>
  Node.string(node) === '' && Element.isElement(node) && node.children.length === 1
