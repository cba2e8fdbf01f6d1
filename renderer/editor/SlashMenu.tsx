import { type Ref, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { Range } from 'slate'
import { ReactEditor } from 'slate-react'
import { findIn } from '../commands/match.ts'
import { Icon } from '../ui/Icon.tsx'
import { announce } from '../ui/Live.tsx'
import { editorWords as words } from '../words/editor.ts'
import { askedKinds, type BlockKind, blockKinds } from './blockKinds.ts'
import type { PaletteKeys } from './CitePalette.tsx'
import { useSession } from './context.ts'
import { regionOf } from './region.ts'

const allKinds = [...blockKinds, ...askedKinds]

/** The kinds of block that `/` offers, under the caret. The editor keeps the focus and hands its keys over. */
export function SlashMenu(props: {
  range: Range
  query: string
  onChoose: (kind: BlockKind) => void
  onClose: () => void
  keys: Ref<PaletteKeys>
}) {
  const { range, query, onChoose, onClose, keys } = props
  const { editor } = useSession()
  const [active, setActive] = useState(0)
  const [place, setPlace] = useState<{ left: number; top?: number; bottom?: number }>({ left: 0, top: 0 })
  const list = useRef<HTMLDivElement>(null)
  const wanted = query.trim()
  const kinds = wanted === '' ? allKinds : allKinds.filter(({ title }) => findIn(title, wanted) !== null)
  const chosen = kinds[Math.min(active, kinds.length - 1)]

  useLayoutEffect(() => {
    try {
      const box = ReactEditor.toDOMRange(editor, range).getBoundingClientRect()
      if (window.innerHeight - box.bottom < 372)
        setPlace({ left: box.left, bottom: window.innerHeight - box.top + 6 })
      else setPlace({ left: box.left, top: box.bottom + 6 })
    } catch {
      onClose()
    }
  }, [editor, range, onClose])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another query begins at its first answer again
  useEffect(() => setActive(0), [query])
  useEffect(() => {
    announce(
      chosen ? words.slash.chosen(chosen.title, kinds.indexOf(chosen) + 1, kinds.length) : words.slash.none,
    )
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen, kinds.length, kinds.indexOf])

  useImperativeHandle(keys, () => ({
    key: (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step !== undefined && kinds.length > 0) {
        setActive((before) => (Math.min(before, kinds.length - 1) + step + kinds.length) % kinds.length)
        return true
      }
      if (event.key === 'Escape') {
        onClose()
        return true
      }
      if ((event.key !== 'Enter' && event.key !== 'Tab') || event.shiftKey || !chosen) return false
      onChoose(chosen)
      return true
    },
  }))

  if (kinds.length === 0) return null
  return createPortal(
    <div
      ref={list}
      className="slash-menu"
      role="listbox"
      aria-label={words.slash.label}
      tabIndex={0}
      style={place}
    >
      {kinds.map((kind) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the editor has the focus and hands its keys over
        // biome-ignore lint/a11y/useFocusableInteractive: as above
        <div
          key={kind.id}
          role="option"
          aria-selected={kind === chosen}
          className="menu-item"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(kind)}
        >
          <Icon of={kind.icon} />
          <span className="menu-title">{kind.title}</span>
          {kind.typed && <kbd className="slash-typed">{kind.typed}</kbd>}
        </div>
      ))}
    </div>,
    regionOf(editor),
  )
}
