import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { Editor, Transforms } from 'slate'
import { ReactEditor, useSlateSelector } from 'slate-react'
import type { Block } from '../../shared/document/block.ts'
import { calloutVariants } from '../../shared/document/callout.ts'
import { blockText } from '../../shared/document/walk.ts'
import { announce } from '../ui/Live.tsx'
import { editorWords as words } from '../words/editor.ts'
import { movingWords as moving } from '../words/moving.ts'
import { useSession } from './context.ts'
import { moveSection, moveSpan, sectionAt } from './core/moving.ts'
import { Chunks } from './drawing.ts'
import { leavePlace } from './places.ts'

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

/** Headings of the briefing; follows the caret, goes where it is told, and moves whole sections. */
export function Outline() {
  const session = useSession()
  const { editor, readOnly } = session
  const entries = useSlateSelector((slate) => entriesOf(slate.children as Block[]), same)
  const at = useSlateSelector((slate) => slate.selection?.focus.path[0] ?? -1)
  const present = entries.filter((entry) => entry.index <= at).pop()
  const list = useRef<HTMLDivElement>(null)
  /** The section that is dragged, and before which block it would stand. */
  const [drag, setDrag] = useState<{ readonly from: number; readonly to: number | null } | null>(null)

  useEffect(() => {
    if (present?.id && !list.current?.contains(document.activeElement))
      list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [present?.id])

  const go = (entry: Entry): void => {
    leavePlace(editor)
    const point = Editor.start(editor, [entry.index])
    ReactEditor.focus(editor)
    Transforms.select(editor, point)
    Chunks.of(editor).scrollTo([entry.index], 'start')
  }

  const press = (event: KeyboardEvent<HTMLElement>, entry: Entry): void => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (by !== 1 && by !== -1) return
    if (event.altKey && event.shiftKey) {
      if (readOnly) return
      event.preventDefault()
      event.stopPropagation()
      const moved = moveSection(editor, entry.index, by)
      const index = session.blocks.findIndex(({ id }) => id === entry.id)
      announce(moved ? moving.moved(entry.title, index + 1, session.blocks.length) : moving.edge)
    } else if (!event.altKey && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault()
      const items = [...(list.current?.querySelectorAll<HTMLElement>('.outline-item') ?? [])]
      items[items.indexOf(event.currentTarget) + by]?.focus()
    }
  }

  /** Above the middle of an entry is before it, below is before the next one or at the end. */
  const over = (event: DragEvent<HTMLElement>, place: number): void => {
    if (!drag) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'move'
    const { top, height } = event.currentTarget.getBoundingClientRect()
    const after = event.clientY > top + height / 2
    const to = (after ? entries[place + 1]?.index : entries[place]?.index) ?? editor.children.length
    if (to !== drag.to) setDrag({ ...drag, to })
  }
  const drop = (event: DragEvent): void => {
    event.preventDefault()
    const { from, to } = drag ?? {}
    setDrag(null)
    if (from === undefined || to === undefined || to === null) return
    if (moveSpan(editor, sectionAt(session.blocks, from), to)) announce(moving.dropped)
  }
  /** Where the line of a drop stands: above this entry, or below the last one. */
  const mark = (entry: Entry, place: number): string =>
    drag?.to === entry.index
      ? ' drop-before'
      : drag?.to === editor.children.length && place === entries.length - 1
        ? ' drop-after'
        : ''

  return (
    <>
      <h2 className="sidebar-heading">{words.outline}</h2>
      {entries.length === 0 && <p className="outline-empty">{words.noOutline}</p>}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: its entries take the keys, this only the end of a drag */}
      <div ref={list} className="outline" onDrop={drop} onDragEnd={() => setDrag(null)}>
        {entries.map((entry, place) => (
          <button
            key={entry.id}
            type="button"
            draggable={!readOnly}
            title={readOnly ? undefined : moving.outlineHint}
            className={`sidebar-item outline-item depth-${Math.min(entry.depth, 3)}${mark(entry, place)}`}
            aria-current={entry === present ? 'location' : undefined}
            onClick={() => go(entry)}
            onKeyDown={(event) => press(event, entry)}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move'
              event.dataTransfer.setData('text/plain', entry.title)
              setDrag({ from: entry.index, to: null })
            }}
            onDragOver={(event) => over(event, place)}
          >
            <span>{entry.title}</span>
          </button>
        ))}
      </div>
    </>
  )
}
