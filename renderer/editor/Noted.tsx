import { ReactEditor, type RenderElementProps } from 'slate-react'
import type { Footnote } from '../../shared/document/footnote.ts'
import { noteWords as words } from '../words/notes.ts'
import { useSession } from './context.ts'
import { enterFootnote } from './core/notes.ts'
import { useKeyed } from './keyed.ts'

/**
 * A note of the author's own: its number in the line, its words under it while the caret is in them. The words are
 * always there, so that undo, find and the clipboard know them as any other.
 */
export function Noted({ attributes, children, element }: RenderElementProps & { element: Footnote }) {
  const session = useSession()
  const number = useKeyed(session.numbers, element.id) ?? ''
  const open = (): void => {
    const { editor } = session
    ReactEditor.focus(editor)
    enterFootnote(editor, ReactEditor.findPath(editor, element))
  }
  return (
    <span {...attributes} className="footnote" data-node={element.id}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Ctrl Enter behind it and the arrow keys do the same */}
      {/* biome-ignore lint/a11y/useSemanticElements: a number wraps as a letter, a button does not */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the caret reaches it */}
      <span
        contentEditable={false}
        role="button"
        className="footnote-number"
        aria-label={words.number(number)}
        onMouseDown={(event) => event.preventDefault()}
        onClick={open}
      >
        {number || '*'}
      </span>
      <span className="footnote-words" role="note" aria-label={words.label(number)} data-number={number}>
        {children}
      </span>
    </span>
  )
}
