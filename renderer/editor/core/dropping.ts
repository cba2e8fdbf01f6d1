import { Editor, Element, Node, Path, type Point } from 'slate'
import { isInlineType } from './schema.ts'

/**
 * Where a citation that is dropped at a place of the text would stand: there, or behind the quotation, the link or the
 * chip that the place is in, since their words are not to be cut. Null where none may stand: in code, and in a quotation
 * block, which has its own.
 */
export function dropPoint(editor: Editor, at: Point): Point | null {
  let point = at
  for (const [node, path] of Node.ancestors(editor, at.path, { reverse: true })) {
    if (!Element.isElement(node)) continue
    if (node.type === 'code-block' || node.type === 'quotation-block') return null
    if (isInlineType(node) && node.type !== 'footnote') {
      // The normalizer keeps a run of text, be it empty, behind every inline.
      const behind = Path.next(path)
      if (!Node.has(editor, behind)) return null
      point = Editor.start(editor, behind)
    } else if (editor.isVoid(node)) return null
  }
  return point
}
