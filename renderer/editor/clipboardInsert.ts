import { Editor, Element, Node, Path, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import type { Block } from '../../shared/document/block.ts'
import type { Inline } from '../../shared/document/inline.ts'
import type { ListItem } from '../../shared/document/list.ts'
import type { Paragraph } from '../../shared/document/paragraph.ts'
import { mintId } from '../../shared/model/identity.ts'
import { linesOfTable } from './clipboardTable.ts'
import { paragraphOf, spaced } from './clipboardText.ts'
import { footnoteAt } from './core/notes.ts'
import { quotationAt, textBlockAt } from './core/place.ts'
import { allWithNewIds } from './core/schema.ts'
import { takesBlocks } from './core/suggesting/mode.ts'
import { deleteSelected } from './core/tables/deleting.ts'

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
    deleteSelected(editor)
    if (text !== '') Transforms.insertText(editor, text)
  })
}

/**
 * Puts blocks in at the selection, replacing it, with new ids. A single paragraph goes on in the caret's line; other
 * blocks stay what they are, also in an empty paragraph. One undo.
 *
 * @returns the blocks as they were put in, with their new ids; none where none may be
 */
export function insertBlocks(editor: Editor, blocks: readonly Block[]): Block[] {
  const own = allWithNewIds(blocks)
  if (own.length === 0) return own
  if (!takesBlocks(editor)) return []
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      deleteSelected(editor)
      if (footnoteAt(editor)) {
        insertInNote(editor, own)
        return
      }
      const line = textBlockAt(editor)
      if (line?.[0].type === 'table-cell' || line?.[0].type === 'table-caption') {
        insertInCell(editor, own)
        return
      }
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
      } else if (line && (isFigure(line[0]) ? own.length > 1 || first?.type !== 'paragraph' : false)) {
        insertAfter(editor, line[1], own)
      } else if (line && own.some((block) => block.type !== 'paragraph')) insertBetween(editor, line[1], own)
      else Transforms.insertFragment(editor, own)
    })
  })
  return own
}

/** The words of a note are one paragraph: what is put in there becomes lines of it. */
function insertInNote(editor: Editor, own: readonly Block[]): void {
  const inlines = own
    .flatMap(paragraphsOf)
    .flatMap(({ children }, at): Inline[] => [
      ...(at > 0 ? [{ text: '\n' }] : []),
      ...children.flatMap((child): Inline[] =>
        'type' in child && child.type === 'footnote' ? child.children : [child],
      ),
    ])
  Transforms.insertNodes(editor, inlines as Node[], { select: true })
}

const isFigure = (node: Block | { type: string }): boolean => node.type === 'figure'

/** Puts blocks after the top-level block that is there: a caption is never divided. */
function insertAfter(editor: Editor, linePath: Path, own: readonly Block[]): void {
  const at = Path.next(linePath.slice(0, 1))
  Transforms.insertNodes(editor, [...own], { at })
  Transforms.select(editor, Editor.end(editor, [(at[0] ?? 0) + own.length - 1]))
}

/** In a cell blocks are lines of it. */
function insertInCell(editor: Editor, own: readonly Block[]): void {
  const lines = own.flatMap(paragraphsOf)
  const inlines = lines.flatMap(({ children }, at): Inline[] => [
    ...(at > 0 ? [{ text: '\n' }] : []),
    ...children,
  ])
  if (inlines.length === 0) return
  Transforms.insertNodes(editor, spaced(inlines), { select: true })
  Transforms.collapse(editor, { edge: 'end' })
}

/** Splits the caret's top-level block and puts blocks between the halves; paragraphs at the ends join them. */
function insertBetween(editor: Editor, linePath: Path, own: readonly Block[]): void {
  const top: Path = linePath.slice(0, 1)
  const { selection } = editor
  if (!selection) return
  if (linePath.length > 1) {
    const figures = own.filter(isFigure)
    const rest = own.filter((block) => !isFigure(block))
    if (rest.length > 0) insertNested(editor, linePath, rest)
    // A figure stands in no list and no callout: after it.
    if (figures.length > 0) insertAfter(editor, linePath, figures)
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

/** A block as paragraphs, for where no other block may stand; a set-off quotation keeps its binding and citation. */
function paragraphsOf(block: Block): Paragraph[] {
  switch (block.type) {
    case 'paragraph':
      return [block]
    case 'heading':
      return [paragraphOf(block.children)]
    case 'callout':
      return [...block.children]
    case 'table':
      return linesOfTable(block).map(paragraphOf)
    case 'list':
      return block.children.flatMap((item) => item.children.flatMap(paragraphsOf))
    case 'quotation-block': {
      const { id, target, cited, children, citation } = block
      const inlines: Inline[] = [
        { type: 'quotation', id, target, cited, children },
        { text: ' ' },
        { type: 'citation', ...citation, children: [{ text: '' }] },
      ]
      return [paragraphOf(inlines)]
    }
    case 'code-block':
      return [paragraphOf(block.children.map(({ text }) => ({ text, code: true as const })))]
    default:
      return []
  }
}

const itemsOf = (block: Block): ListItem[] =>
  block.type === 'list'
    ? block.children
    : paragraphsOf(block).map((line) => ({ type: 'list-item', id: mintId(), children: [line] }))

/** Inside a list, blocks become items after the caret's; inside a callout, paragraphs. */
function insertNested(editor: Editor, linePath: Path, own: readonly Block[]): void {
  const { selection } = editor
  if (!selection) return
  const parentPath = Path.parent(linePath)
  const parent = Node.get(editor, parentPath)
  const inList = Element.isElement(parent) && parent.type === 'list-item'
  // What is split, and after which the rest is put: the item, or the callout's paragraph.
  const unit = inList ? parentPath : linePath
  const [first, ...others] = own
  const empty = Node.string(Node.get(editor, linePath)) === '' && !hasInlines(editor, linePath)
  const joins = first?.type === 'paragraph' && !empty
  const rest = (joins ? others : own).flatMap((block): (ListItem | Paragraph)[] =>
    inList ? itemsOf(block) : paragraphsOf(block),
  )
  const point = selection.focus
  if (!empty && !Editor.isEnd(editor, point, unit))
    Transforms.splitNodes(editor, { at: point, match: (_, path) => Path.equals(path, unit), always: true })
  if (joins) Transforms.insertNodes(editor, first.children, { at: Editor.end(editor, linePath) })
  if (rest.length === 0) return
  const replaces = empty && (!inList || parent.children.length === 1)
  if (replaces) Transforms.removeNodes(editor, { at: unit })
  const at = replaces ? unit : Path.next(unit)
  Transforms.insertNodes(editor, rest, { at })
  const last = [...Path.parent(at), (at[at.length - 1] ?? 0) + rest.length - 1]
  Transforms.select(editor, Editor.end(editor, last))
}

const hasInlines = (editor: Editor, path: Path): boolean => {
  const node = Node.get(editor, path)
  return 'children' in node && node.children.some((child) => Element.isElement(child))
}
