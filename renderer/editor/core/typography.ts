import { Editor, Element, Node, Path, Range, Text, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import { quoteMarks } from '../../../shared/citing/quoteMarks.ts'
import { codeAt } from './code.ts'
import { isVoidType } from './schema.ts'

/** After these a quotation mark opens. */
const opensAfter = /^$|[\s([{—–\-/‘“„«‹¿¡]$/u

interface Change {
  /** Characters before the caret that are taken away. */
  readonly count: number
  readonly words: string
}

/**
 * What the character just typed makes of the text before the caret.
 *
 * @param before the line up to the caret, the typed character at its end
 */
export function typographyOf(before: string, language: string): Change | null {
  const typed = before.slice(-1)
  const rest = before.slice(0, -1)
  if (typed === '"') {
    const { open, close } = quoteMarks(language)
    return { count: 1, words: opensAfter.test(rest) ? open : close }
  }
  if (typed === "'") {
    // Only English has single marks around words; everywhere it is the apostrophe.
    const opens = language.startsWith('en') && opensAfter.test(rest)
    return { count: 1, words: opens ? '‘' : '’' }
  }
  if (typed === '.' && /(^|[^.])\.\.$/u.test(rest)) return { count: 3, words: '…' }
  const dashes = typed === '-' ? null : /[^-](-{2,3})$/u.exec(rest)?.[1]
  if (dashes) return { count: dashes.length + 1, words: (dashes.length === 3 ? '—' : '–') + typed }
  return null
}

/** More characters before the caret decide nothing. */
const near = 6

/** The end of the line up to the caret; a citation in it counts as a letter. Null where nobody types. */
function lineBefore(editor: Editor): string | null {
  const { selection } = editor
  if (!selection || Range.isExpanded(selection)) return null
  const { path, offset } = selection.focus
  const leaf = Node.get(editor, path)
  if (!Text.isText(leaf)) return null
  const words = leaf.text.slice(Math.max(0, offset - near), offset)
  const index = path[path.length - 1] ?? 0
  if (words.length === near || index === 0) return words
  const before = Node.get(editor, Path.previous(path))
  return (Element.isElement(before) && isVoidType(before) ? 'x' : Node.string(before).slice(-near)) + words
}

/**
 * Typed quotation marks, hyphens and full stops become “ ”, ’, –, — and …, in the document's language and never in
 * code. The change is a step of its own: one undo brings back what was typed.
 */
export function withTypography<Kind extends Editor>(editor: Kind, language: () => string): Kind {
  const { insertText } = editor
  editor.insertText = (text, options) => {
    insertText(text, options)
    if ([...text].length !== 1 || Editor.marks(editor)?.code || codeAt(editor)) return
    const before = lineBefore(editor)
    const change = before === null ? null : typographyOf(before, language())
    const { selection } = editor
    if (!change || !selection) return
    const start = Editor.before(editor, selection, { distance: change.count, unit: 'character' })
    if (!start) return
    HistoryEditor.withNewBatch(editor, () => {
      Transforms.delete(editor, { at: { anchor: start, focus: selection.focus } })
      insertText(change.words)
    })
  }
  return editor
}
