// biome-ignore-all lint/a11y/useSemanticElements: only rows in sight are drawn, each placed by itself, which a table cannot do
import { useVirtualizer } from '@tanstack/react-virtual'
import { Search } from 'lucide-react'
import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from 'react'
import type { EntityType, Id, Target } from '../../shared/model/identity.ts'
import { known, useCommands } from '../commands/registry.ts'
import { shell, useShell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { Icon } from '../ui/Icon.tsx'
import { announce } from '../ui/Live.tsx'
import { draggable } from '../ui/targetDrag.ts'
import { libraryWords as words } from '../words/library.ts'
import { type ListOperation, type RowOf, usePages } from './pages.ts'
import './library.css'

export interface Column<Row> {
  readonly id: string
  readonly title: string
  /** Says what the column is where the title is empty. */
  readonly label?: string
  /** A grid track, e.g. `minmax(0, 3fr)` or `64px`. */
  readonly width: string
  readonly end?: true
  /** Left out where the list is narrow. */
  readonly wide?: true
  render(row: Row): ReactNode
}

export interface ListViewProps<Name extends ListOperation> {
  readonly operation: Name
  readonly types: readonly EntityType[]
  readonly title: string
  readonly total: number
  readonly rowHeight: number
  readonly columns: readonly Column<RowOf<Name>>[]
  readonly selected: Id | undefined
  readonly onSelect: (id: Id) => void
  readonly onOpen: (row: RowOf<Name>) => void
  readonly onRemove?: (row: RowOf<Name>) => void
  /** What is searched for, how many are found, and which of them is chosen. */
  readonly onShown?: (query: string, found: number, chosen: RowOf<Name> | undefined) => void
  /** What a row can be dragged as: into the text of a briefing, or onto one in the sidebar. */
  readonly drag?: Target['type']
  /** Shown when the library has none. */
  readonly empty: ReactNode
}

const pageOf = 12

/** A list of the library: a search box over a virtualised grid, moved through by keys. */
export function ListView<Name extends ListOperation>(props: ListViewProps<Name>) {
  const {
    operation,
    types,
    title,
    total,
    rowHeight,
    columns,
    selected,
    onSelect,
    onOpen,
    onRemove,
    onShown,
    drag,
    empty,
  } = props
  const [typed, setTyped] = useState('')
  const [query, setQuery] = useState('')
  const search = useRef<HTMLInputElement>(null)
  const grid = useRef<HTMLDivElement>(null)
  const pages = usePages(operation, query, types)
  const [index, setIndex] = useState(-1)

  useEffect(() => {
    const timer = setTimeout(() => setQuery(typed.trim()), 120)
    return () => clearTimeout(timer)
  }, [typed])
  useEffect(() => {
    if (query !== '' && pages.known) announce(words.found(pages.total))
  }, [query, pages.known, pages.total])

  const virtual = useVirtualizer({
    count: pages.total,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  })
  const items = virtual.getVirtualItems()
  const first = items[0]?.index ?? 0
  const last = items.at(-1)?.index ?? 0
  const { need } = pages
  useEffect(() => need(first, last), [need, first, last])

  // The row that is chosen may have moved: after a search, or when the list was asked again.
  const at = items.find((item) => pages.row(item.index)?.id === selected)?.index ?? index
  const choose = (to: number): void => {
    const next = Math.max(0, Math.min(pages.total - 1, to))
    if (pages.total === 0) return
    virtual.scrollToIndex(next)
    setIndex(next)
    const row = pages.row(next)
    if (row !== undefined) onSelect(row.id)
  }
  const current = at >= 0 ? pages.row(at) : undefined
  const chosen = current?.id === selected ? current : undefined
  useEffect(() => onShown?.(query, pages.total, chosen), [onShown, query, pages.total, chosen])

  useCommands([
    known(
      'find',
      () => {
        search.current?.focus()
        search.current?.select()
      },
      { title: words.search(title), keys: ['/', 'Mod+F'] },
    ),
  ])

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const to = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + pageOf,
      PageUp: at - pageOf,
      Home: 0,
      End: pages.total - 1,
    }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      choose(to)
    } else if (event.key === 'Enter' && current !== undefined) {
      event.preventDefault()
      onOpen(current)
    } else if (event.key === 'Delete' && current !== undefined && onRemove !== undefined) {
      event.preventDefault()
      onRemove(current)
    }
  }

  const tracks = {
    '--tracks': columns.map((column) => column.width).join(' '),
    '--tracks-narrow': columns
      .filter((column) => column.wide !== true)
      .map((column) => column.width)
      .join(' '),
  } as CSSProperties
  const cellClass = (column: Column<RowOf<Name>>): string =>
    ['cell', column.end === true && 'cell-end', column.wide === true && 'cell-wide'].filter(Boolean).join(' ')
  const nothing = pages.known && pages.total === 0

  return (
    <section className="list surface-raised" aria-label={title}>
      <header className="list-head">
        <h1>{title}</h1>
        <span className="list-count tabular">
          {words.ofTotal(
            pages.known ? pages.total : total,
            query === '' && pages.known ? pages.total : total,
          )}
        </span>
        <div className="grow" />
        <label className="input-search list-search">
          <span className="visually-hidden">{words.search(title)}</span>
          <input
            ref={search}
            type="text"
            className="input"
            placeholder={words.search(title)}
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'ArrowDown' || event.key === 'Enter') {
                event.preventDefault()
                grid.current?.focus()
                choose(Math.max(0, at))
              } else if (event.key === 'Escape') {
                event.preventDefault()
                if (typed !== '') setTyped('')
                else grid.current?.focus()
              }
            }}
          />
          <Icon of={Search} size={14} />
          <kbd>/</kbd>
        </label>
      </header>
      {pages.error !== null && <ErrorBar error={pages.error} />}
      {nothing && query === '' && <div className="list-nothing">{empty}</div>}
      {nothing && query !== '' && (
        <div className="list-nothing">
          <EmptyState
            icon={<Icon of={Search} size={24} />}
            title={words.nothingFound(query)}
            act={<Button onClick={() => setTyped('')}>{words.clearSearch}</Button>}
          >
            {words.nothingFoundText}
          </EmptyState>
        </div>
      )}
      <div
        ref={grid}
        className="grid"
        role="grid"
        aria-label={title}
        aria-rowcount={pages.total + 1}
        aria-activedescendant={current === undefined ? undefined : `row-${current.id}`}
        tabIndex={0}
        data-region-start=""
        hidden={nothing}
        onKeyDown={onKeyDown}
        onFocus={() => {
          if (current === undefined && pages.total > 0) choose(0)
        }}
        style={tracks}
      >
        <div role="row" aria-rowindex={1} tabIndex={-1} className="grid-row grid-head">
          {columns.map((column) => (
            <div key={column.id} role="columnheader" tabIndex={-1} className={cellClass(column)}>
              {column.title}
              {column.label !== undefined && <span className="visually-hidden">{column.label}</span>}
            </div>
          ))}
        </div>
        <div role="rowgroup" className="grid-body" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = pages.row(item.index)
            const place = { height: rowHeight, transform: `translateY(${item.start}px)` }
            if (row === undefined) {
              return (
                <div key={item.key} role="row" tabIndex={-1} className="grid-row grid-line" style={place} />
              )
            }
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around takes the keys
              <div
                key={item.key}
                id={`row-${row.id}`}
                role="row"
                tabIndex={-1}
                aria-rowindex={item.index + 2}
                aria-selected={row.id === selected}
                className="grid-row grid-line"
                style={place}
                {...(drag ? draggable({ type: drag, id: row.id }, row.key) : {})}
                onClick={() => {
                  setIndex(item.index)
                  onSelect(row.id)
                  grid.current?.focus()
                }}
                onDoubleClick={() => onOpen(row)}
              >
                {columns.map((column) => (
                  <div key={column.id} role="gridcell" tabIndex={-1} className={cellClass(column)}>
                    {column.render(row)}
                  </div>
                ))}
              </div>
            )
          })}
        </div>
      </div>
    </section>
  )
}

/** The selected row of the present list, and how to choose another without a step in the history. */
export function useSelected(): [Id | undefined, (id: Id) => void] {
  const selected = useShell((state) => ('selected' in state.route ? state.route.selected : undefined))
  const choose = (id: Id): void => {
    const { route, replace } = shell()
    if (
      route.name === 'sources' ||
      route.name === 'claims' ||
      route.name === 'quotes' ||
      route.name === 'speakers'
    )
      replace({ name: route.name, selected: id })
  }
  return [selected, choose]
}
