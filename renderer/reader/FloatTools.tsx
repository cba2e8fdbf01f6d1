import { type RefObject, useLayoutEffect, useRef } from 'react'
import { Mark } from '../ui/Icon.tsx'
import { Keys } from '../ui/Kbd.tsx'
import { readerWords as words } from '../words/reader.ts'
import { rangeOf } from './place.ts'
import type { Span } from './text.ts'

/** Quote and Claim beside the last line of the selection, in the margin; below that line where there is no margin. */
export function FloatTools(props: {
  span: Span
  likely: 'quote' | 'claim'
  body: RefObject<HTMLElement | null>
  onMark: (type: 'quote' | 'claim') => void
  /** Null while no briefing is open to cite in. */
  onClaimAndCite: (() => void) | null
}) {
  const { span, likely, body, onMark, onClaimAndCite } = props
  const bar = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const paper = bar.current?.parentElement
    if (bar.current === null || paper == null || body.current === null) return
    const rects = rangeOf(body.current, span)?.getClientRects()
    const last = rects?.[rects.length - 1]
    if (last === undefined) return
    const origin = paper.getBoundingClientRect()
    const margin = origin.right - body.current.getBoundingClientRect().right
    const beside = margin > bar.current.offsetWidth
    bar.current.style.top = `${(beside ? last.top + last.height / 2 - 18 : last.bottom + 6) - origin.top}px`
  }, [span, body])
  return (
    <div ref={bar} className="float-tools" role="toolbar" aria-label={words.markSelection}>
      {(['quote', 'claim'] as const).map((type) => (
        <button
          key={type}
          type="button"
          className={type === likely ? 'float-likely' : undefined}
          // The selection stays while the button is pressed.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onMark(type)}
        >
          <Mark name={type} size={14} />
          {words[type]}
          <Keys of={type === 'quote' ? 'Q' : 'C'} />
        </button>
      ))}
      {onClaimAndCite && (
        <button type="button" onPointerDown={(event) => event.preventDefault()} onClick={onClaimAndCite}>
          <Mark name="claim" size={14} />
          {words.claimAndCite}
          <Keys of="Shift+U" />
        </button>
      )}
    </div>
  )
}
