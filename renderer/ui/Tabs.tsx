import { type ReactNode, useId, useRef } from 'react'

interface Tab<Id extends string> {
  readonly id: Id
  readonly title: string
  readonly count?: number
}

export interface TabsProps<Id extends string> {
  readonly label: string
  readonly tabs: readonly Tab<Id>[]
  readonly value: Id
  readonly onChange: (id: Id) => void
  /** The panel of the chosen tab. */
  readonly children: ReactNode
  readonly panelClassName?: string
}

/** Tabs with their panel; arrows, Home and End move between them. */
export function Tabs<Id extends string>({
  label,
  tabs,
  value,
  onChange,
  children,
  panelClassName,
}: TabsProps<Id>) {
  const base = useId()
  const list = useRef<HTMLDivElement>(null)
  const go = (index: number): void => {
    const tab = tabs[(index + tabs.length) % tabs.length]
    if (tab === undefined) return
    onChange(tab.id)
    const button = list.current?.children[tabs.indexOf(tab)]
    if (button instanceof HTMLElement) button.focus()
  }
  return (
    <>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        className="tabs"
        onKeyDown={(event) => {
          const at = tabs.findIndex((tab) => tab.id === value)
          const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key]
          if (to === undefined) return
          event.preventDefault()
          go(to)
        }}
      >
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${base}-${tab.id}`}
            aria-selected={tab.id === value}
            aria-controls={`${base}-panel`}
            tabIndex={tab.id === value ? 0 : -1}
            className="tab"
            onClick={() => onChange(tab.id)}
          >
            {tab.title}
            {tab.count !== undefined && tab.count > 0 && (
              <span className="tab-count tabular">{tab.count}</span>
            )}
          </button>
        ))}
      </div>
      <div
        role="tabpanel"
        id={`${base}-panel`}
        aria-labelledby={`${base}-${value}`}
        className={panelClassName}
      >
        {children}
      </div>
    </>
  )
}
