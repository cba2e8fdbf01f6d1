import { ChevronDown } from 'lucide-react'
import {
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type SelectHTMLAttributes,
  type TextareaHTMLAttributes,
  useId,
} from 'react'
import { Icon, Mark } from './Icon.tsx'

interface Common {
  readonly label: string
  readonly hint?: ReactNode
  /** Words that say what is wrong and what would be right. */
  readonly error?: string | undefined
}

interface Wiring {
  readonly id: string
  readonly 'aria-invalid': true | undefined
  readonly 'aria-describedby': string | undefined
}

/** A labelled control with a hint and error words under it; `children` gets the ids to put on the control. */
export function Field({
  label,
  hint,
  error,
  children,
}: Common & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId()
  const described = [error !== undefined && `${id}-error`, hint !== undefined && `${id}-hint`].filter(Boolean)
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
      </label>
      {children({
        id,
        'aria-invalid': error === undefined ? undefined : true,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
      })}
      {error !== undefined && (
        <span className="field-error" id={`${id}-error`}>
          <Mark name="settle" size={12} />
          {error}
        </span>
      )}
      {hint !== undefined && (
        <span className="field-hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
    </div>
  )
}

type Change = { readonly value: string; readonly onChange: (value: string) => void }

export function TextField({
  label,
  hint,
  error,
  value,
  onChange,
  ...rest
}: Common &
  Change & { ref?: Ref<HTMLInputElement> } & Omit<
    InputHTMLAttributes<HTMLInputElement>,
    'value' | 'onChange'
  >) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <input
          type="text"
          autoComplete="off"
          {...rest}
          {...wiring}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

export function TextArea({
  label,
  hint,
  error,
  value,
  onChange,
  ...rest
}: Common &
  Change & { ref?: Ref<HTMLTextAreaElement> } & Omit<
    TextareaHTMLAttributes<HTMLTextAreaElement>,
    'value' | 'onChange'
  >) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <textarea
          rows={3}
          {...rest}
          {...wiring}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

/** A native select. `options` maps values to words. */
export function Select<Value extends string>({
  label,
  hint,
  error,
  value,
  onChange,
  options,
  ...rest
}: Common & {
  value: Value
  onChange: (value: Value) => void
  options: Readonly<Record<Value, string>>
} & Omit<SelectHTMLAttributes<HTMLSelectElement>, 'value' | 'onChange'>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(wiring) => (
        <span className="select">
          <select
            {...rest}
            {...wiring}
            className="input"
            value={value}
            onChange={(event) => onChange(event.target.value as Value)}
          >
            {(Object.entries(options) as [Value, string][]).map(([key, words]) => (
              <option key={key} value={key}>
                {words}
              </option>
            ))}
          </select>
          <Icon of={ChevronDown} size={14} />
        </span>
      )}
    </Field>
  )
}

export function Checkbox({
  label,
  checked,
  onChange,
}: {
  label: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
}) {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  )
}
