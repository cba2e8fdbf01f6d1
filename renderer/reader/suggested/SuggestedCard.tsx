import { type RefObject, useLayoutEffect, useRef } from 'react'
import { Mark } from '../../ui/Icon.tsx'
import { Keys } from '../../ui/Kbd.tsx'
import { suggestedWords as words } from '../../words/suggested.ts'
import { rangeOf } from '../place.ts'
import type { Suggested } from './useSuggested.ts'

/** What is suggested where the reader is, and the three answers to it; below its last line. */
export function SuggestedCard({
  suggested: { items, active, accept, edit, reject },
  body,
}: {
  suggested: Suggested
  body: RefObject<HTMLElement | null>
}) {
  const card = useRef<HTMLElement>(null)
  useLayoutEffect(() => {
    const paper = card.current?.parentElement
    if (active === null || card.current === null || paper == null || body.current === null) return
    const rects = rangeOf(body.current, active)?.getClientRects()
    const last = rects?.[rects.length - 1]
    if (last === undefined) return
    const origin = paper.getBoundingClientRect()
    const line = body.current.querySelector('p')?.getBoundingClientRect() ?? origin
    card.current.style.top = `${last.bottom + 6 - origin.top}px`
    card.current.style.left = `${line.left - origin.left}px`
  })
  if (active === null) return null
  const by = words.saidBy(active)
  const answers = [
    [words.accept, 'A', accept],
    [words.edit, 'E', edit],
    [words.reject, 'X', reject],
  ] as const
  return (
    <section ref={card} className="suggested-card" aria-label={words.suggested}>
      <p className="suggested-what">
        <Mark name={active.type} size={14} />
        <span>{words.kindOf(active)}</span>
        <span className="suggested-count tabular">{words.of(items.indexOf(active) + 1, items.length)}</span>
      </p>
      {by !== '' && <p className="suggested-by">{by}</p>}
      <div className="suggested-answers">
        {answers.map(([label, key, act]) => (
          <button key={key} type="button" onPointerDown={(event) => event.preventDefault()} onClick={act}>
            {label}
            <Keys of={key} />
          </button>
        ))}
      </div>
    </section>
  )
}
