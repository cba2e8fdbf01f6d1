import { Editor, Path, Range, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import { textBlockAt } from '../place.ts'
import { emptyParagraph } from '../schema.ts'
import { captionAt, cellAt, isBare, pathOf, placedAt, tableAt } from './place.ts'
import { insertRow } from './rowsColumns.ts'

/** Into a cell as Tab does it: its words are selected, so that typing replaces them. */
function enter(editor: Editor, path: Path): void {
  const [node] = Editor.node(editor, path)
  if (isBare(node)) Transforms.select(editor, Editor.start(editor, path))
  else Transforms.select(editor, Editor.range(editor, path))
}

/**
 * Tab and Shift+Tab: to the next or the previous cell; after the last one a row is added. False outside of tables.
 */
export function toNextCell(editor: Editor, backwards: boolean): boolean {
  const place = tableAt(editor)
  if (!place || !editor.selection) return false
  const { grid } = place
  const caption = captionAt(editor)
  if (caption) {
    const [first] = grid.placed
    if (!backwards && first) enter(editor, pathOf(place, first))
    return true
  }
  const cell = cellAt(editor)
  const here = cell && placedAt(place, cell[1])
  if (!here) return true
  const next = grid.placed[grid.placed.indexOf(here) + (backwards ? -1 : 1)]
  if (next) enter(editor, pathOf(place, next))
  else if (backwards) {
    if (place.before === 1) enter(editor, [...place.path, 0])
  } else {
    Transforms.select(editor, Editor.start(editor, pathOf(place, here)))
    insertRow(editor, true)
    toFirstOfLastRow(editor)
  }
  return true
}

function toFirstOfLastRow(editor: Editor): void {
  const place = tableAt(editor)
  const first = place?.grid.placed.find(({ row }) => row === place.grid.rows - 1)
  if (place && first) Transforms.select(editor, Editor.start(editor, pathOf(place, first)))
}

/**
 * An arrow at the edge of a table that begins or ends the document makes a line to leave it by. False where the arrow
 * has somewhere to go.
 */
export function leaveTable(editor: Editor, down: boolean): boolean {
  const { selection } = editor
  const place = tableAt(editor)
  const line = textBlockAt(editor)
  if (!selection || Range.isExpanded(selection) || !place || !line) return false
  const top = place.path[0] ?? 0
  if (place.path.length !== 1 || (down ? top < editor.children.length - 1 : top > 0)) return false
  const cell = cellAt(editor)
  const here = cell && placedAt(place, cell[1])
  if (down && (!here || here.row + here.rowSpan < place.grid.rows)) return false
  if (!down && (here ? here.row > 0 || place.before === 1 : false)) return false
  const [, path] = line
  const rest = down
    ? { anchor: selection.focus, focus: Editor.end(editor, path) }
    : { anchor: Editor.start(editor, path), focus: selection.focus }
  if (Editor.string(editor, rest, { voids: false }).includes('\n')) return false
  const at = down ? Path.next(place.path) : place.path
  HistoryEditor.withNewBatch(editor, () => {
    Transforms.insertNodes(editor, emptyParagraph(), { at })
    Transforms.select(editor, Editor.start(editor, at))
  })
  return true
}

/** Enter: a line more in a cell; from the caption into the first cell. False outside of tables. */
export function breakInTable(editor: Editor): boolean {
  const place = tableAt(editor)
  if (!place) return false
  if (captionAt(editor)) {
    const [first] = place.grid.placed
    if (first) Transforms.select(editor, Editor.start(editor, pathOf(place, first)))
    return true
  }
  if (!cellAt(editor)) return false
  Transforms.insertText(editor, '\n')
  return true
}
