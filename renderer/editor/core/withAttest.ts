import { Editor, Element, Node, type Operation, Path, Range, Transforms } from 'slate'
import { mintId } from '../../../shared/model/identity.ts'
import { backspaceAtStart, breakLine } from './breaking.ts'
import { codeAt, isAtEndOfCode } from './code.ts'
import { deleteAtFigure, figureAt } from './figures.ts'
import { rules } from './normalizers.ts'
import { deleteAtFootnote, footnoteAt } from './notes.ts'
import { quotationAt, textBlockAt } from './place.ts'
import { isInlineType, isVoidType } from './schema.ts'
import { applyShortcut } from './shortcuts.ts'
import { deleteAcross, deleteForwardAtTable } from './tables/deleting.ts'
import { breakInTable } from './tables/moving.ts'
import { tableAt } from './tables/place.ts'

/** An operation with the id that the second half of a split needs. */
function withOwnId(operation: Operation): Operation {
  if (operation.type !== 'split_node' || !('id' in operation.properties)) return operation
  const properties: Record<string, unknown> = { ...operation.properties, id: mintId() }
  return { ...operation, properties } as Operation
}

/**
 * Makes an editor one for briefings: its nodes are those of `shared/document`, always valid; ids are minted once (a
 * split gives the second half a new one, a merge keeps the survivor's); Enter and Backspace behave as in a word
 * processor. Wrap the history inside: `withAttest(withHistory(createEditor()))`.
 */
export function withAttest<Kind extends Editor>(editor: Kind): Kind {
  const {
    apply,
    normalizeNode,
    insertBreak,
    deleteBackward,
    deleteForward,
    deleteFragment,
    insertText,
    undo,
    redo,
    isInline,
    isVoid,
    insertSoftBreak,
  } = editor
  let replaying = false

  editor.isInline = (element) => isInlineType(element) || isInline(element)
  editor.isVoid = (element) => isVoidType(element) || isVoid(element)

  editor.apply = (operation) => apply(replaying ? operation : withOwnId(operation))
  const replay = (step: () => void) => () => {
    replaying = true
    try {
      step()
    } finally {
      replaying = false
    }
  }
  editor.undo = replay(undo)
  editor.redo = replay(redo)

  editor.normalizeNode = (entry, options) => {
    for (const rule of rules) if (rule(editor, entry)) return
    normalizeNode(entry, options)
  }

  editor.insertBreak = () => {
    if (!breakLine(editor)) insertBreak()
  }
  editor.insertSoftBreak = () => {
    // The words of a quotation are one paragraph.
    if (quotationAt(editor) || textBlockAt(editor)?.[0].type === 'quotation-block') return
    deleteAcross(editor)
    if (tableAt(editor) && breakInTable(editor)) return
    // A split would cut the note in two.
    if (footnoteAt(editor) || codeAt(editor)) Transforms.insertText(editor, '\n')
    else if (!figureAt(editor)) insertSoftBreak()
  }

  editor.deleteBackward = (unit) => {
    const { selection } = editor
    if (selection && Range.isCollapsed(selection)) {
      if (deleteAtFootnote(editor, true)) return
      if (backspaceAtStart(editor)) return
      if (removeVoidBefore(editor)) return
    }
    deleteBackward(unit)
  }

  editor.deleteForward = (unit) => {
    if (deleteAtFootnote(editor, false) || isAtEndOfCode(editor) || deleteAtFigure(editor)) return
    if (deleteForwardAtTable(editor)) return
    deleteForward(unit)
  }
  editor.deleteFragment = (direction) => {
    if (!deleteAcross(editor)) deleteFragment(direction)
  }

  editor.insertText = (text, options) => {
    if (options?.at === undefined) deleteAcross(editor)
    stepOutOfLink(editor)
    insertText(text, options)
    applyShortcut(editor, text)
  }
  return editor
}

/** Backspace after a divider or page break removes it, whatever is in this line. */
function removeVoidBefore(editor: Editor): boolean {
  const { selection } = editor
  const top = selection?.focus.path[0]
  if (!selection || top === undefined || top === 0) return false
  if (!Editor.isStart(editor, selection.focus, [top])) return false
  const before = editor.children[top - 1]
  if (!before || !Element.isElement(before) || !isVoidType(before)) return false
  Transforms.removeNodes(editor, { at: Path.previous([top]) })
  return true
}

/** Typing at the end of a link goes on outside of it. */
function stepOutOfLink(editor: Editor): void {
  const { selection } = editor
  if (!selection || Range.isExpanded(selection)) return
  const link = Editor.above(editor, { match: (node) => Element.isElement(node) && node.type === 'link' })
  if (!link || !Editor.isEnd(editor, selection.focus, link[1])) return
  const after = Path.next(link[1])
  if (Node.has(editor, after)) Transforms.select(editor, Editor.start(editor, after))
}
