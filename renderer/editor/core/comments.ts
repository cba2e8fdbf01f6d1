import { Editor, Element, Node, type Operation, Path, Range, Text, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import type { Id } from '../../../shared/model/identity.ts'

/*
 * A comment stands in the text as a mark that carries its thread's id. A mark survives what a mark survives: typing
 * around it, splits and merges of blocks, undo, saving, cut and paste.
 */

/** Whether a range holds words: a citation or a divider alone cannot be marked. */
function holdsWords(editor: Editor, range: Range): boolean {
  return leavesIn(editor, range).length > 0
}

/** Whether a place is in code, which is one plain text: it carries no marks, and so no comments. */
export const isInCode = (editor: Editor, path: Path): boolean => {
  const top = editor.children[path[0] ?? 0]
  return Element.isElement(top) && top.type === 'code-block'
}

/** The runs of text in a range that can carry a mark, each with its part of the range. */
function leavesIn(editor: Editor, range: Range): { leaf: Text; path: Path; part: Range }[] {
  const found: { leaf: Text; path: Path; part: Range }[] = []
  for (const [leaf, path] of Editor.nodes(editor, { at: range, match: Text.isText })) {
    if (isInCode(editor, path)) continue
    const part = Range.intersection(range, Editor.range(editor, path))
    if (part && Range.isExpanded(part)) found.push({ leaf, path, part })
  }
  return found
}

/** What a comment made now is about: the selected words, or the word at the caret; null for neither. */
export function commentable(editor: Editor): Range | null {
  const { selection } = editor
  if (!selection) return null
  if (Range.isExpanded(selection)) {
    const [anchor, focus] = Range.edges(selection)
    const range = { anchor, focus }
    return holdsWords(editor, range) ? range : null
  }
  const { path, offset } = selection.focus
  const node = Node.get(editor, path)
  if (!Text.isText(node) || isInCode(editor, path)) return null
  const before = /[\p{L}\p{M}\p{N}'’-]*$/u.exec(node.text.slice(0, offset))?.[0].length ?? 0
  const after = /^[\p{L}\p{M}\p{N}'’-]*/u.exec(node.text.slice(offset))?.[0].length ?? 0
  if (before + after === 0) return null
  return { anchor: { path, offset: offset - before }, focus: { path, offset: offset + after } }
}

/** Marks the words of a range as what a thread is about. One undo. */
export function markComment(editor: Editor, range: Range, id: Id): void {
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      // From the end, so that splitting a run leaves the paths of those before it.
      for (const { leaf, part } of leavesIn(editor, range).reverse()) {
        const comments = [...(leaf.comments ?? []).filter((known) => known !== id), id]
        Transforms.setNodes(editor, { comments }, { at: part, match: Text.isText, split: true })
      }
    })
  })
}

/** Takes a thread's mark off its words, which stay. One undo. */
export function unmarkComment(editor: Editor, id: Id): void {
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      const marked = [...Node.texts(editor)].filter(([leaf]) => leaf.comments?.includes(id))
      for (const [leaf, at] of marked) {
        const comments = leaf.comments?.filter((known) => known !== id) ?? []
        if (comments.length > 0) Transforms.setNodes(editor, { comments }, { at })
        else Transforms.unsetNodes(editor, 'comments' as never, { at })
      }
    })
  })
}

/** From the first to the last word of a thread; null when none is left. */
export function rangeOfComment(editor: Editor, id: Id): Range | null {
  let range: Range | null = null
  for (const [leaf, path] of Node.texts(editor)) {
    if (leaf.text === '' || !leaf.comments?.includes(id)) continue
    const own = Editor.range(editor, path)
    range = range === null ? own : { anchor: range.anchor, focus: own.focus }
  }
  return range
}

/** Threads about the words at the caret. */
export function commentsAtCaret(editor: Editor): readonly Id[] {
  const { selection } = editor
  if (!selection) return []
  const { path, offset } = selection.focus
  if (!Node.has(editor, path)) return []
  const node = Node.get(editor, path)
  if (!Text.isText(node)) return []
  if (node.comments) return node.comments
  // Right before commented words the caret is in the run before them.
  if (offset !== node.text.length) return []
  const next = Path.next(path)
  const after = Node.has(editor, next) ? Node.get(editor, next) : null
  return after && Text.isText(after) ? (after.comments ?? []) : []
}

/**
 * What is typed behind the last word of a comment is not part of it: the caret leaves the comment's mark there. Called
 * when the caret has come to rest, so that the browser knows before the next key that it inserts something new.
 */
export function leaveComments(editor: Editor): void {
  const { selection, marks } = editor
  if (!selection || marks || Range.isExpanded(selection)) return
  const { path, offset } = selection.focus
  if (!Node.has(editor, path)) return
  const node = Node.get(editor, path)
  if (!Text.isText(node) || !node.comments || offset !== node.text.length) return
  const next = Path.next(path)
  const after = Node.has(editor, next) ? Node.get(editor, next) : null
  const going = after && Text.isText(after) ? (after.comments ?? []) : []
  const kept = node.comments.filter((id) => going.includes(id))
  if (kept.length === node.comments.length) return
  const { text: _, comments: __, ...rest } = node
  editor.marks = kept.length > 0 ? { ...rest, comments: kept } : rest
}

/**
 * Threads whose mark these operations put on or took off words that were there: what commenting and its undo do. Words
 * that became code lost their marks for another reason.
 */
export function commentsMarkedBy(editor: Editor, operations: readonly Operation[]): Set<Id> {
  const touched = new Set<Id>()
  for (const operation of operations) {
    if (operation.type !== 'set_node' || isInCode(editor, operation.path)) continue
    for (const side of [operation.properties, operation.newProperties] as { comments?: readonly Id[] }[])
      for (const id of side.comments ?? []) touched.add(id)
  }
  return touched
}
