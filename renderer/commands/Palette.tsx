import { ArrowRight, Search, Zap } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useOperation } from '../bridge.ts'
import { openEntity } from '../entities/open.ts'
import { shell, useShell } from '../shell/store.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon, Mark } from '../ui/Icon.tsx'
import { Keys } from '../ui/Kbd.tsx'
import { announce } from '../ui/Live.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { verdictMark, verdictWords } from '../ui/verdict.ts'
import { commandWords as words } from '../words/commands.ts'
import { shellWords } from '../words/shell.ts'
import { findIn, type Span } from './match.ts'
import { canRun, keysNow, useAllCommands } from './registry.ts'
import './commands.css'

type Scope = 'all' | 'do' | 'go' | 'library'
interface Entry {
  readonly id: string
  readonly group: Exclude<Scope, 'all'>
  readonly icon: ReactNode
  readonly title: string
  readonly detail: string
  readonly spans: readonly Span[]
  readonly end: ReactNode
  readonly run: () => void
}
const scopes = ['all', 'do', 'go', 'library'] as const

function Title({ text, spans }: { text: string; spans: readonly Span[] }) {
  const parts: ReactNode[] = []
  let at = 0
  for (const span of spans) {
    parts.push(text.slice(at, span.start), <em key={span.start}>{text.slice(span.start, span.end)}</em>)
    at = span.end
  }
  return (
    <span className="palette-title">
      {parts}
      {text.slice(at)}
    </span>
  )
}

/** Finds commands, places and whatever is in the library by its words, and does or opens it. */
export function Palette() {
  const [typed, setTyped] = useState('')
  const [scope, setScope] = useState<Scope>('all')
  const [active, setActive] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const query = typed.trim()
  const commands = useAllCommands()
  const counts = useShell((state) => state.library?.counts)
  const briefingId = useShell((state) => state.openBriefing?.id ?? null)
  const briefings = useOperation('briefings.list', {}, ['briefing'])
  const found = useOperation('palette.search', query === '' ? null : { query, briefingId, limit: 12 })
  const close = (): void => shell().show(null)

  const entries: Entry[] = []
  const add = (entry: Omit<Entry, 'spans'>): void => {
    const spans = findIn(entry.title, query)
    if (spans !== null) entries.push({ ...entry, spans })
  }
  for (const command of commands) {
    if (command.quiet === true || !canRun(command)) continue
    const list = /^go\.(sources|claims|quotes|speakers)$/u.exec(command.id)?.[1] as
      | 'sources'
      | 'claims'
      | 'quotes'
      | 'speakers'
      | undefined
    const keys = keysNow(command)
    add({
      id: command.id,
      group: command.id.startsWith('go.') ? 'go' : 'do',
      icon: <Icon of={command.id.startsWith('go.') ? ArrowRight : Zap} />,
      title: command.title,
      detail: list === undefined || counts === undefined ? '' : counts[list].toLocaleString('en-GB'),
      end: keys === null ? null : <Keys of={keys} />,
      run: () => void command.run(),
    })
  }
  for (const briefing of briefings.value?.items ?? []) {
    add({
      id: briefing.id,
      group: 'go',
      icon: <Icon of={ArrowRight} />,
      title: briefing.header.subject || shellWords.untitled,
      detail: shellWords.briefing,
      end: null,
      run: () => shell().go({ name: 'briefing', briefingId: briefing.id }),
    })
  }
  if (query !== '') {
    for (const item of found.value?.items ?? []) {
      entries.push({
        id: item.id,
        group: 'library',
        icon: <Mark name={item.type === 'speaker' ? (item.unnamed ? 'anonymous' : 'person') : item.type} />,
        title: item.text,
        spans: findIn(item.text, query) ?? [],
        detail: [words.types[item.type], item.grade, item.detail].filter(Boolean).join(', '),
        end:
          item.verdict === null || verdictMark(item.verdict) === 'verified' ? null : (
            <Mark name={verdictMark(item.verdict)} size={14} label={verdictWords[item.verdict]} />
          ),
        run: () => void openEntity(item.type, item.id),
      })
    }
  }
  const groups = (['do', 'go', 'library'] as const)
    .filter((group) => scope === 'all' || scope === group)
    .map((group) => ({
      group,
      items: entries
        .filter((entry) => entry.group === group)
        .slice(0, scope === 'all' && group !== 'library' ? 7 : 40),
    }))
    .filter(({ items }) => items.length > 0)
  const shown = groups.flatMap(({ items }) => items)
  const at = Math.min(active, shown.length - 1)

  useEffect(() => {
    if (query !== '') announce(words.results(shown.length))
  }, [query, shown.length])
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when another entry becomes the active one
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [at])

  const start = (entry: Entry | undefined): void => {
    if (entry === undefined) return
    close()
    // After the dialog gave the focus back, so that a command may move it.
    setTimeout(entry.run)
  }
  return (
    <Dialog title={words.palette} bare light className="palette" onClose={close}>
      <div className="palette-box">
        <Icon of={Search} size={18} />
        <input
          type="text"
          role="combobox"
          aria-label={words.palette}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={shown[at] === undefined ? undefined : `${id}-${shown[at].id}`}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          data-autofocus=""
          placeholder={words.placeholder}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setActive(0)
          }}
          onKeyDown={(event) => {
            const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key]
            if (step !== undefined && shown.length > 0) {
              event.preventDefault()
              setActive((((at + step) % shown.length) + shown.length) % shown.length)
            } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
              event.preventDefault()
              start(shown[at])
            } else if (event.key === 'Tab') {
              event.preventDefault()
              const next = (scopes.indexOf(scope) + (event.shiftKey ? scopes.length - 1 : 1)) % scopes.length
              setScope(scopes[next] ?? 'all')
              setActive(0)
            }
          }}
        />
        <kbd>Esc</kbd>
      </div>
      <div className="palette-scopes">
        <Segmented
          inline
          label={words.palette}
          value={scope}
          options={scopes.map((value) => ({ value, label: words.scopes[value] }))}
          onChange={setScope}
        />
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={words.palette} className="palette-list">
        {groups.map(({ group, items }) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options in a list box
          <div key={group} role="group" aria-labelledby={`${id}-group-${group}`}>
            <div id={`${id}-group-${group}`} className="palette-group">
              {words.groups[group]}
            </div>
            {items.map((entry) => {
              const index = shown.indexOf(entry)
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox takes the keys
                <div
                  key={entry.id}
                  id={`${id}-${entry.id}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === at}
                  className="palette-entry"
                  onPointerMove={() => setActive(index)}
                  onClick={() => start(entry)}
                >
                  {entry.icon}
                  <span className="palette-words">
                    <Title text={entry.title} spans={entry.spans} />
                    {entry.detail !== '' && <span className="palette-detail">{entry.detail}</span>}
                  </span>
                  {entry.end}
                </div>
              )
            })}
          </div>
        ))}
      </div>
      {shown.length === 0 && query !== '' && !found.loading && (
        <p className="palette-nothing">{words.nothing(query)}</p>
      )}
      {found.error !== null && <p className="palette-nothing">{found.error.message}</p>}
      <footer className="palette-foot">
        <span>
          <Keys of="ArrowUp ArrowDown" /> {words.choose}
        </span>
        <span>
          <Keys of="Enter" /> {words.doIt}
        </span>
        <span>
          <Keys of="Tab" /> {words.nextGroup}
        </span>
        <span className="grow" />
        <span>
          <Keys of="?" /> {words.allShortcuts}
        </span>
      </footer>
    </Dialog>
  )
}
