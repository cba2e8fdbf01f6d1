import { boundCommands, canRun } from './registry.ts'

export interface Chord {
  readonly mod: boolean
  readonly alt: boolean
  readonly shift: boolean
  readonly key: string
}

/** `Mod+Shift+L` as its parts; the key is compared in lower case. */
export function parseChord(chord: string): Chord {
  const parts = chord.split(/(?<=.)\+(?=.)/u)
  const key = parts.at(-1) ?? ''
  return {
    mod: parts.includes('Mod'),
    alt: parts.includes('Alt'),
    shift: parts.includes('Shift'),
    key: key.toLowerCase(),
  }
}

type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Whether a pressed key is the chord. Letters and digits also match by their place, for other keyboard layouts. */
export function matches(chord: Chord, event: Pressed): boolean {
  if (chord.mod !== (event.ctrlKey || event.metaKey) || chord.alt !== event.altKey) return false
  const key = event.key.toLowerCase()
  // `?` or `[` may need Shift on the keyboard; only letters, digits and named keys tell Shift apart.
  const named = chord.key.length > 1 || /[\p{L}\p{N}]/u.test(chord.key)
  if (named && chord.shift !== event.shiftKey) return false
  if (key === chord.key) return true
  const place = /^(?:Key|Digit)(.)$/u.exec(event.code)?.[1]?.toLowerCase()
  const foreign = !/^[\u0020-\u007e]$/u.test(event.key) || /\d/u.test(chord.key)
  return (chord.mod || foreign) && place === chord.key
}

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
