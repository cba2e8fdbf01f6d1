import type { Editor } from 'slate'
import type { Block } from '../../../../shared/document/block.ts'
import { rowsOf, type Table, type TableRow } from '../../../../shared/document/table.ts'
import { wholeRows, withSpans } from '../../../../shared/document/tableGrid.ts'
import { mintId } from '../../../../shared/model/identity.ts'
import { isAcrossCells, selectedCells, tableAt } from './place.ts'

/**
 * What is selected as blocks: cells of one table as a table of those, words within one cell as a paragraph, a part of
 * a table made whole.
 */
export function selectedBlocks(editor: Editor): Block[] {
  const selected = isAcrossCells(editor) ? selectedCells(editor) : null
  if (selected) return [tableOfCells(selected)]
  const blocks = editor.getFragment() as Block[]
  const [only] = blocks
  if (blocks.length === 1 && only?.type === 'table' && tableAt(editor)) {
    const words = only.children.map((child) => (child.type === 'table-row' ? child.children[0] : child))
    const [line] = words
    if (words.length === 1 && line) return [{ type: 'paragraph', id: mintId(), children: line.children }]
  }
  return blocks.map((block) =>
    block.type === 'table'
      ? {
          ...block,
          children: [
            ...block.children.filter((child) => child.type === 'table-caption'),
            ...wholeRows(rowsOf(block)),
          ],
        }
      : block,
  )
}

function tableOfCells({ place, area, cells }: NonNullable<ReturnType<typeof selectedCells>>): Table {
  const rows = Array.from(
    { length: area.bottom - area.top + 1 },
    (): TableRow => ({
      type: 'table-row',
      children: [],
    }),
  )
  for (const { cell, row, colSpan, rowSpan } of cells)
    rows[row - area.top]?.children.push(withSpans(cell, colSpan, rowSpan))
  const { headerRows = 0, headerColumn } = place.table
  const head = Math.min(rows.length, headerRows - area.top)
  const whole = wholeRows(rows)
  return {
    type: 'table',
    id: mintId(),
    ...(head > 0 ? { headerRows: Math.min(head, whole.length) } : {}),
    ...(headerColumn && area.left === 0 ? { headerColumn } : {}),
    children: whole,
  }
}
