import { Editor, Element, Node, Path, Range, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import type { Block } from '../../../shared/document/block.ts'
import { listItemAt } from './place.ts'

/** Top-level blocks from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number
  readonly end: number
}

const blocksOf = (editor: Editor): Block[] => editor.children as Block[]
const levelOf = (block: Block | undefined): number => (block?.type === 'heading' ? block.level : 5)

/**
 * What belongs to the block at an index: a heading has everything up to the next one that is as high, callouts of one
 * kind that follow each other (key judgments) go together, any other block stands for itself.
 */
export function sectionAt(blocks: readonly Block[], index: number): Span {
  const first = blocks[index]
  let end = index + 1
  if (first?.type === 'heading') while (end < blocks.length && levelOf(blocks[end]) > first.level) end += 1
  else if (first?.type === 'callout') {
    for (; end < blocks.length; end += 1) {
      const next = blocks[end]
      if (next?.type !== 'callout' || next.variant !== first.variant) break
    }
  }
  return { start: index, end }
}

/** Lets two neighbouring runs of blocks change places, moving the shorter one: one act, one undo. */
function exchange(editor: Editor, start: number, middle: number, end: number): void {
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      if (middle - start <= end - middle)
        for (let n = start; n < middle; n += 1) Transforms.moveNodes(editor, { at: [start], to: [end - 1] })
      else
        for (let n = middle; n < end; n += 1)
          Transforms.moveNodes(editor, { at: [n], to: [start + n - middle] })
    })
  })
}

/**
 * Moves blocks in front of the one at an index; the length of the document is its end. The caret stays in its words.
 *
 * @returns whether anything moved
 */
export function moveSpan(editor: Editor, { start, end }: Span, to: number): boolean {
  if (start >= end || (to >= start && to <= end) || to < 0 || to > editor.children.length) return false
  if (to < start) exchange(editor, to, start, end)
  else exchange(editor, start, end, to)
  return true
}

/** Where a section goes one step up: before the heading above it that is as high or higher; null at the top. */
function sectionUp(blocks: readonly Block[], { start }: Span): number | null {
  const level = levelOf(blocks[start])
  for (let at = start - 1; at >= 0; at -= 1) if (levelOf(blocks[at]) <= level) return at
  return null
}

/** Where it goes one step down: behind the next section as high, or to the head of a higher one; null at the end. */
function sectionDown(blocks: readonly Block[], { start, end }: Span): number | null {
  if (end >= blocks.length) return null
  if (levelOf(blocks[end]) === levelOf(blocks[start])) return sectionAt(blocks, end).end
  let at = end + 1
  while (at < blocks.length && blocks[at]?.type !== 'heading') at += 1
  return at
}

/** A list's item one place up or down among its siblings; null when the caret is in none, or several are selected. */
function moveItem(editor: Editor, by: -1 | 1): boolean | null {
  const item = listItemAt(editor)
  const { selection } = editor
  if (!item || !selection) return null
  const [, path] = item
  if (![selection.anchor, selection.focus].every((point) => Path.isDescendant(point.path, path))) return null
  const last = path[path.length - 1] ?? 0
  const list = Node.parent(editor, path)
  if (last + by < 0 || last + by >= (Element.isElement(list) ? list.children.length : 0)) return false
  HistoryEditor.withNewBatch(editor, () =>
    Transforms.moveNodes(editor, { at: path, to: by < 0 ? Path.previous(path) : Path.next(path) }),
  )
  return true
}

/**
 * Moves what the caret is in one place up or down: an item within its list, a section where the caret is in its
 * heading, else the selected blocks.
 *
 * @returns whether anything moved; at an edge nothing does
 */
export function moveSelected(editor: Editor, by: -1 | 1): boolean {
  const { selection } = editor
  if (!selection) return false
  const item = moveItem(editor, by)
  if (item !== null) return item
  const blocks = blocksOf(editor)
  const [from, till] = Range.edges(selection)
  const start = from.path[0] ?? 0
  const last = till.path[0] ?? start
  if (start === last && blocks[start]?.type === 'heading') return moveSection(editor, start, by)
  const to = by < 0 ? start - 1 : last + 2
  return moveSpan(editor, { start, end: last + 1 }, to)
}

/** Moves the section that begins at an index past its neighbour, as the outline shows them. */
export function moveSection(editor: Editor, index: number, by: -1 | 1): boolean {
  const blocks = blocksOf(editor)
  const span = sectionAt(blocks, index)
  if (blocks[index]?.type !== 'heading') return moveSpan(editor, span, by < 0 ? span.start - 1 : span.end + 1)
  const to = by < 0 ? sectionUp(blocks, span) : sectionDown(blocks, span)
  return to !== null && moveSpan(editor, span, to)
}
