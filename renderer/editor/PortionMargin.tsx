import { useEffect, useRef, useState } from 'react'
import { Editor, Range } from 'slate'
import { ReactEditor } from 'slate-react'
import type { Block } from '../../shared/document/block.ts'
import type { Id } from '../../shared/model/identity.ts'
import { known, useCommands } from '../commands/registry.ts'
import { useMarkings } from '../markings/store.ts'
import { announce } from '../ui/Live.tsx'
import { Menu } from '../ui/Menu.tsx'
import { markingWords as words } from '../words/markings.ts'
import { useSession } from './context.ts'
import { canBeMarked, setPortion } from './core/blocks.ts'
import { topBlockAt } from './core/place.ts'
import { PortionDialog, portionEntries } from './portionMenu.tsx'

/** A block that can be marked, and where the margin beside its first line is on the page, in px. */
interface Spot {
  readonly id: Id
  readonly index: number
  readonly mark: string
  readonly top: number
}

/** The top-level block that a node of the page belongs to. */
function blockOver(target: EventTarget | null): HTMLElement | null {
  let element = target instanceof Element ? target.closest<HTMLElement>('[data-slate-node="element"]') : null
  for (
    let outer = element;
    outer;
    outer = outer.parentElement?.closest('[data-slate-node="element"]') ?? null
  )
    element = outer
  return element
}

/**
 * The portion marking in the margin of the block that the pointer is over: one button for the whole text, so that a
 * block costs nothing. The key opens its menu beside the caret's block.
 */
export function PortionMargin() {
  const { editor, readOnly } = useSession()
  const markings = useMarkings()
  const anchor = useRef<HTMLButtonElement>(null)
  const [spot, setSpot] = useState<Spot | null>(null)
  const [open, setOpen] = useState<'menu' | 'other' | null>(null)
  const busy = useRef(false)
  busy.current = open !== null

  useEffect(() => {
    const page = anchor.current?.parentElement
    if (!page || readOnly) return
    const place = (dom: HTMLElement | null): void => {
      if (busy.current) return
      setSpot((before) => {
        const after = dom && spotOf(editor, dom)
        return before?.id === after?.id && before?.top === after?.top && before?.mark === after?.mark
          ? before
          : after
      })
    }
    const move = (event: PointerEvent): void => {
      if (event.target !== anchor.current) place(blockOver(event.target))
    }
    const hide = (): void => place(null)
    page.addEventListener('pointermove', move)
    page.addEventListener('pointerleave', hide)
    page.addEventListener('keydown', hide)
    return () => {
      page.removeEventListener('pointermove', move)
      page.removeEventListener('pointerleave', hide)
      page.removeEventListener('keydown', hide)
    }
  }, [editor, readOnly])

  useCommands([
    known(
      'write.portion',
      () => {
        const top = topBlockAt(editor)
        if (!top || !canBeMarked(top[0])) return
        setSpot(spotOf(editor, ReactEditor.toDOMNode(editor, top[0])))
        setOpen('menu')
      },
      { when: () => !readOnly && editor.selection !== null },
    ),
  ])

  /** The selected blocks when this is one of them, else this one. */
  const apply = (mark: string): void => {
    if (!spot) return
    const { selection } = editor
    const selected =
      selection !== null &&
      spot.index >= (Range.start(selection).path[0] ?? 0) &&
      spot.index <= (Range.end(selection).path[0] ?? 0)
    ReactEditor.focus(editor)
    setPortion(editor, mark, selected ? undefined : Editor.range(editor, [spot.index]))
    setSpot(null)
    announce(words.portionSet(mark))
  }
  const close = (): void => {
    setOpen(null)
    if (editor.selection) ReactEditor.focus(editor)
  }
  return (
    <>
      <button
        ref={anchor}
        type="button"
        tabIndex={-1}
        className={spot && !spot.mark ? 'portion-handle' : 'portion-handle portion-handle-marked'}
        hidden={!spot}
        style={{ top: spot?.top ?? 0 }}
        aria-label={words.portionHere(spot?.mark ?? '')}
        aria-haspopup="menu"
        aria-expanded={open === 'menu'}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => setOpen(open ? null : 'menu')}
      >
        {spot?.mark || '( )'}
      </button>
      {spot && open === 'menu' && (
        <Menu
          anchor={anchor}
          label={words.portionLabel}
          entries={portionEntries(markings, spot.mark, apply, () => setOpen('other'))}
          onClose={close}
        />
      )}
      {spot && open === 'other' && (
        <PortionDialog present={spot.mark} onSet={apply} onClose={() => setOpen(null)} />
      )}
    </>
  )
}

function spotOf(editor: Editor, dom: HTMLElement): Spot | null {
  const page = dom.closest('.briefing-page')
  const block = ReactEditor.toSlateNode(editor, dom) as Block
  if (!page || !canBeMarked(block)) return null
  return {
    id: block.id,
    index: ReactEditor.findPath(editor, block)[0] ?? 0,
    mark: block.mark ?? '',
    top: dom.getBoundingClientRect().top - page.getBoundingClientRect().top,
  }
}
