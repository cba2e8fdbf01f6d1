import { type ReactNode, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'

export interface PopoverProps {
  /** What it hangs from; focus returns to it. */
  readonly anchor: RefObject<HTMLElement | null>
  readonly onClose: () => void
  readonly label?: string
  readonly role?: 'dialog' | 'menu' | 'presentation'
  readonly align?: 'start' | 'end'
  readonly className?: string
  readonly children: ReactNode
}

/** A surface that hangs from an anchor, opens upward where there is no room below, and closes on Esc or a click outside. */
export function Popover({
  anchor,
  onClose,
  label,
  role = 'dialog',
  align = 'start',
  className,
  children,
}: PopoverProps) {
  const surface = useRef<HTMLDivElement>(null)
  const [place, setPlace] = useState<{ left: number; top: number } | null>(null)
  const close = useRef(onClose)
  close.current = onClose

  useLayoutEffect(() => {
    const from = anchor.current?.getBoundingClientRect()
    const own = surface.current?.getBoundingClientRect()
    if (from === undefined || own === undefined) return
    const below = from.bottom + 4
    const top = below + own.height > window.innerHeight - 8 ? Math.max(8, from.top - own.height - 4) : below
    const wanted = align === 'end' ? from.right - own.width : from.left
    setPlace({ left: Math.max(8, Math.min(wanted, window.innerWidth - own.width - 8)), top })
  }, [anchor, align])

  useEffect(() => {
    const element = anchor.current
    const outside = (event: PointerEvent): void => {
      const target = event.target as Node
      if (surface.current?.contains(target) === true || element?.contains(target) === true) return
      close.current()
    }
    const keys = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return
      event.preventDefault()
      event.stopPropagation()
      close.current()
    }
    document.addEventListener('pointerdown', outside, true)
    document.addEventListener('keydown', keys, true)
    const own = surface.current
    return () => {
      document.removeEventListener('pointerdown', outside, true)
      document.removeEventListener('keydown', keys, true)
      if (own?.contains(document.activeElement) === true || document.activeElement === document.body)
        element?.focus()
    }
  }, [anchor])

  // Inside a modal dialog everything outside of it is inert, so the popover has to live in it;
  // and what hangs from a region belongs to its landmark.
  const home = anchor.current?.closest('dialog, [data-region]') ?? document.body
  return createPortal(
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is one of dialog, menu (both take a name) and presentation (given none)
    <div
      ref={surface}
      role={role}
      aria-label={label}
      className={['popover', className].filter(Boolean).join(' ')}
      style={{
        left: place?.left ?? 0,
        top: place?.top ?? 0,
        visibility: place === null ? 'hidden' : 'visible',
      }}
    >
      {children}
    </div>,
    home,
  )
}
