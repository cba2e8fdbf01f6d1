import type { KeyboardEvent, RefObject } from 'react'
import { commandIds } from '../../shared/commands/catalogue.ts'
import { chordOf } from '../../shared/commands/chord.ts'
import { isTakenAway, keysOf } from '../../shared/commands/ownKeys.ts'
import type { Id } from '../../shared/model/identity.ts'
import { shell } from '../shell/store.ts'
import type { PaletteKeys } from './CitePalette.tsx'
import { listItemAt } from './core/place.ts'
import { tableAt } from './core/tables/place.ts'
import type { useDriftActs } from './DriftPopover.tsx'
import { type KeyActs, pressKey } from './keys.ts'
import type { BriefingSession } from './session.ts'
import { resolveTyped } from './typedKeys.ts'

interface TextKeys {
  readonly acts: KeyActs
  readonly drift: ReturnType<typeof useDriftActs>
  /** The quotation under the caret whose fault is shown. */
  readonly noted: Id | null
  dismiss(quotation: Id): void
  /** The palette or menu that is open under the caret: keys are its own first. */
  readonly palette: RefObject<PaletteKeys | null> | null
}

/** What the keys do in the text of a briefing, in the order of who may have them. */
export function textKeys(session: BriefingSession, keys: TextKeys): (event: KeyboardEvent) => void {
  const { editor } = session
  const { acts, drift, noted, dismiss, palette } = keys

  /** The finding under the caret: Alt with the letter, since plain letters are text here. */
  function pressOnFinding(event: KeyboardEvent, quotation: Id): boolean {
    if (event.key === 'Escape') {
      dismiss(quotation)
      return true
    }
    if (event.key === 'Tab' && !event.shiftKey && !listItemAt(editor) && !tableAt(editor)) {
      const first = document.querySelector<HTMLElement>('.drift button')
      first?.focus()
      return first !== null
    }
    if (!event.altKey || event.ctrlKey || event.metaKey) return false
    const act = { r: drift.restore, m: drift.mark, p: drift.paraphrase }[event.key.toLowerCase()]
    act?.(quotation)
    return act !== undefined
  }

  return (event) => {
    if (event.nativeEvent.isComposing) return
    // A field inside the text, as a figure's, keeps its keys for itself.
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return
    if (palette?.current?.key(event) || (noted && pressOnFinding(event, noted))) {
      event.preventDefault()
      return
    }
    const { preferences } = shell()
    if (isTakenAway(preferences, event.nativeEvent)) {
      // The window starts the command that has the keys now; where none has them, the browser must not act either.
      const chord = chordOf(event.nativeEvent)
      if (!commandIds.some((id) => keysOf(preferences, id).includes(chord ?? ''))) event.preventDefault()
      return
    }
    if (pressKey(editor, event.nativeEvent, acts)) {
      event.preventDefault()
      event.stopPropagation()
    } else if (event.key === ']' && !event.ctrlKey && !event.metaKey) {
      // The closing bracket of a typed `[@key]`: read after it has been typed.
      setTimeout(() => void resolveTyped(editor, session))
    }
  }
}
