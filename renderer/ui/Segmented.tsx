import { type ReactNode, useRef } from 'react'

export interface SegmentedProps<Value extends string | number> {
  /** Names the group. */
  readonly label: string
  readonly value: Value | null
  readonly onChange: (value: Value) => void
  readonly options: readonly { value: Value; label: ReactNode; title?: string }[]
  readonly describedBy?: string
  readonly inline?: boolean
  /** Draws `label` above the group. */
  readonly showLabel?: boolean
  readonly hint?: ReactNode
}

/** One choice of a few: a radio group; arrows choose. */
export function Segmented<Value extends string | number>(props: SegmentedProps<Value>) {
  const { label, value, onChange, options, describedBy, inline, showLabel, hint } = props
  const group = useRef<HTMLDivElement>(null)
  const step = (by: number): void => {
    const at = options.findIndex((option) => option.value === value)
    const next = (Math.max(0, at) + by + options.length) % options.length
    const option = options[next]
    if (option === undefined) return
    onChange(option.value)
    const button = group.current?.children[next]
    if (button instanceof HTMLElement) button.focus()
  }
  const radios = (
    <div
      ref={group}
      role="radiogroup"
      aria-label={label}
      aria-describedby={describedBy}
      className={inline === true ? 'segmented segmented-inline' : 'segmented'}
      onKeyDown={(event) => {
        const by =
          event.key === 'ArrowRight' || event.key === 'ArrowDown'
            ? 1
            : event.key === 'ArrowLeft' || event.key === 'ArrowUp'
              ? -1
              : 0
        if (by === 0) return
        event.preventDefault()
        step(by)
      }}
    >
      {options.map((option, index) => {
        const checked = option.value === value
        return (
          // biome-ignore lint/a11y/useSemanticElements: the look is a segmented control, the behaviour a radio's
          <button
            key={option.value}
            type="button"
            role="radio"
            aria-checked={checked}
            tabIndex={checked || (value === null && index === 0) ? 0 : -1}
            title={option.title}
            onClick={() => onChange(option.value)}
          >
            {option.label}
          </button>
        )
      })}
    </div>
  )
  if (showLabel !== true && hint === undefined) return radios
  return (
    <div className="field">
      {showLabel === true && (
        <span className="field-label" aria-hidden="true">
          {label}
        </span>
      )}
      {radios}
      {hint !== undefined && <span className="field-hint">{hint}</span>}
    </div>
  )
}
