import { type RefObject, useLayoutEffect, useRef } from 'react'
import type { Mark } from '../../shared/contract/entities.ts'
import { Mark as DrawnMark } from '../ui/Icon.tsx'
import { draggable } from '../ui/targetDrag.ts'
import { verdictMark, verdictWords } from '../ui/verdict.ts'
import { readerWords as words } from '../words/reader.ts'
import { markKey, stack } from './marks.ts'

/** The kind of a mark as the look draws it: an unnamed speaker's quote is a bust. */
export const kindOf = (mark: Mark): 'claim' | 'quote' | 'anonymous' =>
  mark.type === 'claim' ? 'claim' : mark.unnamed ? 'anonymous' : 'quote'

/** Notes beside the text, each at the line its passage begins on and none over another. */
export function Notes({
  marks,
  active,
  body,
  stale,
  onChoose,
}: {
  /** In the order of the text. */
  marks: readonly Mark[]
  active: string
  body: RefObject<HTMLElement | null>
  stale: boolean
  onChoose: (mark: Mark) => void
}) {
  const column = useRef<HTMLElement>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: other marks are other notes to place
  useLayoutEffect(() => {
    const place = (): void => {
      if (column.current === null || body.current === null) return
      const origin = column.current.getBoundingClientRect().top
      const notes = [...column.current.querySelectorAll<HTMLElement>('.note')]
      const wanted = notes.map((note) => {
        const run = body.current?.querySelector(`[data-marks~="${note.dataset.mark}"]`)
        return (run?.getBoundingClientRect().top ?? origin) - origin + 2
      })
      const tops = stack(
        wanted,
        notes.map((note) => note.offsetHeight),
        10,
      )
      notes.forEach((note, index) => {
        note.style.top = `${tops[index] ?? 0}px`
      })
      const last = notes.at(-1)
      column.current.style.minHeight = `${last === undefined ? 0 : (tops.at(-1) ?? 0) + last.offsetHeight + 16}px`
    }
    place()
    if (body.current === null) return
    const observer = new ResizeObserver(place)
    observer.observe(body.current)
    void document.fonts.ready.then(place)
    return () => observer.disconnect()
  }, [body, marks])

  return (
    <section ref={column} className="notes" aria-label={words.notes}>
      {marks.map((mark) => {
        const verdict = verdictMark(mark.verdict, stale)
        return (
          <button
            key={markKey(mark)}
            type="button"
            className="note"
            data-mark={markKey(mark)}
            aria-pressed={markKey(mark) === active}
            title={mark.label}
            {...draggable({ type: mark.type, id: mark.id }, mark.label)}
            onClick={() => onChoose(mark)}
          >
            <span className="note-head">
              <DrawnMark name={kindOf(mark)} size={13} />
              <span className="note-label">{mark.label}</span>
              <DrawnMark
                name={verdict}
                size={12}
                label={verdict === 'stale' ? words.superseded : verdictWords[mark.verdict]}
              />
            </span>
            <span className="note-detail">{`${mark.detail}. ${words.used(mark.used)}`}</span>
          </button>
        )
      })}
    </section>
  )
}
