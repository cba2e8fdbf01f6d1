import { Editor, Path, Range, Transforms } from 'slate'
import type { CodeBlock } from '../../../shared/document/codeBlock.ts'
import { textBlockAt } from './place.ts'
import { emptyParagraph } from './schema.ts'
import { directly } from './suggesting/mode.ts'

/** The code block that the caret is in. */
export function codeAt(editor: Editor): [CodeBlock, Path] | undefined {
  const line = textBlockAt(editor)
  return line?.[0].type === 'code-block' ? [line[0], line[1]] : undefined
}

/** Makes a code block's lines paragraphs; words, first id, marking and what is suggested of it are kept. */
export function codeToParagraphs(editor: Editor, [block, path]: [CodeBlock, Path]): void {
  directly(editor, () => {
    const lines = block.children[0].text.split('\n')
    const { mark, suggested } = block
    const kept = {
      ...(mark === undefined ? {} : { mark }),
      ...(suggested === undefined ? {} : { suggested }),
    }
    Editor.withoutNormalizing(editor, () => {
      Transforms.removeNodes(editor, { at: path })
      Transforms.insertNodes(
        editor,
        lines.map((text, at) => ({
          ...emptyParagraph([{ text }]),
          ...kept,
          ...(at === 0 ? { id: block.id } : {}),
        })),
        { at: path },
      )
      Transforms.select(editor, Editor.start(editor, path))
    })
  })
}

/** Enter in code begins a line; in an empty last line it leaves the block. False when the caret is in no code. */
export function breakCode(editor: Editor): boolean {
  const code = codeAt(editor)
  if (!code || !editor.selection) return false
  const [block, path] = code
  const { text } = block.children[0]
  if (!text.endsWith('\n') || !Editor.isEnd(editor, editor.selection.focus, path)) {
    Transforms.insertText(editor, '\n')
    return true
  }
  const end = editor.selection.focus
  Transforms.delete(editor, { at: { anchor: { path: end.path, offset: text.length - 1 }, focus: end } })
  Transforms.insertNodes(editor, emptyParagraph(), { at: Path.next(path) })
  Transforms.select(editor, Editor.start(editor, Path.next(path)))
  return true
}

/** Where Delete would pour the next block's words into code: nothing is joined. */
export const isAtEndOfCode = (editor: Editor): boolean => {
  const code = codeAt(editor)
  const { selection } = editor
  return Boolean(
    code && selection && Range.isCollapsed(selection) && Editor.isEnd(editor, selection.focus, code[1]),
  )
}
