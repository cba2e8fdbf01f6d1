import { Editor, Element, Node, type NodeEntry, Path, Range, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import type { Footnote } from '../../../shared/document/footnote.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { quotationAt, textBlockAt } from './place.ts'

const isFootnote = (node: Node): node is Footnote => Element.isElement(node) && node.type === 'footnote'

/** The note of the author's own whose words the caret is in. */
export const footnoteAt = (editor: Editor): NodeEntry<Footnote> | undefined =>
  editor.selection ? Editor.above(editor, { match: isFootnote }) : undefined

/** The note whose number the caret stands right before or right after, outside of its words. */
export function footnoteBeside(editor: Editor, before: boolean): NodeEntry<Footnote> | undefined {
  const { selection } = editor
  if (!selection || Range.isExpanded(selection)) return undefined
  const { path, offset } = selection.focus
  const leaf = Node.get(editor, path)
  const index = path[path.length - 1] ?? 0
  if (!('text' in leaf) || offset !== (before ? 0 : leaf.text.length) || (before && index === 0))
    return undefined
  const at = before ? Path.previous(path) : Path.next(path)
  if (!Node.has(editor, at)) return undefined
  const node = Node.get(editor, at)
  return isFootnote(node) ? [node, at] : undefined
}

/** Puts an empty note at the caret, behind what is selected, and the caret in it. False where no note may stand. */
export function insertFootnote(editor: Editor): boolean {
  const inside = footnoteAt(editor)
  if (inside || !textBlockAt(editor)) return false
  const kind = textBlockAt(editor)?.[0].type
  if (kind === 'quotation-block' || kind === 'code-block') return false
  HistoryEditor.withNewBatch(editor, () => {
    Transforms.collapse(editor, { edge: 'end' })
    // The words of a quotation or a link are no place for it: it comes behind them.
    const wrapper =
      quotationAt(editor) ??
      Editor.above(editor, { match: (node) => Element.isElement(node) && editor.isInline(node) })
    if (wrapper) {
      const after = Editor.after(editor, wrapper[1])
      if (after) Transforms.select(editor, after)
    }
    const note: Footnote = { type: 'footnote', id: mintId(), children: [{ text: '' }] }
    Transforms.insertNodes(editor, note, { select: true })
  })
  return true
}

/** Puts the caret at the end of a note's words. */
export function enterFootnote(editor: Editor, path: Path): void {
  Transforms.select(editor, Editor.end(editor, path))
}

/** Puts the caret behind the note that it is in; a note without words goes. False when it is in none. */
export function leaveFootnote(editor: Editor): boolean {
  const found = footnoteAt(editor)
  if (!found) return false
  const [note, path] = found
  const after = Editor.start(editor, Path.next(path))
  Transforms.select(editor, after)
  if (isEmptyNote(note)) Transforms.removeNodes(editor, { at: path })
  return true
}

export const isEmptyNote = (note: Footnote): boolean =>
  Node.string(note).trim() === '' && note.children.every((child) => !Element.isElement(child))

/** Puts the caret on the other side of the note beside it, past its words. False when there is none. */
export function skipFootnote(editor: Editor, backwards: boolean): boolean {
  const found = footnoteBeside(editor, backwards)
  if (!found) return false
  const [, path] = found
  Transforms.select(
    editor,
    backwards ? Editor.end(editor, Path.previous(path)) : Editor.start(editor, Path.next(path)),
  )
  return true
}

/**
 * Backspace and Delete beside a note's number take the note away; within its words they stay in them. True when there
 * is nothing more to do.
 */
export function deleteAtFootnote(editor: Editor, backwards: boolean): boolean {
  const { selection } = editor
  if (!selection || Range.isExpanded(selection)) return false
  const inside = footnoteAt(editor)
  if (inside) {
    const [note, path] = inside
    const edge = backwards
      ? Editor.isStart(editor, selection.focus, path)
      : Editor.isEnd(editor, selection.focus, path)
    if (!edge) return false
    if (isEmptyNote(note)) Transforms.removeNodes(editor, { at: path })
    return true
  }
  const beside = footnoteBeside(editor, backwards)
  if (!beside) return false
  Transforms.removeNodes(editor, { at: beside[1] })
  return true
}
