import { Editor, Transforms } from 'slate'
import { ReactEditor, useSlateSelector } from 'slate-react'
import type { Block } from '../../shared/document/block.ts'
import { calloutVariants } from '../../shared/document/callout.ts'
import { blockText } from '../../shared/document/walk.ts'
import { editorWords as words } from '../words/editor.ts'
import { useSession } from './context.ts'

interface Entry {
  readonly id: string
  readonly title: string
  readonly depth: number
  readonly index: number
}

function entriesOf(blocks: readonly Block[]): Entry[] {
  const entries: Entry[] = []
  blocks.forEach((block, index) => {
    if (block.type === 'heading') {
      entries.push({ id: block.id, title: blockText(block) || '…', depth: block.level, index })
    } else if (block.type === 'callout') {
      const before = blocks[index - 1]
      if (before?.type === 'callout' && before.variant === block.variant) return
      entries.push({
        id: block.id,
        title:
          block.title || `${calloutVariants[block.variant]}${block.variant === 'key-judgment' ? 's' : ''}`,
        depth: 1,
        index,
      })
    }
  })
  return entries
}

const same = (a: readonly Entry[] | null, b: readonly Entry[]): boolean =>
  a !== null &&
  a.length === b.length &&
  a.every(
    (entry, at) =>
      entry.id === b[at]?.id &&
      entry.title === b[at]?.title &&
      entry.index === b[at]?.index &&
      entry.depth === b[at]?.depth,
  )

/** Headings of the briefing; follows the caret, and goes where it is told. */
export function Outline() {
  const session = useSession()
  const entries = useSlateSelector((editor) => entriesOf(editor.children as Block[]), same)
  const at = useSlateSelector((editor) => editor.selection?.focus.path[0] ?? -1)
  const present = entries.filter((entry) => entry.index <= at).pop()
  const go = (entry: Entry): void => {
    const { editor } = session
    const point = Editor.start(editor, [entry.index])
    ReactEditor.focus(editor)
    Transforms.select(editor, point)
    const dom = ReactEditor.toDOMNode(editor, editor.children[entry.index] as Block)
    dom.scrollIntoView({ block: 'start' })
  }
  return (
    <>
      <h2 className="sidebar-heading">{words.outline}</h2>
      {entries.length === 0 && <p className="outline-empty">{words.noOutline}</p>}
      {entries.map((entry) => (
        <button
          key={entry.id}
          type="button"
          className={`sidebar-item outline-item depth-${Math.min(entry.depth, 3)}`}
          aria-current={entry === present ? 'location' : undefined}
          onClick={() => go(entry)}
        >
          <span>{entry.title}</span>
        </button>
      ))}
    </>
  )
}
