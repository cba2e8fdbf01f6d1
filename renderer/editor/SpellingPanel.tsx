import { SpellCheck } from 'lucide-react'
import { shell } from '../shell/store.ts'
import { useSpelling } from '../spelling/store.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon } from '../ui/Icon.tsx'
import { spellingWords as words } from '../words/spelling.ts'
import type { Misspelling } from './core/misspellings.ts'
import type { SpellingWatch } from './spellingWatch.ts'
import type { SpellingActs } from './useSpellingActs.ts'

/** Rows that are listed: nobody reads on beyond, and each costs the window. */
const mostRows = 200

const keyed = (items: readonly Misspelling[]): { key: string; item: Misspelling }[] => {
  const seen = new Map<string, number>()
  return items.map((item) => {
    const about = `${item.line} ${item.word}`
    const before = seen.get(about) ?? 0
    seen.set(about, before + 1)
    return { key: `${about} ${before}`, item }
  })
}

/** The misspellings of the open briefing with the words around them, in its order. */
export function SpellingPanel({ watch, acts }: { watch: SpellingWatch; acts: SpellingActs }) {
  const items = watch.state((state) => state.items)
  const status = useSpelling((state) => state.status)
  if (items.length === 0) {
    const icon = <Icon of={SpellCheck} size={24} />
    if (status === 'loading') return <div className="inspector-body">{words.loading}</div>
    if (status === 'ready')
      return (
        <div className="inspector-body">
          <EmptyState icon={icon} title={words.emptyTitle}>
            {words.emptyText}
          </EmptyState>
        </div>
      )
    return (
      <div className="inspector-body">
        <EmptyState icon={icon} title={status === 'failed' ? words.failedTitle : words.offTitle}>
          {status === 'failed' ? words.failedText : words.offText}
        </EmptyState>
        <Button onClick={() => shell().show({ name: 'settings' })}>{words.settings}</Button>
      </div>
    )
  }
  return (
    <div className="inspector-body">
      <ul className="misspellings">
        {keyed(items.slice(0, mostRows)).map(({ key, item }) => (
          <li key={key} className="finding">
            <button
              type="button"
              className="finding-go"
              aria-label={words.goTo(item.word)}
              onClick={() => acts.show(item)}
            >
              <span>
                <b>{item.word}</b>
                <span className="finding-detail">
                  …{item.before}
                  <u>{item.word}</u>
                  {item.after}…
                </span>
              </span>
            </button>
            <div className="finding-fixes">
              <button
                type="button"
                className="button button-link button-small"
                aria-label={`${words.addPersonal}: ${item.word}`}
                onClick={() => acts.add('personal', item)}
              >
                {words.addPersonal}
              </button>
              <button
                type="button"
                className="button button-link button-small"
                aria-label={`${words.ignore}: ${item.word}`}
                onClick={() => acts.ignore(item)}
              >
                {words.ignore}
              </button>
            </div>
          </li>
        ))}
      </ul>
      {items.length > mostRows && <p className="finding-detail">{words.more(items.length - mostRows)}</p>}
    </div>
  )
}
