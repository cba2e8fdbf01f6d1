import { type Descendant, Editor, Node, type Point, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import type { Block } from '../../../../shared/document/block.ts'
import { type Decide, settle } from '../../../../shared/document/suggestions.ts'
import { directly } from './mode.ts'

/** The nearest place to a point that is no longer there; null in a document without any. */
export function nearest(editor: Editor, { path, offset }: Point): Point | null {
  if (editor.children.length === 0) return null
  let at = path.slice(0, 1)
  const top = Math.min(at[0] ?? 0, editor.children.length - 1)
  at = [top]
  for (const index of path.slice(1)) {
    const node = Node.get(editor, at)
    if (!('children' in node) || node.children.length === 0) break
    at = [...at, Math.min(index, node.children.length - 1)]
  }
  const node = Node.get(editor, at)
  if ('text' in node) return { path: at, offset: Math.min(offset, node.text.length) }
  return Editor.start(editor, at)
}

/** Settles suggestions of the open document as `decide` says: one act, one undo. The caret stays as near as it can. */
export const settleIn = (editor: Editor, decide: Decide): void =>
  HistoryEditor.withNewBatch(editor, () => settleWithin(editor, decide))

/** The same as a part of another act. */
export function settleWithin(editor: Editor, decide: Decide): void {
  const before = editor.children as Block[]
  const after = settle(before, decide)
  const left = new Map(after.map((block) => [block.id, block]))
  const { selection } = editor
  directly(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      if (selection) Transforms.deselect(editor)
      for (let index = before.length - 1; index >= 0; index -= 1) {
        const old = before[index]
        const block = old && left.get(old.id)
        if (block === old) continue
        Transforms.removeNodes(editor, { at: [index] })
        if (block) Transforms.insertNodes(editor, block as Descendant, { at: [index] })
      }
    })
    if (!selection) return
    const [anchor, focus] = [nearest(editor, selection.anchor), nearest(editor, selection.focus)]
    if (anchor && focus) Transforms.select(editor, { anchor, focus })
  })
}
