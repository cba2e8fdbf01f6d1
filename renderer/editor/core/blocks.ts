import { Editor, Element, Node, Path, Range, Transforms } from 'slate'
import type { Block } from '../../../shared/document/block.ts'
import type { Divider, PageBreak } from '../../../shared/document/breaks.ts'
import type { Callout } from '../../../shared/document/callout.ts'
import type { Contents } from '../../../shared/document/contents.ts'
import type { UnknownBlock } from '../../../shared/document/unknown.ts'
import { plainText } from '../../../shared/document/walk.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { codeAt, codeToParagraphs } from './code.ts'
import { liftItem } from './lists.ts'
import { calloutAt, listItemAt, textBlockAt, topBlockAt } from './place.ts'
import { emptyParagraph, isTopType } from './schema.ts'
import { directly } from './suggesting/mode.ts'

export type LineKind = { type: 'paragraph' } | { type: 'heading'; level: 1 | 2 | 3 | 4 }

/** Makes the selected top-level lines paragraphs or headings; a list item or callout is taken out of its block first. */
export function setLine(editor: Editor, kind: LineKind): void {
  directly(editor, () => {
    const code = codeAt(editor)
    if (code) codeToParagraphs(editor, code)
    Editor.withoutNormalizing(editor, () => {
      for (let depth = 0; listItemAt(editor) && depth < 12; depth += 1) liftItem(editor)
      const callout = calloutAt(editor)
      if (callout) Transforms.unwrapNodes(editor, { at: callout[1] })
      const lines = [
        ...Editor.nodes(editor, {
          match: (node, path) =>
            path.length === 1 &&
            Element.isElement(node) &&
            (node.type === 'paragraph' || node.type === 'heading'),
        }),
      ]
      for (const [, path] of lines) {
        if (kind.type === 'paragraph') Transforms.unsetNodes(editor, 'level' as never, { at: path })
        Transforms.setNodes(editor, kind, { at: path })
      }
    })
  })
}

/** Puts a callout around the selected paragraphs, changes its kind, or takes it away when it is of that kind. */
export function toggleCallout(editor: Editor, variant: Callout['variant']): void {
  directly(editor, () => {
    const callout = calloutAt(editor)
    if (callout) {
      if (callout[0].variant === variant) Transforms.unwrapNodes(editor, { at: callout[1] })
      else Transforms.setNodes(editor, { variant }, { at: callout[1] })
      return
    }
    setLine(editor, { type: 'paragraph' })
    const { selection } = editor
    if (!selection) return
    const [start, end] = Range.edges(selection)
    const from = start.path[0] ?? 0
    const to = end.path[0] ?? from
    const all = editor.children.slice(from, to + 1)
    if (!all.every((node) => Element.isElement(node) && node.type === 'paragraph')) return
    Transforms.wrapNodes(
      editor,
      { type: 'callout', id: mintId(), variant, children: [] },
      { at: selection, match: (_, path) => path.length === 1 },
    )
  })
}

const holdsOnlyText = (block: Block): boolean =>
  (block.type === 'paragraph' || block.type === 'heading') &&
  block.children.every((child) => !('type' in child) || child.type === 'link')

/**
 * Makes the selected paragraphs one code block, or a code block paragraphs. Where a citation, a quotation or a note
 * stands among them, which code cannot hold, an empty code block comes after them.
 */
export function toggleCode(editor: Editor): void {
  directly(editor, () => {
    const code = codeAt(editor)
    if (code) {
      codeToParagraphs(editor, code)
      return
    }
    Editor.withoutNormalizing(editor, () => {
      setLine(editor, { type: 'paragraph' })
      const { selection } = editor
      const top = topBlockAt(editor)
      if (!selection || !top) return
      const [start, end] = Range.edges(selection)
      const [from = 0, to = 0] = [start.path[0], end.path[0]]
      const blocks = editor.children.slice(from, to + 1) as Block[]
      if (!blocks.every(holdsOnlyText)) {
        Transforms.insertNodes(
          editor,
          { type: 'code-block', id: mintId(), children: [{ text: '' }] },
          { at: [to + 1] },
        )
        Transforms.select(editor, Editor.end(editor, [to + 1]))
        return
      }
      const more = blocks
        .slice(1)
        .map((block) => `\n${block.type === 'paragraph' ? plainText(block.children) : ''}`)
        .join('')
      for (let index = to; index > from; index -= 1) Transforms.removeNodes(editor, { at: [index] })
      if (more !== '') Transforms.insertText(editor, more, { at: Editor.end(editor, [from]) })
      Transforms.setNodes(editor, { type: 'code-block' }, { at: [from] })
      Transforms.select(editor, Editor.end(editor, [from]))
    })
  })
}

/** A divider, page break or table of contents after the caret's block, and a paragraph to go on in; an empty paragraph is replaced. */
export function insertBreakBlock(editor: Editor, type: 'divider' | 'page-break' | 'contents'): void {
  const top = topBlockAt(editor)
  if (!top) return
  const [block, path] = top
  const empty = block.type === 'paragraph' && Node.string(block) === '' && block.children.length === 1
  const at = empty ? path : Path.next(path)
  Editor.withoutNormalizing(editor, () => {
    Transforms.insertNodes(editor, { type, id: mintId(), children: [{ text: '' }] }, { at })
    if (!empty) Transforms.insertNodes(editor, emptyParagraph(), { at: Path.next(at) })
    Transforms.select(editor, Editor.start(editor, Path.next(at)))
  })
}

/** Whether a block can carry a portion marking: whatever holds words, a table or a figure. */
export const canBeMarked = (
  node: Node,
): node is Exclude<Block, Divider | PageBreak | Contents | UnknownBlock> =>
  Element.isElement(node) &&
  node.type !== 'divider' &&
  node.type !== 'page-break' &&
  node.type !== 'contents' &&
  node.type !== 'unknown' &&
  isTopType(node)

/**
 * Sets or clears the portion marking of top-level blocks.
 *
 * @param mark as it is printed, `(U)`; empty takes it away
 * @param at a range over the blocks; the selection when left out
 */
export function setPortion(editor: Editor, mark: string, at: Range | null = editor.selection): void {
  if (!at) return
  for (const [node, path] of Editor.nodes(editor, { at, match: (_, path) => path.length === 1 })) {
    if (!canBeMarked(node)) continue
    if (mark === '') Transforms.unsetNodes(editor, 'mark' as never, { at: path })
    else Transforms.setNodes(editor, { mark } as never, { at: path })
  }
}

/** What the toolbar calls the caret's line. */
export function lineKind(editor: Editor): string {
  const callout = calloutAt(editor)
  if (callout) return callout[0].variant
  if (listItemAt(editor)) return 'list'
  const line = textBlockAt(editor)?.[0]
  if (line?.type === 'table-cell' || line?.type === 'table-caption') return 'table'
  return line?.type === 'heading' ? `heading-${line.level}` : (line?.type ?? 'paragraph')
}
