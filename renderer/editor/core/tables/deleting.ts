import { Editor, Node, Path, type Point, Point as Points, Range, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import { textBlockAt } from '../place.ts'
import { isTextBlock } from '../schema.ts'
import { clearIn } from './cells.ts'
import { captionAt, cellAt, isAcrossCells, isTable, selectedCells, tableAt } from './place.ts'

/** Takes the words of a range away that are in the cells and caption of one table; the cells stay. */
function clearWithin(editor: Editor, range: Range): void {
  const parts: Range[] = []
  for (const [, path] of Editor.nodes(editor, { at: range, match: isTextBlock, mode: 'lowest' })) {
    const part = Range.intersection(range, Editor.range(editor, path))
    if (part && Range.isExpanded(part)) parts.push(part)
  }
  for (const at of parts.reverse()) Transforms.delete(editor, { at })
}

/**
 * Deletes a selection that reaches from one cell of a table into another, or over a table's edge: cells are emptied and
 * stay, a table that is selected whole goes. False where the selection is of another kind; nothing is done then.
 */
export function deleteAcross(editor: Editor): boolean {
  const { selection } = editor
  if (!selection || Range.isCollapsed(selection)) return false
  const [start, end] = Range.edges(selection)
  const [from, to] = [tableAt(editor, start), tableAt(editor, end)]
  if (!from && !to) return false
  if (from && to && Path.equals(from.path, to.path)) return deleteInside(editor, selection)
  const [firstTop, lastTop] = [start.path[0] ?? 0, end.path[0] ?? 0]
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      const kept = Editor.pointRef(editor, start)
      if (to) {
        if (Points.equals(end, Editor.end(editor, to.path))) Transforms.removeNodes(editor, { at: to.path })
        else clearWithin(editor, { anchor: Editor.start(editor, to.path), focus: end })
      }
      const [first, last] = [from ? firstTop + 1 : firstTop, to ? lastTop - 1 : lastTop]
      if (from && to)
        for (let top = last; top >= first; top -= 1) Transforms.removeNodes(editor, { at: [top] })
      else if (first <= last) {
        const anchor: Point = from ? Editor.start(editor, [first]) : start
        const focus: Point = to ? Editor.end(editor, [last]) : end
        if (!Points.equals(anchor, focus)) Transforms.delete(editor, { at: { anchor, focus } })
      }
      if (from) {
        if (Points.equals(start, Editor.start(editor, from.path)))
          Transforms.removeNodes(editor, { at: from.path })
        else clearWithin(editor, { anchor: start, focus: Editor.end(editor, from.path) })
      }
      const caret = kept.unref()
      if (caret) Transforms.select(editor, caret)
      else if (editor.children.length > 0)
        Transforms.select(editor, Editor.start(editor, [Math.min(firstTop, editor.children.length - 1)]))
      else Transforms.deselect(editor)
    })
    if (!editor.selection) Transforms.select(editor, Editor.start(editor, []))
  })
  return true
}

function deleteInside(editor: Editor, selection: Range): boolean {
  const blocks = [selection.anchor, selection.focus].map((point) => textBlockAt(editor, point.path)?.[1])
  const [one, other] = blocks
  if (one && other && Path.equals(one, other)) return false
  const selected = isAcrossCells(editor) ? selectedCells(editor) : null
  const [start] = Range.edges(selection)
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, () => {
      if (selected) clearIn(editor, selected)
      else {
        clearWithin(editor, selection)
        Transforms.select(editor, start)
      }
    })
  })
  return true
}

/** Deletes what is selected; the cells of tables stay. */
export function deleteSelected(editor: Editor): void {
  if (editor.selection && Range.isExpanded(editor.selection) && !deleteAcross(editor))
    Transforms.delete(editor)
}

/** Backspace where a table begins or ends: words are never joined over its edges. True when there is nothing more to do. */
export function backspaceAtCell(editor: Editor): boolean {
  const { selection } = editor
  if (!selection || Range.isExpanded(selection)) return false
  const caption = captionAt(editor)
  const [, path] = caption ?? cellAt(editor) ?? []
  if (!path || !Points.equals(selection.focus, Editor.start(editor, path))) return false
  if (caption && Node.string(caption[0]) === '' && caption[0].children.length === 1) {
    Transforms.removeNodes(editor, { at: path })
    Transforms.select(editor, Editor.start(editor, path))
  }
  return true
}

/** Backspace at the start of the block after a table: the caret goes into its last cell; an empty line goes. */
export function backspaceAfterTable(editor: Editor, [node, path]: [Node, Path]): boolean {
  if (path.length !== 1 || (path[0] ?? 0) === 0) return false
  const before = Path.previous(path)
  if (!isTable(Node.get(editor, before))) return false
  const target = Editor.end(editor, before)
  if (isBareLine(node)) Transforms.removeNodes(editor, { at: path })
  Transforms.select(editor, target)
  return true
}

const isBareLine = (node: Node): boolean =>
  'type' in node && node.type === 'paragraph' && Node.string(node) === '' && node.children.length === 1

/** Delete at the end of a cell, or of the block before a table. True when there is nothing more to do. */
export function deleteForwardAtTable(editor: Editor): boolean {
  const { selection } = editor
  if (!selection || Range.isExpanded(selection)) return false
  const line = textBlockAt(editor)
  if (!line || !Editor.isEnd(editor, selection.focus, line[1])) return false
  if (line[0].type === 'table-cell' || line[0].type === 'table-caption') return true
  const top = line[1].slice(0, 1)
  const next = editor.children[(top[0] ?? 0) + 1]
  if (!next || !isTable(next) || !Editor.isEnd(editor, selection.focus, top)) return false
  if (isBareLine(line[0]) && line[1].length === 1) {
    Transforms.removeNodes(editor, { at: top })
    Transforms.select(editor, Editor.start(editor, top))
  }
  return true
}
