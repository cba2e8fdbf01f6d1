import { Editor, Element, Node, Path, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import type { Citation, CitationItem } from '../../../shared/document/citation.ts'
import { citationNode, findNode } from './citing.ts'
import { directly } from './suggesting/mode.ts'

/** The same items with one of them at another place, counted from 0. */
export function reordered(items: readonly CitationItem[], from: number, to: number): readonly CitationItem[] {
  const moved = [...items]
  const [item] = moved.splice(from, 1)
  if (!item || to < 0 || to > moved.length) return items
  moved.splice(to, 0, item)
  return moved
}

function citationOf(editor: Editor, id: string): [Citation, Path] | undefined {
  const found = findNode(editor, id)
  return found && found[0].type === 'citation' ? [found[0], found[1]] : undefined
}

/** The citation that follows one with nothing but blanks between. */
function following(editor: Editor, path: Path): [Citation, Path] | undefined {
  const parent = Node.parent(editor, path)
  for (let at = (path[path.length - 1] ?? 0) + 1; at < parent.children.length; at += 1) {
    const node = parent.children[at]
    if (Element.isElement(node))
      return node.type === 'citation' ? [node, [...Path.parent(path), at]] : undefined
    if (!node || Node.string(node).trim() !== '') return undefined
  }
  return undefined
}

/** Whether a citation has a neighbour that it can be merged with. */
export function hasNeighbour(editor: Editor, id: string): boolean {
  const found = citationOf(editor, id)
  return found !== undefined && following(editor, found[1]) !== undefined
}

/** The id of the citation that one follows with nothing but blanks between; null when there is none. */
export function neighbourBefore(editor: Editor, id: string): string | null {
  const found = citationOf(editor, id)
  if (!found) return null
  const { children } = Node.parent(editor, found[1])
  for (let at = (found[1][found[1].length - 1] ?? 0) - 1; at >= 0; at -= 1) {
    const node = children[at]
    if (Element.isElement(node)) return node.type === 'citation' ? node.id : null
    if (!node || Node.string(node).trim() !== '') return null
  }
  return null
}

/** Takes the items from `at` on out of a citation into one of their own right behind it. One undo. */
export function splitCitation(editor: Editor, id: string, at: number): boolean {
  return directly(editor, () => {
    const found = citationOf(editor, id)
    if (!found) return false
    const [node, path] = found
    if (at <= 0 || at >= node.items.length) return false
    HistoryEditor.withNewBatch(editor, () => {
      Editor.withoutNormalizing(editor, () => {
        Transforms.setNodes(editor, { items: node.items.slice(0, at) }, { at: path })
        Transforms.insertNodes(editor, [{ text: ' ' }, citationNode(node.items.slice(at))], {
          at: Path.next(path),
        })
      })
    })
    return true
  })
}

/** Takes the items of the citation right behind one into it; the blanks between go. One undo. */
export function mergeCitations(editor: Editor, id: string): boolean {
  return directly(editor, () => {
    const found = citationOf(editor, id)
    const next = found && following(editor, found[1])
    if (!found || !next) return false
    const [node, path] = found
    const [other, end] = next
    HistoryEditor.withNewBatch(editor, () => {
      Editor.withoutNormalizing(editor, () => {
        const first = (path[path.length - 1] ?? 0) + 1
        for (let at = end[end.length - 1] ?? first; at >= first; at -= 1)
          Transforms.removeNodes(editor, { at: [...Path.parent(path), at] })
        Transforms.setNodes(editor, { items: [...node.items, ...other.items] }, { at: path })
      })
    })
    return true
  })
}
