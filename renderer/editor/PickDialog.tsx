import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { findIn } from '../commands/match.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { announce } from '../ui/Live.tsx'
import { referenceWords } from '../words/references.ts'

/** Something that can be picked from a list by its words. */
export interface Pick {
  readonly id: string
  /** Shown before the words: a sign, or what kind it is. */
  readonly sign: string
  readonly title: string
  readonly detail?: string
}

/** A list to search in: letters narrow it, arrows and Enter pick, so does a click. */
export function PickDialog(props: {
  readonly title: string
  readonly label: string
  readonly none: string
  readonly picks: readonly Pick[]
  readonly className?: string
  /** Why the last pick was refused. */
  readonly trouble?: { readonly message: string; readonly hint: string } | null
  readonly onPick: (pick: Pick) => void
  readonly onClose: () => void
}) {
  const { title, label, none, picks, className, trouble, onPick, onClose } = props
  const [query, setQuery] = useState('')
  const [active, setActive] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const listId = useId()
  const wanted = query.trim()
  const shown =
    wanted === ''
      ? picks
      : picks.filter((pick) => pick.sign === wanted || findIn(`${pick.sign} ${pick.title}`, wanted) !== null)
  const at = Math.min(active, shown.length - 1)
  const chosen = shown[at]
  useEffect(() => {
    announce(chosen ? referenceWords.found(chosen.title, at + 1, shown.length) : none)
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [chosen, at, shown.length, none])
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && shown.length > 0) setActive((at + step + shown.length) % shown.length)
    else if (event.key === 'Enter' && chosen) onPick(chosen)
    else return
    event.preventDefault()
  }
  return (
    <Dialog title={title} onClose={onClose} className="pick-dialog">
      <input
        type="text"
        className="input pick-query"
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={chosen ? `${listId}-${at}` : undefined}
        placeholder={label}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value)
          setActive(0)
        }}
        onKeyDown={press}
        data-autofocus=""
      />
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={title}
        className={`pick-list ${className ?? ''}`}
      >
        {shown.map((pick, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus and takes the keys
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div
            key={pick.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === at}
            className="menu-item pick"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(pick)}
          >
            {pick.sign !== '' && <b className="pick-sign">{pick.sign}</b>}
            <span className="menu-title">{pick.title}</span>
            {pick.detail !== undefined && <span className="pick-detail">{pick.detail}</span>}
          </div>
        ))}
      </div>
      {trouble && <ErrorBar error={trouble} />}
      {shown.length === 0 && <p className="field-hint">{none}</p>}
    </Dialog>
  )
}
