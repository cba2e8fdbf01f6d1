import { Editor, Node, type Path, Transforms } from 'slate'
import type { Inline } from '../../../../shared/document/inline.ts'
import { rowsOf } from '../../../../shared/document/table.ts'
import { wholeRows, withSpans } from '../../../../shared/document/tableGrid.ts'
import { act, formAct, replaceRows } from './act.ts'
import { isBare, isTable, pathOf, placeOf, type Selected, selectedCells } from './place.ts'
import { aligned } from './rowsColumns.ts'
import { setSpans } from './rules.ts'

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
    return formAct(editor, place, () => {
      replaceRows(editor, place, wholeRows(rows))
      Transforms.select(editor, Editor.end(editor, at))
    })
  }
  return formAct(editor, place, () => {
    for (const each of [...rest].reverse()) Transforms.removeNodes(editor, { at: pathOf(place, each) })
    setSpans(editor, at, first.cell, area.right - area.left + 1, area.bottom - area.top + 1)
    fill(editor, at, words)
    Transforms.select(editor, Editor.end(editor, at))
  })
}

/** Above this many cells a change replaces the table at once: one by one they would take too long. */
const manyCells = 100

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
  return formAct(editor, selected.place, () => splitIn(editor, selected))
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
