import { Editor, Element, Node, Range } from 'slate'
import { textBlockAt } from './place.ts'

/**
 * A `/` alone at the start of a top-level paragraph, and what was typed after it: the menu of blocks. Anywhere else a
 * slash is a slash (“and/or”, dates, paths).
 */
export function slashAt(editor: Editor): { range: Range; query: string } | null {
  const { selection } = editor
  if (!selection || Range.isExpanded(selection)) return null
  const line = textBlockAt(editor)
  if (line?.[1].length !== 1 || !Element.isElement(line[0]) || line[0].type !== 'paragraph') return null
  const words = Node.string(line[0])
  if (!/^\/[\p{L}\d ]{0,24}$/u.test(words) || words.startsWith('/ ')) return null
  if (!Editor.isEnd(editor, selection.focus, line[1])) return null
  return { range: { anchor: Editor.start(editor, line[1]), focus: selection.focus }, query: words.slice(1) }
}
