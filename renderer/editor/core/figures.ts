import { Editor, Element, type NodeEntry, type Path, Point, Range, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import type { Block } from '../../../shared/document/block.ts'
import {
  type Figure,
  fittingWidth,
  narrowestFigure,
  type Picture,
  widestFigure,
} from '../../../shared/document/figure.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { emptyParagraph } from './schema.ts'
import { selectedBlocks } from './tables/copying.ts'

const isFigure = (node: unknown): node is Figure =>
  Element.isElement(node) && (node as Element).type === 'figure'

/** The figure in whose caption the caret is. */
export function figureAt(editor: Editor): NodeEntry<Figure> | undefined {
  const { selection } = editor
  const index = selection?.focus.path[0]
  const block = index === undefined ? undefined : editor.children[index]
  return index !== undefined && isFigure(block) ? [block, [index]] : undefined
}

/** A figure of a picture, still without its description and its caption. */
export const figureOf = (picture: Picture, alt = ''): Figure => ({
  type: 'figure',
  id: mintId(),
  picture,
  alt,
  width: fittingWidth(picture),
  children: [{ text: '' }],
})

export type FigureChange = Partial<Pick<Figure, 'picture' | 'alt' | 'width'>> & { decorative?: boolean }

/**
 * Changes what a figure shows or says.
 *
 * @param joined whether this goes on with the change before: both are one undo
 */
export function changeFigure(editor: Editor, path: Path, change: FigureChange, joined = false): void {
  const apply = (): void => {
    const { decorative, width, ...rest } = change
    Editor.withoutNormalizing(editor, () => {
      if (decorative === false) Transforms.unsetNodes(editor, 'decorative' as never, { at: path })
      Transforms.setNodes(
        editor,
        {
          ...rest,
          ...(decorative ? { decorative: true as const } : {}),
          ...(width === undefined
            ? {}
            : { width: Math.min(widestFigure, Math.max(narrowestFigure, Math.round(width))) }),
        },
        { at: path },
      )
    })
  }
  if (joined) HistoryEditor.withMerging(editor, apply)
  else HistoryEditor.withNewBatch(editor, apply)
}

/** Takes a figure away; a document that would be empty keeps a paragraph, and so does the caret its place. */
export function removeFigure(editor: Editor, path: Path): void {
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      Transforms.removeNodes(editor, { at: path })
      Transforms.insertNodes(editor, emptyParagraph(), { at: path })
      Transforms.select(editor, Editor.start(editor, path))
    })
  })
}

/** Puts figures after the block the caret is in, in place of an empty paragraph; a paragraph follows the last. */
export function insertFigures(editor: Editor, figures: readonly Figure[]): void {
  const { selection } = editor
  const top = selection?.focus.path[0]
  if (figures.length === 0) return
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      const index = top ?? editor.children.length - 1
      const block = editor.children[index] as Block | undefined
      const isEmpty = block?.type === 'paragraph' && Editor.isEmpty(editor, block)
      if (isEmpty) Transforms.removeNodes(editor, { at: [index] })
      const at = isEmpty ? index : index + 1
      Transforms.insertNodes(editor, [...figures], { at: [at] })
      const last = at + figures.length
      if (editor.children.length === last) Transforms.insertNodes(editor, emptyParagraph(), { at: [last] })
      Transforms.select(editor, Editor.start(editor, [at]))
    })
  })
}

/** Enter in a caption goes on in a paragraph after the figure; the caption is one line. */
export function breakInFigure(editor: Editor): boolean {
  const figure = figureAt(editor)
  if (!figure) return false
  const next = [(figure[1][0] ?? 0) + 1]
  Transforms.insertNodes(editor, emptyParagraph(), { at: next })
  Transforms.select(editor, Editor.start(editor, next))
  return true
}

/**
 * Backspace at the start of a caption, or right after a figure: words never run together with a caption. A figure
 * without one is taken away.
 */
export function backspaceAtFigure(editor: Editor): boolean {
  const { selection } = editor
  const index = selection?.focus.path[0]
  if (!selection || index === undefined || Range.isExpanded(selection)) return false
  if (!Point.equals(selection.focus, Editor.start(editor, [index]))) return false
  const own = figureAt(editor)
  if (own) {
    if (Editor.isEmpty(editor, own[0])) removeFigure(editor, own[1])
    return true
  }
  const before = editor.children[index - 1]
  if (!isFigure(before)) return false
  const block = editor.children[index] as Block
  // A callout or list gives up its own first.
  if (block.type !== 'paragraph' && block.type !== 'quotation-block') return false
  if (block.type === 'paragraph' && Editor.isEmpty(editor, block) && editor.children.length > index + 1)
    Transforms.removeNodes(editor, { at: [index] })
  Transforms.select(editor, Editor.end(editor, [index - 1]))
  return true
}

/** Delete at the end of a caption or of the line before a figure: the caret goes on, and nothing runs together. */
export function deleteAtFigure(editor: Editor): boolean {
  const { selection } = editor
  const index = selection?.focus.path[0]
  if (!selection || index === undefined || Range.isExpanded(selection)) return false
  if (!Editor.isEnd(editor, selection.focus, [index])) return false
  const next = editor.children[index + 1]
  if (next === undefined || (!isFigure(next) && !figureAt(editor))) return false
  const block = editor.children[index] as Block
  if (block.type === 'paragraph' && Editor.isEmpty(editor, block)) {
    Transforms.removeNodes(editor, { at: [index] })
    Transforms.select(editor, Editor.start(editor, [index]))
  } else Transforms.select(editor, Editor.start(editor, [index + 1]))
  return true
}

/**
 * What a copy is to hold. Words chosen in a caption are words, not a figure; with nothing chosen there, it is the whole
 * figure.
 */
export function copiedBlocks(editor: Editor): Block[] {
  const { selection } = editor
  const figure = figureAt(editor)
  if (selection && figure && Range.isCollapsed(selection)) return [figure[0]]
  const blocks = selectedBlocks(editor)
  const [only] = blocks
  if (blocks.length !== 1 || only?.type !== 'figure') return blocks
  return [{ type: 'paragraph', id: mintId(), children: only.children }]
}
