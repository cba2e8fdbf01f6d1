import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { paint, reveal } from '../ui/highlight.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { announce } from '../ui/Live.tsx'
import { readerWords as words } from '../words/reader.ts'
import { rangeOf, rangesOf } from './place.ts'
import type { ReaderText, Span } from './text.ts'

/** Finds words in the text; closing it leaves the place found last selected. */
export function FindBar(props: {
  text: ReaderText
  body: RefObject<HTMLElement | null>
  scroller: RefObject<HTMLElement | null>
  onClose: (found: Span | null) => void
}) {
  const { text, body, scroller, onClose } = props
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const box = useRef<HTMLInputElement>(null)
  const found = typed.trim() === '' ? [] : text.find(typed)
  const current = found[at] ?? null

  useEffect(() => box.current?.focus(), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn again for other words or another place
  useEffect(() => {
    if (body.current === null || scroller.current === null) return
    const root = body.current
    paint('find', rangesOf(root, found.slice(0, 500)))
    const range = current === null ? null : rangeOf(root, current)
    paint('found', [range])
    if (range !== null) reveal(scroller.current, range)
    if (typed.trim() !== '') announce(words.findCount(current === null ? 0 : at + 1, found.length))
  }, [typed, at])
  useEffect(
    () => () => {
      paint('find', [])
      paint('found', [])
    },
    [],
  )
  const step = (by: number): void => {
    if (found.length > 0) setAt((at + by + found.length) % found.length)
  }
  return (
    <search className="find-bar">
      <input
        ref={box}
        type="text"
        className="input"
        aria-label={words.find}
        placeholder={words.find}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setAt(0)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') {
            event.preventDefault()
            step(event.shiftKey ? -1 : 1)
          } else if (event.key === 'Escape') {
            event.preventDefault()
            onClose(current)
          }
        }}
      />
      <span className="find-count tabular">
        {typed.trim() === '' ? '' : words.findCount(current === null ? 0 : at + 1, found.length)}
      </span>
      <IconButton label={words.findPrevious} icon={ChevronUp} size="small" onClick={() => step(-1)} />
      <IconButton label={words.findNext} icon={ChevronDown} size="small" onClick={() => step(1)} />
      <IconButton label={words.findClose} icon={X} size="small" onClick={() => onClose(current)} />
    </search>
  )
}
