import { type ReactNode, type RefObject, useEffect, useRef } from 'react'
import { Icon, type IconComponent } from './Icon.tsx'
import { Keys } from './Kbd.tsx'
import { Popover } from './Popover.tsx'

export type MenuEntry =
  | {
      readonly id: string
      readonly title: string
      readonly detail?: string
      readonly icon?: IconComponent
      readonly mark?: ReactNode
      readonly keys?: string
      readonly disabled?: boolean
      /** For a choice among several: whether it is the present one. */
      readonly checked?: boolean
      readonly run: () => void
    }
  | { readonly id: string; readonly separator: true }
  | { readonly id: string; readonly label: string }

export interface MenuProps {
  readonly anchor: RefObject<HTMLElement | null>
  readonly label: string
  readonly entries: readonly MenuEntry[]
  readonly align?: 'start' | 'end'
  readonly onClose: () => void
}

const itemsOf = (menu: HTMLElement): HTMLElement[] => [...menu.querySelectorAll<HTMLElement>('.menu-item')]

/** A menu under its button: arrows, Home, End, first letters, Enter, Esc. */
export function Menu({ anchor, label, entries, align = 'start', onClose }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const frame = requestAnimationFrame(() => {
      if (menu.current !== null) itemsOf(menu.current)[0]?.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [])

  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (menu.current === null) return
    const items = itemsOf(menu.current)
    const at = items.indexOf(document.activeElement as HTMLElement)
    const go = (to: number): void => {
      event.preventDefault()
      items[(to + items.length) % items.length]?.focus()
    }
    if (event.key === 'ArrowDown') go(at + 1)
    else if (event.key === 'ArrowUp') go(at - 1)
    else if (event.key === 'Home') go(0)
    else if (event.key === 'End') go(items.length - 1)
    else if (event.key === 'Tab') {
      event.preventDefault()
      onClose()
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.key !== ' ') {
      const letter = event.key.toLowerCase()
      const order = [...items.slice(at + 1), ...items.slice(0, at + 1)]
      order.find((item) => item.textContent?.trim().toLowerCase().startsWith(letter))?.focus()
    }
  }

  return (
    <Popover anchor={anchor} label={label} role="menu" align={align} onClose={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the popover around it is the menu */}
      <div ref={menu} className="menu" role="presentation" onKeyDown={onKeyDown}>
        {entries.map((entry) => {
          if ('separator' in entry) return <hr key={entry.id} className="menu-separator" />
          if ('label' in entry) {
            return (
              <div key={entry.id} className="menu-label" role="presentation">
                {entry.label}
              </div>
            )
          }
          return (
            // biome-ignore lint/a11y/useAriaPropsSupportedByRole: aria-checked goes with menuitemradio only
            <button
              key={entry.id}
              type="button"
              role={entry.checked === undefined ? 'menuitem' : 'menuitemradio'}
              aria-checked={entry.checked}
              aria-disabled={entry.disabled === true ? true : undefined}
              tabIndex={-1}
              className="menu-item"
              onClick={() => {
                if (entry.disabled === true) return
                onClose()
                entry.run()
              }}
            >
              {entry.icon !== undefined && <Icon of={entry.icon} />}
              {entry.mark}
              <span className="grow">
                {entry.title}
                {entry.detail !== undefined && <small>{entry.detail}</small>}
              </span>
              {entry.keys !== undefined && <Keys of={entry.keys} />}
            </button>
          )
        })}
      </div>
    </Popover>
  )
}
