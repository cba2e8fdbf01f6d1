import { Transforms } from 'slate'
import { ReactEditor, type RenderElementProps, useSlateSelector } from 'slate-react'
import type { Block } from '../../shared/document/block.ts'
import { type Contents, usualLevels } from '../../shared/document/contents.ts'
import { editorWords } from '../words/editor.ts'
import { useSession } from './context.ts'
import { headingEntries, sameEntries } from './outlineEntries.ts'
import { goToNode } from './useFindings.ts'

const words = editorWords.contents

/** The table of contents as it stands now; drawn again only when a heading changed. */
export function ContentsBlock({ attributes, children, element }: RenderElementProps & { element: Contents }) {
  const { editor, readOnly } = useSession()
  const levels = element.levels ?? usualLevels
  const entries = useSlateSelector((slate) => headingEntries(slate.children as Block[], levels), sameEntries)
  return (
    <div {...attributes} className="block contents">
      <nav contentEditable={false} className="contents-face" aria-label={words.title}>
        <span className="contents-head">
          <b>{words.title}</b>
          <select
            aria-label={words.levels}
            value={levels}
            disabled={readOnly}
            onChange={(event) =>
              Transforms.setNodes(
                editor,
                { levels: Number(event.target.value) as 1 | 2 | 3 | 4 },
                { at: ReactEditor.findPath(editor, element) },
              )
            }
          >
            {[1, 2, 3, 4].map((level) => (
              <option key={level} value={level}>
                {words.upTo(level)}
              </option>
            ))}
          </select>
        </span>
        {entries.length === 0 && <span className="contents-none">{editorWords.noOutline}</span>}
        {entries.map((entry) => (
          <button
            key={entry.id}
            type="button"
            className={`contents-entry contents-${entry.level}`}
            onClick={() => goToNode(editor, entry.id)}
          >
            {entry.title}
          </button>
        ))}
      </nav>
      {children}
    </div>
  )
}
