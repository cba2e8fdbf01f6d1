import { Editor, Range } from 'slate'
import type { MarkName } from '../../../shared/document/text.ts'

export const hasMark = (editor: Editor, name: MarkName): boolean => Editor.marks(editor)?.[name] === true

/** Turns a mark on or off for the selection, or for what is typed next; super- and subscript exclude each other. */
export function toggleMark(editor: Editor, name: MarkName): void {
  const { selection } = editor
  if (!selection) return
  if (hasMark(editor, name)) {
    Editor.removeMark(editor, name)
    return
  }
  const other = name === 'superscript' ? 'subscript' : name === 'subscript' ? 'superscript' : null
  if (other && (Range.isExpanded(selection) || hasMark(editor, other))) Editor.removeMark(editor, other)
  Editor.addMark(editor, name, true)
}
