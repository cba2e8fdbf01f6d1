import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { Keys } from './Kbd.tsx'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'primary' | 'plain' | 'ghost' | 'link'
  readonly size?: 'small' | 'normal' | 'large'
  readonly icon?: ReactNode
  /** Shortcut as the registry writes it, e.g. `Mod+Enter`; shown only. */
  readonly keys?: string
  readonly ref?: Ref<HTMLButtonElement>
}

/** A button with words. One that cannot act now should keep `disabled` and say why in `title`. */
export function Button({
  look = 'plain',
  size = 'normal',
  icon,
  keys,
  className,
  children,
  ...rest
}: ButtonProps) {
  const classes = ['button', `button-${look}`, `button-${size}`, className].filter(Boolean).join(' ')
  return (
    <button type="button" {...rest} className={classes}>
      {icon}
      {children}
      {keys !== undefined && <Keys of={keys} />}
    </button>
  )
}
