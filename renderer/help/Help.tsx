import { Search } from 'lucide-react'
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { shell } from '../shell/store.ts'
import { startTour } from '../tour/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { announce } from '../ui/Live.tsx'
import { helpWords as words } from '../words/help.ts'
import { guidePages } from './content.ts'
import { findSections, sectionsOf } from './guide.ts'
import { Blocks } from './Page.tsx'
import { helpPages } from './pages.ts'
import './help.css'

interface Place {
  readonly page: string
  /** A heading's id, or empty for the beginning. */
  readonly heading: string
}

const groups = [...new Set(helpPages.map(({ group }) => group))]

/** The guide inside the window: pages, a search over them, and links that stay in here. */
export default function Help({ page: first }: { page?: string }) {
  const [place, setPlace] = useState<Place>({ page: first ?? guidePages[0]?.name ?? '', heading: '' })
  const [query, setQuery] = useState('')
  const article = useRef<HTMLElement>(null)
  const moved = useRef(false)
  const sections = useMemo(() => sectionsOf(guidePages), [])
  const found = findSections(sections, query)
  const searching = query.trim() !== ''
  const page = guidePages.find(({ name }) => name === place.page) ?? guidePages[0]

  const go = (name: string, heading: string): void => {
    moved.current = true
    setPlace({ page: name, heading })
  }
  useLayoutEffect(() => {
    const target = place.heading === '' ? null : document.getElementById(`help-${place.heading}`)
    if (target === null) article.current?.scrollTo({ top: 0 })
    else target.scrollIntoView({ block: 'start' })
    if (moved.current) (target ?? article.current)?.focus({ preventScroll: true })
  }, [place])
  useEffect(() => {
    if (searching) announce(words.found(found.length))
  }, [searching, found.length])

  return (
    <Dialog
      title={words.title}
      size="keys"
      className="help"
      light
      onClose={() => shell().show(null)}
      beside={
        <label className="input-search help-search">
          <span className="visually-hidden">{words.search}</span>
          <input
            type="text"
            className="input"
            placeholder={words.search}
            data-autofocus=""
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
          <Icon of={Search} size={14} />
        </label>
      }
    >
      <div className="help-columns">
        <nav aria-label={searching ? words.results : words.pages} className="help-pages">
          {searching ? (
            <>
              <p className="help-count">{words.found(found.length)}</p>
              {found.slice(0, 40).map((section) => (
                <button
                  key={`${section.page.name} ${section.id}`}
                  type="button"
                  className="help-page"
                  onClick={() => go(section.page.name, section.id)}
                >
                  {section.title}
                  {section.id !== '' && <small>{section.page.title}</small>}
                </button>
              ))}
            </>
          ) : (
            groups.map((group) => (
              <div key={group}>
                <h3 className="field-label">{words.groups[group]}</h3>
                {helpPages
                  .filter((entry) => entry.group === group)
                  .map(({ name }) => (
                    <button
                      key={name}
                      type="button"
                      className="help-page"
                      aria-current={page?.name === name ? 'page' : undefined}
                      onClick={() => go(name, '')}
                    >
                      {guidePages.find((each) => each.name === name)?.title ?? name}
                    </button>
                  ))}
              </div>
            ))
          )}
          <div className="help-acts">
            <Button
              size="small"
              onClick={() => {
                shell().show(null)
                setTimeout(startTour)
              }}
            >
              {words.tour}
            </Button>
            <Button size="small" look="ghost" onClick={() => shell().show({ name: 'shortcuts' })} keys="?">
              {words.shortcuts}
            </Button>
          </div>
        </nav>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long page scrolls, and keys have to reach it */}
        <article ref={article} className="help-text" tabIndex={0} aria-label={page?.title}>
          {page !== undefined && (
            <>
              <h3>{page.title}</h3>
              <Blocks of={page.blocks} go={go} />
            </>
          )}
        </article>
      </div>
    </Dialog>
  )
}
