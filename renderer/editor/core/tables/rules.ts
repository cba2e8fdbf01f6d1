import { Editor, Element, Node, type NodeEntry, Text, Transforms } from 'slate'
import { captionOf, emptyCell, rowsOf, type Table } from '../../../../shared/document/table.ts'
import { mintId } from '../../../../shared/model/identity.ts'
import { isInlineType } from '../schema.ts'
import { gridOfTable, isBareRow, isTable, pathOf, placeOf } from './place.ts'

type Rule = (editor: Editor, entry: NodeEntry) => boolean

/** Parts of a table that stand at the top: a row or cell gets its table, a caption becomes a paragraph. */
export const tablePartsHaveTheirTable: Rule = (editor, [node]) => {
  if (!Editor.isEditor(node)) return false
  for (const [index, child] of node.children.entries()) {
    if (!Element.isElement(child)) continue
    const at = [index]
    if (child.type === 'table-row')
      Transforms.wrapNodes(editor, { type: 'table', id: mintId(), children: [] }, { at })
    else if (child.type === 'table-cell')
      Transforms.wrapNodes(editor, { type: 'table-row', children: [] }, { at })
    else if (child.type === 'table-caption')
      Transforms.setNodes(editor, { type: 'paragraph', id: mintId() }, { at })
    else continue
    return true
  }
  return false
}

/** A table holds rows, and a caption before them: anything else becomes a row; one without rows is no table. */
export const tableHoldsRows: Rule = (editor, [node, path]) => {
  if (!isTable(node)) return false
  for (const [child, at] of Node.children(editor, path)) {
    const { type } = child as { type?: string }
    if (type === 'table-row' || (type === 'table-caption' && at[at.length - 1] === 0)) continue
    if (type === 'table-caption') setType(editor, at, 'table-cell')
    if (type === 'table-cell' || type === 'table-caption')
      Transforms.wrapNodes(editor, { type: 'table-row', children: [] }, { at })
    else Transforms.wrapNodes(editor, emptyCell([]), { at })
    return true
  }
  if (rowsOf(node).length > 0) return false
  if (captionOf(node)) Transforms.unwrapNodes(editor, { at: path })
  else Transforms.removeNodes(editor, { at: path })
  return true
}

function setType(editor: Editor, at: number[], type: 'table-cell' | 'table-caption'): void {
  Transforms.setNodes(editor, { type }, { at })
}

/** A row holds cells. */
export const rowHoldsCells: Rule = (editor, [node, path]) => {
  if (!Element.isElement(node) || node.type !== 'table-row') return false
  // Whether it is filled or goes is for its table to say.
  if (isBareRow(node) && Node.string(node) === '') return false
  for (const [child, at] of Node.children(editor, path)) {
    if (Element.isElement(child) && child.type === 'table-cell') continue
    if (Element.isElement(child) && child.type === 'table-caption') setType(editor, at, 'table-cell')
    else if (Element.isElement(child) && child.type === 'table-row') Transforms.unwrapNodes(editor, { at })
    else Transforms.wrapNodes(editor, emptyCell([]), { at })
    return true
  }
  return false
}

/** A cell or caption holds a line of words: blocks in it become lines of it. */
export const cellHoldsInlines: Rule = (editor, [node, path]) => {
  if (!Element.isElement(node) || (node.type !== 'table-cell' && node.type !== 'table-caption')) return false
  for (const [child, at] of Node.children(editor, path)) {
    if (Text.isText(child) || isInlineType(child as Element)) continue
    const before = at[at.length - 1] ?? 0
    Editor.withoutNormalizing(editor, () => {
      Transforms.unwrapNodes(editor, { at })
      if (before > 0) Transforms.insertNodes(editor, { text: '\n' }, { at })
    })
    return true
  }
  return false
}

/**
 * The cells of a table fill a rectangle: spans end where there is no more room, a row without a cell of its own goes
 * with the spans over it, a short row is filled.
 */
export const tableIsWhole: Rule = (editor, [node, path]) => {
  if (!isTable(node)) return false
  const place = placeOf(node, path)
  const { grid } = place
  for (const each of grid.placed) {
    const { cell, colSpan, rowSpan } = each
    if (setSpans(editor, pathOf(place, each), cell, colSpan, rowSpan)) return true
  }
  const own = rowsOf(node)
  for (const [row, { children }] of own.entries()) {
    const at = [...path, place.before + row]
    const isBare = isBareRow({ children })
    let free = 0
    for (let column = 0; column < grid.columns; column += 1) if (!grid.at(row, column)) free += 1
    if (isBare && free === 0 && own.length > 1) {
      Editor.withoutNormalizing(editor, () => {
        for (const each of grid.placed) {
          if (each.row < row && each.row + each.rowSpan > row)
            setSpans(editor, pathOf(place, each), each.cell, each.colSpan, each.rowSpan - 1)
        }
        Transforms.removeNodes(editor, { at })
      })
      return true
    }
    if (free === 0 && !isBare) continue
    const cells = Array.from({ length: Math.max(1, free) }, () => emptyCell())
    Editor.withoutNormalizing(editor, () => {
      Transforms.insertNodes(editor, cells, { at: [...at, children.length] })
      if (isBare) for (const _ of children) Transforms.removeNodes(editor, { at: [...at, 0] })
    })
    return true
  }
  return false
}

/** Spans of 1 are none. */
export function setSpans(
  editor: Editor,
  at: number[],
  cell: { colSpan?: number | undefined; rowSpan?: number | undefined },
  colSpan: number,
  rowSpan: number,
): boolean {
  let changed = false
  for (const [key, value] of [
    ['colSpan', colSpan],
    ['rowSpan', rowSpan],
  ] as const) {
    if (cell[key] === (value > 1 ? value : undefined)) continue
    if (value > 1) Transforms.setNodes(editor, { [key]: value }, { at })
    else Transforms.unsetNodes(editor, key as never, { at })
    changed = true
  }
  return changed
}

/** The head is no longer than the table, and there are as many widths as columns, or none. */
export const tableFitsItself: Rule = (editor, [node, path]) => {
  if (!isTable(node)) return false
  const change = fitting(node)
  if (!change) return false
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) Transforms.unsetNodes(editor, key as never, { at: path })
    else Transforms.setNodes(editor, { [key]: value } as never, { at: path })
  }
  return true
}

function fitting(table: Table): Partial<Table> | null {
  const rows = rowsOf(table).length
  if (table.headerRows !== undefined && (table.headerRows < 1 || table.headerRows > rows))
    return { headerRows: table.headerRows < 1 ? undefined : rows }
  if (table.widths && table.widths.length !== gridOfTable(table).columns) return { widths: undefined }
  return null
}

export const tableRules: readonly Rule[] = [
  tablePartsHaveTheirTable,
  tableHoldsRows,
  rowHoldsCells,
  cellHoldsInlines,
  tableIsWhole,
  tableFitsItself,
]
