import type { LucideIcon } from 'lucide-react'
import { type DrawnName, drawings } from './drawings.tsx'

export type IconComponent = LucideIcon

/** A lucide icon; decoration only, so it is hidden from assistive technology. */
export function Icon({ of: Drawn, size = 16 }: { of: IconComponent; size?: number }) {
  return <Drawn className="icon" size={size} strokeWidth={1.5} aria-hidden="true" focusable="false" />
}

export type VerdictMarkName = 'verified' | 'altered' | 'absent' | 'stale' | 'unchecked'
export type KindMarkName = 'claim' | 'quote' | 'source' | 'person' | 'anonymous' | 'organization'
export type SeverityMarkName = 'stops' | 'settle' | 'note'

/**
 * One of Attest's own drawn marks: verdicts, kinds, severities and the logo.
 * With `label` it is an image with that name; without one it is decoration.
 * What shows through a filled mark is the surface's `--mark-ink`.
 */
export function Mark({
  name,
  size = 16,
  label,
  className,
}: {
  name: DrawnName
  size?: number
  label?: string
  className?: string
}) {
  const naming = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label }
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: named by `aria-label`, or hidden as decoration
    <svg
      {...naming}
      viewBox="0 0 16 16"
      width={size}
      height={size}
      className={['mark', `mark-${name}`, className].filter(Boolean).join(' ')}
      focusable="false"
    >
      {drawings[name]}
    </svg>
  )
}
