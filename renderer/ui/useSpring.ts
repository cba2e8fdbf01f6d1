import { type DragEvent, useEffect, useRef } from 'react'
import { carriesTarget } from './targetDrag.ts'

/** How long a drag rests on something before it opens, ms: long enough to be meant, as in file managers. */
const rest = 600

/** What an element needs to open under a claim, quote or source that rests on it while it is dragged. */
interface Spring {
  onDragOver(event: DragEvent): void
  onDragLeave(event: DragEvent): void
  /** To be called when it is dropped: then nothing opens any more. */
  end(): void
}

/** Opens what a drag rests on, so that it can go on in what was opened. One for all elements of a list. */
export function useSpring(): (key: string, open: () => void) => Spring {
  const waiting = useRef<{ readonly key: string; readonly timer: ReturnType<typeof setTimeout> } | null>(null)
  const end = (): void => {
    if (waiting.current) clearTimeout(waiting.current.timer)
    waiting.current = null
  }
  useEffect(() => () => clearTimeout(waiting.current?.timer), [])
  return (key, open) => ({
    onDragOver: (event) => {
      if (!carriesTarget(event)) return
      event.preventDefault()
      if (waiting.current?.key === key) return
      end()
      waiting.current = { key, timer: setTimeout(open, rest) }
    },
    onDragLeave: (event) => {
      const to = event.relatedTarget
      if (!(to instanceof Node && event.currentTarget.contains(to))) end()
    },
    end,
  })
}
