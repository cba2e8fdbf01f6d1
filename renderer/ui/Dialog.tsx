import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { IconButton } from './IconButton.tsx'

export interface DialogProps {
  readonly title: string
  readonly description?: ReactNode
  readonly size?: 'normal' | 'wide' | 'keys'
  /** Called for Esc, the close button and, for `light` dialogs, a click beside it. */
  readonly onClose: () => void
  readonly children: ReactNode
  readonly footer?: ReactNode
  /** Beside the title, e.g. a filter. */
  readonly beside?: ReactNode
  readonly light?: boolean
  readonly className?: string
  /** Without a visible head (the palette draws its own); the title still names the dialog. */
  readonly bare?: boolean
}

/** A modal dialog. Mount it to open it, unmount it to close it; focus returns to where it was. */
export function Dialog(props: DialogProps) {
  const {
    title,
    description,
    size = 'normal',
    onClose,
    children,
    footer,
    beside,
    light,
    className,
    bare,
  } = props
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  useEffect(() => {
    const before = document.activeElement
    const element = dialog.current
    if (element === null) return
    const selection = document.getSelection()
    const caret = selection !== null && selection.rangeCount > 0 ? selection.getRangeAt(0).cloneRange() : null
    if (!element.open) element.showModal()
    element.querySelector<HTMLElement>('[data-autofocus]')?.focus()
    return () => {
      // Asked before it closes: some Chromiums give the focus back themselves then, to the beginning of the text.
      const lost = before === null || !before.contains(selection?.anchorNode ?? null)
      element.close()
      if (!(before instanceof HTMLElement) || !before.isConnected) return
      before.focus({ preventScroll: true })
      // A text that is edited takes the focus at its beginning, unless it is told where its caret was.
      if (lost && before.isContentEditable && caret !== null && before.contains(caret.startContainer)) {
        selection?.removeAllRanges()
        selection?.addRange(caret)
      }
    }
  }, [])

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc is the keyboard's way, through the cancel event
    <dialog
      ref={dialog}
      className={['dialog', `dialog-${size}`, className].filter(Boolean).join(' ')}
      aria-labelledby={titleId}
      onCancel={(event) => {
        // A cancelled file input inside bubbles a cancel event too.
        if (event.target !== event.currentTarget) return
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (light === true && event.target === event.currentTarget) onClose()
      }}
    >
      {bare === true ? (
        <h2 className="visually-hidden" id={titleId}>
          {title}
        </h2>
      ) : (
        <header className="dialog-head">
          <div className="grow">
            <h2 id={titleId}>{title}</h2>
            {description !== undefined && <p>{description}</p>}
          </div>
          {beside}
          <IconButton label="Close" icon={X} onClick={onClose} />
        </header>
      )}
      {bare === true ? children : <div className="dialog-body">{children}</div>}
      {footer !== undefined && <footer className="dialog-foot">{footer}</footer>}
    </dialog>
  )
}
