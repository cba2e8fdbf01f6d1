import type { Editor } from 'slate'
import { leaveTable, toNextCell } from './core/tables/moving.ts'
import { tableAt } from './core/tables/place.ts'
import { moveColumns, moveRows } from './core/tables/rowsColumns.ts'

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

/** Acts on a key in a table; true when the key is used up. Where a row can go no further, its key moves the table. */
export function pressInTable(editor: Editor, { key, ctrlKey, metaKey, shiftKey, altKey }: Press): boolean {
  if (ctrlKey || metaKey || !tableAt(editor)) return false
  if (altKey) {
    if (!shiftKey) return false
    if (key === 'ArrowUp' || key === 'ArrowDown') return moveRows(editor, key === 'ArrowDown')
    if (key === 'ArrowLeft' || key === 'ArrowRight') return moveColumns(editor, key === 'ArrowRight')
    return false
  }
  if (key === 'Tab') return toNextCell(editor, shiftKey)
  if (!shiftKey && (key === 'ArrowUp' || key === 'ArrowDown')) return leaveTable(editor, key === 'ArrowDown')
  return false
}
