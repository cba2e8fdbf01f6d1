import { type Editor, Node, Path, Range, Text } from 'slate'
import { groundAt, isTracking, stampFor } from './mode.ts'

/** The runs right before and after a path. */
const beside = (path: Path): Path[] => [
  path,
  ...(Path.hasPrevious(path) ? [Path.previous(path)] : []),
  Path.next(path),
]

/**
 * Says what the next key makes: while suggesting, words that are marked as put in; else words that are part of no
 * suggestion at the edge of one, and never part of what is to be taken out. Called when the caret has come to rest, so
 * that the browser knows before the next key that it inserts something new.
 */
export function leadSuggestion(editor: Editor): void {
  const { selection } = editor
  if (!selection || Range.isExpanded(selection)) return
  const { path, offset } = selection.focus
  if (!Node.has(editor, path)) return
  const leaf = Node.get(editor, path)
  if (!Text.isText(leaf)) return
  const { text: _, deleted: __, inserted: ___, ...plain } = { ...leaf, ...editor.marks }
  if (isTracking(editor)) {
    const ground = groundAt(editor, path)
    const around = path.length > 1 ? groundAt(editor, Path.parent(path)) : 'text'
    if (ground === 'own' || around !== 'text') return
    editor.marks = { ...plain, inserted: stampFor(editor, beside(path)) }
  } else if (leaf.deleted || (leaf.inserted && offset === leaf.text.length && !goesOn(editor, path)))
    editor.marks = plain
}

/** Whether the words after a run belong to the same suggestion. */
function goesOn(editor: Editor, path: Path): boolean {
  const next = Path.next(path)
  const [leaf, after] = [Node.get(editor, path), Node.has(editor, next) ? Node.get(editor, next) : null]
  return (
    Text.isText(leaf) &&
    after !== null &&
    'inserted' in after &&
    after.inserted !== undefined &&
    after.inserted.id === leaf.inserted?.id
  )
}
