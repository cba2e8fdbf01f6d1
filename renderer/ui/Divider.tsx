import type { KeyboardEvent, PointerEvent } from 'react'
import './divider.css'

/** Least and most that the first of two parts may have, in hundredths. */
const least = 25
const most = 75

/** What a share is held to, in hundredths. */
export const heldShare = (share: number): number => Math.round(Math.min(most, Math.max(least, share)))

/**
 * The line between two parts that share their room: moved by the mouse, and by the arrow keys (with Shift further), Home
 * and End; Enter or a double click makes the halves equal. It stands in the element whose room is shared.
 */
export function Divider(props: {
  readonly label: string
  /** Ids of the elements before and after it. */
  readonly controls: string
  /** Whether the parts stand above each other. */
  readonly stacked: boolean
  /** What the first part has, in hundredths. */
  readonly share: number
  readonly onShare: (share: number) => void
}) {
  const { label, controls, stacked, share, onShare } = props
  const drag = (event: PointerEvent<HTMLElement>): void => {
    const room = event.currentTarget.parentElement?.getBoundingClientRect()
    if (!room || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    const part = stacked ? (event.clientY - room.top) / room.height : (event.clientX - room.left) / room.width
    onShare(heldShare(part * 100))
  }
  const press = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const step = event.shiftKey ? 10 : 2
    const steps: Readonly<Record<string, number>> = stacked
      ? { ArrowUp: -step, ArrowDown: step }
      : { ArrowLeft: -step, ArrowRight: step }
    const by = steps[event.key]
    if (by !== undefined) onShare(heldShare(share + by))
    else if (event.key === 'Home') onShare(least)
    else if (event.key === 'End') onShare(most)
    else if (event.key === 'Enter') onShare(50)
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule that is moved is a separator with a value; hr has none
    <div
      role="separator"
      className="divider"
      tabIndex={0}
      aria-label={label}
      aria-controls={controls}
      aria-orientation={stacked ? 'horizontal' : 'vertical'}
      aria-valuenow={share}
      aria-valuemin={least}
      aria-valuemax={most}
      onKeyDown={press}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        // No text is selected while it is moved.
        event.preventDefault()
        event.currentTarget.focus()
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={drag}
      onDoubleClick={() => onShare(50)}
    />
  )
}
