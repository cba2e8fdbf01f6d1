import { Editor, Element, Node, Path, Range, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import type { Block } from '../../shared/document/block.ts'
import { quotationAt, textBlockAt } from './core/place.ts'
import { withNewIds } from './core/schema.ts'

/** Whether only plain text may be put in at the caret: among the words of a quotation, or in a link. */
export function takesTextOnly(editor: Editor): boolean {
  if (quotationAt(editor) || textBlockAt(editor)?.[0].type === 'quotation-block') return true
  return (
    Editor.above(editor, { match: (node) => Element.isElement(node) && node.type === 'link' }) !== undefined
  )
}

/** Puts text in at the selection, replacing it: no shortcut is applied to it. One undo. */
export function insertPlain(editor: Editor, text: string): void {
  HistoryEditor.withNewBatch(editor, () => {
    const { selection } = editor
    if (selection && Range.isExpanded(selection)) Transforms.delete(editor)
    if (text !== '') Transforms.insertText(editor, text)
  })
}

/**
 * Puts blocks in at the selection, replacing it, with new ids. A single paragraph goes on in the caret's line; other
 * blocks stay what they are, also in an empty paragraph. One undo.
 *
 * @returns the blocks as they were put in, with their new ids
 */
export function insertBlocks(editor: Editor, blocks: readonly Block[]): Block[] {
  const own = blocks.map((block) => withNewIds(block))
  if (own.length === 0) return own
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      if (editor.selection && Range.isExpanded(editor.selection)) Transforms.delete(editor)
      const line = textBlockAt(editor)
      const [first] = own
      const emptyTop =
        line?.[1].length === 1 &&
        line[0].type === 'paragraph' &&
        line[0].children.length === 1 &&
        Node.string(line[0]) === ''
      if (line && emptyTop && (own.length > 1 || first?.type !== 'paragraph')) {
        const at = line[1]
        Transforms.removeNodes(editor, { at })
        Transforms.insertNodes(editor, own, { at })
        Transforms.select(editor, Editor.end(editor, [(at[0] ?? 0) + own.length - 1]))
      } else if (line && own.some((block) => block.type !== 'paragraph')) insertBetween(editor, line[1], own)
      else Transforms.insertFragment(editor, own)
    })
  })
  return own
}

/** Splits the caret's top-level block and puts blocks between the halves; paragraphs at the ends join them. */
function insertBetween(editor: Editor, linePath: Path, own: readonly Block[]): void {
  const top: Path = linePath.slice(0, 1)
  const { selection } = editor
  if (!selection) return
  if (linePath.length > 1) {
    // Inside a list or callout: what may stand there is for the normalizers to say.
    Transforms.insertFragment(editor, [...own])
    return
  }
  const point = selection.focus
  const atStart = Editor.isStart(editor, point, top)
  const atEnd = Editor.isEnd(editor, point, top)
  const rest = [...own]
  let at = top
  if (!atStart) {
    if (!atEnd)
      Transforms.splitNodes(editor, { at: point, match: (_, path) => path.length === 1, always: true })
    const [first] = rest
    if (first?.type === 'paragraph') {
      rest.shift()
      Transforms.insertNodes(editor, first.children, { at: Editor.end(editor, top) })
    }
    at = Path.next(top)
  }
  Transforms.insertNodes(editor, rest, { at })
  const last = Math.max(0, (at[0] ?? 0) + rest.length - 1)
  Transforms.select(editor, Editor.end(editor, [last]))
}
