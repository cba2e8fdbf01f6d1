import { Editor, Element, Node, Path, Point, Range, Transforms } from 'slate'
import { breakCode, codeAt, codeToParagraphs } from './code.ts'
import { backspaceAtFigure, breakInFigure } from './figures.ts'
import { liftItem } from './lists.ts'
import { leaveFootnote } from './notes.ts'
import { calloutAt, listItemAt, quotationAt, textBlockAt } from './place.ts'
import { emptyParagraph } from './schema.ts'
import { directly, groundAt, isTracking } from './suggesting/mode.ts'
import { backspaceAfterTable, backspaceAtCell, deleteSelected } from './tables/deleting.ts'
import { breakInTable } from './tables/moving.ts'

/** Enter. Returns true when it did something other than splitting the line. */
export function breakLine(editor: Editor): boolean {
  if (!editor.selection) return false
  deleteSelected(editor)
  if (!editor.selection) return false
  // The words of a note are one paragraph: Enter goes back to the text.
  if (leaveFootnote(editor)) return true
  if (breakCode(editor)) return true
  // A bound quotation is one thing: Enter inside it goes on after it.
  const quotation = quotationAt(editor)
  if (quotation) {
    const after = Editor.after(editor, quotation[1])
    if (after) Transforms.select(editor, after)
  }
  if (breakInFigure(editor)) return true
  if (breakInTable(editor)) return true
  const line = textBlockAt(editor)
  if (!line) return false
  const [node, path] = line
  const empty = Node.string(node) === '' && node.children.length === 1
  const atEnd = Editor.isEnd(editor, editor.selection.focus, path)
  const item = listItemAt(editor)
  if (item && empty && Path.isParent(item[1], path)) return liftItem(editor)
  const callout = calloutAt(editor)
  if (
    callout &&
    empty &&
    callout[0].children.length > 1 &&
    path[path.length - 1] === callout[0].children.length - 1
  ) {
    const after = Path.next(callout[1])
    Editor.withoutNormalizing(editor, () => Transforms.moveNodes(editor, { at: path, to: after }))
    return true
  }
  if (item) {
    splitItem(editor, item[1], path)
    return true
  }
  if ((node.type === 'heading' && atEnd) || node.type === 'quotation-block') {
    const next = Path.next(path)
    const [, second] = node.type === 'heading' ? [null, null] : [null, node]
    if (second && !atEnd) return true
    Transforms.insertNodes(editor, emptyParagraph(), { at: next })
    Transforms.select(editor, Editor.start(editor, next))
    return true
  }
  return false
}

/** Splits the line and moves the second half, with what follows it in the item, into an item of its own. */
function splitItem(editor: Editor, itemPath: Path, linePath: Path): void {
  Editor.withoutNormalizing(editor, () => {
    Transforms.splitNodes(editor, { always: true })
    Transforms.splitNodes(editor, {
      at: Path.next(linePath),
      match: (node) => Element.isElement(node) && node.type === 'list-item',
      always: true,
    })
    const next = Node.get(editor, Path.next(itemPath))
    // What is yet to be written is yet to be done.
    if (Element.isElement(next) && next.type === 'list-item' && next.checked)
      Transforms.setNodes(editor, { checked: false }, { at: Path.next(itemPath) })
    const start = Editor.start(editor, Path.next(itemPath))
    Transforms.select(editor, start)
  })
}

/** Backspace at the very start of a line. Returns true when it did something other than joining lines. */
export function backspaceAtStart(editor: Editor): boolean {
  const { selection } = editor
  if (!selection || Range.isExpanded(selection)) return false
  if (backspaceAtFigure(editor)) return true
  if (backspaceAtCell(editor)) return true
  const line = textBlockAt(editor)
  if (!line) return false
  const [node, path] = line
  if (!Point.equals(selection.focus, Editor.start(editor, path))) return false
  if (node.type === 'heading') {
    Transforms.unsetNodes(editor, 'level' as never, { at: path })
    Transforms.setNodes(editor, { type: 'paragraph' }, { at: path })
    return true
  }
  // Without its binding it would be another text: nobody can suggest that by a key that deletes.
  if (node.type === 'quotation-block') return isTracking(editor) || unbindBlock(editor, path)
  const code = codeAt(editor)
  if (code) {
    if (isTracking(editor) && groundAt(editor, code[1]) !== 'own') return true
    codeToParagraphs(editor, code)
    return true
  }
  const item = listItemAt(editor)
  if (item && path[path.length - 1] === 0) return liftItem(editor)
  const callout = calloutAt(editor)
  if (callout && path[path.length - 1] === 0) {
    Transforms.unwrapNodes(editor, { at: callout[1] })
    return true
  }
  if (backspaceAfterTable(editor, [node, path])) return true
  const before = Editor.before(editor, path)
  const beforeTop = before ? editor.children[before.path[0] ?? 0] : undefined
  // Joining would pour these words into a bound quotation or into code.
  const apart = beforeTop && 'type' in beforeTop ? beforeTop.type : ''
  if (before && (apart === 'quotation-block' || apart === 'code-block')) {
    if (Node.string(node) === '') Transforms.removeNodes(editor, { at: path })
    Transforms.select(editor, before)
    return true
  }
  return false
}

/** A quotation block becomes a paragraph with its words and its citation. */
export function unbindBlock(editor: Editor, path: Path): boolean {
  return directly(editor, () => {
    const node = Node.get(editor, path)
    if (!Element.isElement(node) || node.type !== 'quotation-block') return false
    const { citation, id, mark } = node
    Editor.withoutNormalizing(editor, () => {
      const children = [
        ...node.children,
        { text: ' ' },
        {
          type: 'citation' as const,
          id: citation.id,
          items: citation.items,
          children: [{ text: '' }] as [{ text: '' }],
        },
        { text: '' },
      ]
      Transforms.removeNodes(editor, { at: path })
      Transforms.insertNodes(
        editor,
        { type: 'paragraph', id, ...(mark ? { mark } : {}), children },
        { at: path },
      )
      Transforms.select(editor, Editor.start(editor, path))
    })
    return true
  })
}
