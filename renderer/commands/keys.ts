import { matches, type Pressed, parseChord } from '../../shared/commands/chord.ts'
import { boundCommands, canRun } from './registry.ts'

/** Whether an element takes typed text. */
export function takesText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable) return true
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type)
}

/** Keys that type or move in a text field. */
const isPlain = (chord: string): boolean =>
  !/^(?:Mod|Alt)\+/u.test(chord) && !/^(?:Shift\+)?F\d+$/u.test(chord) && chord !== 'Escape'

/** Starts commands from the keyboard. Returns the function that ends it. */
export function bindKeys(target: Window): () => void {
  /** The chord a sequence began with, and when (ms). */
  let first: { event: Pressed; at: number } | null = null

  const onKeyDown = (event: KeyboardEvent): void => {
    if (
      event.defaultPrevented ||
      event.isComposing ||
      // The right Alt of many keyboards writes signs; Windows reports it as Ctrl and Alt.
      (event.getModifierState('AltGraph') && event.key.length === 1) ||
      ['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)
    )
      return
    const inText = takesText(event.target)
    const modal = document.querySelector('dialog[open]') !== null
    const before = first !== null && event.timeStamp - first.at < 1200 ? first.event : null
    first = null
    let begins = false
    for (const command of boundCommands()) {
      for (const keys of command.keys ?? []) {
        if (inText && (isPlain(keys) || command.inText === false)) continue
        const chords = keys.split(' ').map(parseChord)
        const [one, two] = chords
        if (one === undefined) continue
        if (two !== undefined) {
          if (before !== null && matches(one, before) && matches(two, event) && !modal && canRun(command)) {
            event.preventDefault()
            void command.run()
            return
          }
          if (matches(one, event)) begins = true
        } else if (before === null && matches(one, event) && !modal && canRun(command)) {
          event.preventDefault()
          void command.run()
          return
        }
      }
    }
    if (begins && !inText && !modal) first = { event, at: event.timeStamp }
  }
  target.addEventListener('keydown', onKeyDown)
  return () => target.removeEventListener('keydown', onKeyDown)
}
