import { Building2, ChevronDown, User, UserX } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import type { Id } from '../../shared/model/identity.ts'
import { useOperation } from '../bridge.ts'
import { Field, TextArea, TextField } from '../ui/Field.tsx'
import { Icon, Mark } from '../ui/Icon.tsx'
import { Popover } from '../ui/Popover.tsx'
import { libraryWords } from '../words/library.ts'
import { nobody, type SpeakerChoice } from './speaker.ts'

const words = libraryWords.picker

export interface SpeakerPickerProps {
  readonly label: string
  readonly value: SpeakerChoice
  readonly onChange: (choice: SpeakerChoice) => void
  /** The source in hand: its unnamed speakers are offered, no other's. */
  readonly sourceId: Id
  /** What to begin the printed description of a new unnamed speaker with. */
  readonly described?: string
  /** Whether the source has these words, letter by letter. Without it, new unnamed speakers are not offered. */
  readonly standsInSource?: (text: string) => boolean
  readonly error?: string | undefined
}

interface Option {
  readonly id: string
  readonly title: string
  readonly detail?: string
  readonly mark: React.ReactNode
  readonly choice: SpeakerChoice
}

const nameOf = (value: SpeakerChoice): string => {
  if (value.mode === 'none') return ''
  if (value.mode === 'existing') return value.name
  return {
    person: words.newPerson(''),
    organization: words.newOrganization(''),
    anonymous: words.newUnnamed,
  }[value.kind]
}

/** A combobox over the speakers of the library that can also make a new one. */
export function SpeakerPicker(props: SpeakerPickerProps) {
  const { label, value, onChange, sourceId, described = '', standsInSource, error } = props
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const box = useRef<HTMLInputElement>(null)
  const listId = useId()
  const query = typed.trim()
  const found = useOperation('speakers.list', open ? { query, sourceId, limit: 50 } : null, ['speaker'])

  const options: Option[] = []
  if (open) {
    if (query === '') {
      options.push({ id: 'none', title: words.none, mark: <span className="mark-none" />, choice: nobody })
    }
    for (const speaker of found.value?.items ?? []) {
      if (speaker.kind === 'anonymous' && speaker.sourceId !== sourceId) continue
      options.push({
        id: speaker.id,
        title: speaker.name,
        ...(speaker.roles[0] === undefined ? {} : { detail: speaker.roles[0].title }),
        mark: <Mark name={speaker.kind} />,
        choice: { mode: 'existing', id: speaker.id, name: speaker.name, kind: speaker.kind },
      })
    }
    options.push(
      {
        id: 'person',
        title: words.newPerson(query),
        mark: <Icon of={User} />,
        choice: { mode: 'new', kind: 'person', name: query },
      },
      {
        id: 'organization',
        title: words.newOrganization(query),
        mark: <Icon of={Building2} />,
        choice: { mode: 'new', kind: 'organization', name: query },
      },
    )
    if (standsInSource !== undefined) {
      options.push({
        id: 'anonymous',
        title: words.newUnnamed,
        mark: <Icon of={UserX} />,
        choice: {
          mode: 'new',
          kind: 'anonymous',
          name: standsInSource(query) && query !== '' ? query : described,
        },
      })
    }
  }
  const at = Math.min(active, options.length - 1)
  const choose = (option: Option | undefined): void => {
    if (option === undefined) return
    onChange(option.choice)
    setOpen(false)
    setTyped('')
  }
  const show = (): void => {
    setOpen(true)
    setActive(0)
  }

  return (
    <>
      <Field
        label={label}
        // What is wrong with a new speaker's words stands under those words.
        error={value.mode === 'new' ? undefined : error}
      >
        {(wiring) => (
          <span className="picker">
            {value.mode !== 'none' && !open && <Mark name={value.kind} />}
            <input
              {...wiring}
              ref={box}
              type="text"
              className="input"
              role="combobox"
              aria-expanded={open}
              aria-controls={open ? listId : undefined}
              aria-activedescendant={
                open && options[at] !== undefined ? `${listId}-${options[at].id}` : undefined
              }
              aria-autocomplete="list"
              autoComplete="off"
              spellCheck={false}
              placeholder={words.placeholder}
              value={open ? typed : nameOf(value)}
              onChange={(event) => {
                setTyped(event.target.value)
                show()
              }}
              onClick={() => {
                if (!open) show()
              }}
              onBlur={() => setOpen(false)}
              onKeyDown={(event) => {
                if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
                  event.preventDefault()
                  if (!open) show()
                  else setActive((at + (event.key === 'ArrowDown' ? 1 : options.length - 1)) % options.length)
                } else if (event.key === 'Enter' && open && !event.ctrlKey && !event.metaKey) {
                  event.preventDefault()
                  choose(options[at])
                } else if (
                  (event.key === 'Backspace' || event.key === 'Delete') &&
                  !open &&
                  value.mode !== 'none'
                ) {
                  event.preventDefault()
                  onChange(nobody)
                }
              }}
            />
            <Icon of={ChevronDown} size={14} />
          </span>
        )}
      </Field>
      {open && (
        <Popover anchor={box} role="presentation" onClose={() => setOpen(false)} className="picker-list">
          <div id={listId} className="menu" role="listbox" aria-label={label}>
            {options.map((option, index) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox takes the keys
              <div
                key={option.id}
                id={`${listId}-${option.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                className="menu-item"
                onPointerDown={(event) => event.preventDefault()}
                onPointerMove={() => setActive(index)}
                onClick={() => choose(option)}
              >
                {option.mark}
                <span className="grow">
                  {option.title}
                  {option.detail !== undefined && <small>{option.detail}</small>}
                </span>
              </div>
            ))}
          </div>
        </Popover>
      )}
      {value.mode === 'new' && value.kind === 'anonymous' && (
        <TextArea
          label={libraryWords.speaker.asPrinted}
          value={value.name}
          onChange={(name) => onChange({ ...value, name })}
          error={
            value.name.trim() === '' || standsInSource === undefined || standsInSource(value.name)
              ? error
              : words.notVerbatim
          }
          hint={
            value.name.trim() !== '' && standsInSource?.(value.name) === true ? (
              <>
                <Mark name="verified" size={12} />
                {words.verbatim}
              </>
            ) : undefined
          }
        />
      )}
      {value.mode === 'new' && value.kind !== 'anonymous' && (
        <TextField
          label={value.kind === 'person' ? words.personName : words.organizationName}
          value={value.name}
          onChange={(name) => onChange({ ...value, name })}
          error={error}
        />
      )}
    </>
  )
}

/** What is wrong with a choice, or undefined. */
export function speakerProblem(
  choice: SpeakerChoice,
  standsInSource?: (text: string) => boolean,
): string | undefined {
  if (choice.mode !== 'new') return undefined
  if (choice.name.trim() === '') return choice.kind === 'anonymous' ? words.describedEmpty : words.nameEmpty
  if (choice.kind === 'anonymous' && standsInSource?.(choice.name) === false) return words.notVerbatim
  return undefined
}
