import type { ButtonHTMLAttributes, Ref } from 'react'
import { Icon, type IconComponent } from './Icon.tsx'

export interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  /** The accessible name, and the tooltip. */
  readonly label: string
  readonly icon: IconComponent
  readonly size?: 'small' | 'normal'
  /** For a toggle: whether it is on. */
  readonly pressed?: boolean
  readonly ref?: Ref<HTMLButtonElement>
}

/** A 28 px (small: 24 px) button with only an icon. */
export function IconButton({ label, icon, size = 'normal', pressed, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...rest}
      aria-label={label}
      aria-pressed={pressed}
      className={['icon-button', `icon-button-${size}`, className].filter(Boolean).join(' ')}
    >
      <Icon of={icon} size={size === 'small' ? 14 : 16} />
    </button>
  )
}
