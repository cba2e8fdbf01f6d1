import { type KeyboardEvent, useRef, useState } from 'react'
import { type CommandId, catalogue } from '../../shared/commands/catalogue.ts'
import { chordOf } from '../../shared/commands/chord.ts'
import {
  type OwnKeys,
  type Refusal,
  refusalOf,
  takenBy,
  withGivenKeys,
  withKeys,
  withoutKeys,
} from '../../shared/commands/ownKeys.ts'
import { useShell } from '../shell/store.ts'
import { setPreferences } from '../shell/theme.ts'
import { Button } from '../ui/Button.tsx'
import { Keys, keyWords } from '../ui/Kbd.tsx'
import { announce } from '../ui/Live.tsx'
import { commandWords as words } from '../words/commands.ts'
import type { ShownKeys } from './sheet.ts'

/** What the row is at: showing its keys, waiting for new ones, or asking whether to take them from another command. */
type Stage =
  | { readonly name: 'shown' }
  | { readonly name: 'waiting'; readonly refusal: Refusal | null }
  | { readonly name: 'asking'; readonly chord: string; readonly losing: readonly CommandId[] }

const isKnown = (id: string): id is CommandId => Object.hasOwn(catalogue, id)

/** A command of the sheet with its keys, and the way to other ones. */
export function KeysRow({ command }: { command: Pick<ShownKeys, 'id' | 'title' | 'keys'> }) {
  const { id, title, keys } = command
  const choice = useShell((state) => state.preferences)
  const [stage, setStage] = useState<Stage>({ name: 'shown' })
  const change = useRef<HTMLButtonElement>(null)

  const leave = (): void => {
    setStage({ name: 'shown' })
    requestAnimationFrame(() => change.current?.focus())
  }
  const set = (ownKeys: OwnKeys, told: string): void => {
    void setPreferences({ ownKeys })
    announce(words.changed(title, told))
    leave()
  }

  const take = (known: CommandId, chord: string): void => {
    const refusal = refusalOf(chord)
    const losing = takenBy(choice, known, chord)
    if (refusal !== null) setStage({ name: 'waiting', refusal })
    else if (losing.length > 0) setStage({ name: 'asking', chord, losing })
    else set(withKeys(choice, known, chord), keyWords(chord))
  }

  const press = (event: KeyboardEvent): void => {
    // Tab leaves the row as everywhere; Esc and Backspace say what they are for.
    if (event.key === 'Tab' || !isKnown(id)) {
      setStage({ name: 'shown' })
      return
    }
    event.preventDefault()
    event.stopPropagation()
    const chord = chordOf(event.nativeEvent)
    if (chord === 'Escape') leave()
    else if (chord === 'Backspace') set(withoutKeys(choice, id), words.none)
    else if (chord !== null) take(id, chord)
  }

  if (stage.name === 'asking' && isKnown(id)) {
    const { chord, losing } = stage
    return (
      <div className="keys-row keys-row-open">
        <dt>{title}</dt>
        <dd role="alert">
          <span>
            {words.taken(
              keyWords(chord),
              losing.map((other) => catalogue[other].title),
            )}
          </span>
          <Button size="small" autoFocus onClick={() => set(withKeys(choice, id, chord), keyWords(chord))}>
            {words.take}
          </Button>
          <Button size="small" onClick={leave}>
            {words.keep}
          </Button>
        </dd>
      </div>
    )
  }
  if (stage.name === 'waiting') {
    return (
      <div className="keys-row keys-row-open">
        <dt>{title}</dt>
        <dd>
          <button
            type="button"
            className="keys-press"
            // biome-ignore lint/a11y/noAutofocus: it waits for the next press
            autoFocus
            onKeyDown={press}
            onBlur={() => setStage({ name: 'shown' })}
          >
            {stage.refusal === null ? words.press : words.refused[stage.refusal]}
          </button>
        </dd>
      </div>
    )
  }
  const isOwn = Object.hasOwn(choice.ownKeys, id)
  return (
    <div className="keys-row">
      <dt>{title}</dt>
      <dd>
        {isKnown(id) && isOwn && (
          <button
            type="button"
            className="keys-change"
            aria-label={words.resetOf(title)}
            onClick={() => {
              void setPreferences({ ownKeys: withGivenKeys(choice, id) })
              leave()
            }}
          >
            {words.reset}
          </button>
        )}
        {isKnown(id) && (
          <button
            ref={change}
            type="button"
            className="keys-change"
            aria-label={words.changeOf(title)}
            onClick={() => setStage({ name: 'waiting', refusal: null })}
          >
            {words.change}
          </button>
        )}
        {keys.length === 0 ? (
          <span className="keys-none">{words.none}</span>
        ) : (
          keys.map((each) => <Keys key={each} of={each} />)
        )}
      </dd>
    </div>
  )
}
