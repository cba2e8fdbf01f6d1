import { Editor, Element, Node, Path, type Point, type Range, Text } from 'slate'
import { hasSuggestions } from '../../../../shared/document/suggestions.ts'
import type { Id } from '../../../../shared/model/identity.ts'

/** The suggestions that a node carries itself, its children aside. */
function idsOf(node: Node): Id[] {
  if (Editor.isEditor(node)) return []
  const own = [
    'inserted' in node ? node.inserted : undefined,
    'deleted' in node ? node.deleted : undefined,
    'suggested' in node ? node.suggested : undefined,
  ]
  return own.flatMap((stamp) => (stamp ? [stamp.id] : []))
}

/** From the first to the last place of a suggestion; null when there is none of it. */
export function rangeOfSuggestion(editor: Editor, id: Id): Range | null {
  let range: Range | null = null
  for (const [index, block] of editor.children.entries()) {
    if (!hasSuggestions(block)) continue
    for (const [node, path] of Node.nodes(block as Element)) {
      if (!idsOf(node).includes(id)) continue
      const at = [index, ...path]
      // Where a line begins, or all of what carries it.
      const begins = 'suggested' in node && ['break', 'join'].includes(node.suggested?.act ?? '')
      const own = begins
        ? { anchor: Editor.start(editor, at), focus: Editor.start(editor, at) }
        : Editor.range(editor, at)
      range = range === null ? own : { anchor: range.anchor, focus: own.focus }
    }
  }
  return range
}

/** The suggestion that the caret is in or right behind; null for none. */
export function suggestionAt(editor: Editor): Id | null {
  const { selection } = editor
  if (!selection) return null
  const { path, offset } = selection.focus
  if (!Node.has(editor, path)) return null
  const top = editor.children[path[0] ?? 0]
  if (!top || !hasSuggestions(top)) return null
  const levels = [...Node.levels(editor, path, { reverse: true })]
  for (const [node] of levels) {
    const [id] = idsOf(node)
    const leads =
      Element.isElement(node) && 'suggested' in node && !atEdge(editor, node.suggested?.act, selection)
    if (id !== undefined && !leads) return id
  }
  const leaf = Node.get(editor, path)
  if (!Text.isText(leaf)) return null
  const neighbours = [
    ...(offset === 0 && Path.hasPrevious(path) ? [Path.previous(path)] : []),
    ...(offset === leaf.text.length ? [Path.next(path)] : []),
  ]
  for (const at of neighbours) {
    if (!Node.has(editor, at)) continue
    const [id] = idsOf(Node.get(editor, at))
    if (id !== undefined) return id
  }
  return null
}

/** Whether the beginning of a line, where that is what is suggested, is where the caret stands. */
function atEdge(editor: Editor, act: string | undefined, { focus }: { focus: Point }): boolean {
  if (act !== 'break' && act !== 'join') return true
  return Editor.isStart(editor, focus, focus.path.slice(0, -1))
}
