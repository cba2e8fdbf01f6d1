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

/** What of a `KeyboardEvent` decides. */
export interface Pressed {
  readonly key: string
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

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

/** Keys that have a name instead of a sign, as `KeyboardEvent.key` says it. */
const named =
  /^(?:F(?:[1-9]|1\d|2[0-4])|Enter|Tab|Escape|Backspace|Delete|Insert|Home|End|PageUp|PageDown|Arrow(?:Up|Down|Left|Right)|ContextMenu|Space)$/u

/** A pressed key as a chord of the catalogue's kind; null for a modifier alone and for keys that have no name. */
export function chordOf(event: Pressed): string | null {
  const place = /^(?:Key|Digit)(.)$/u.exec(event.code)?.[1]
  const sign = event.key === ' ' ? 'Space' : event.key
  const isSign = [...sign].length === 1
  if (!isSign && !named.test(sign)) return null
  // A letter or digit by its sign where it is one of ours, else by its place: the same on every layout.
  const isLetter = /^[a-z]$/iu.test(sign)
  const key = isLetter
    ? sign.toUpperCase()
    : isSign && place && (event.shiftKey || !/^[!-~]$/u.test(sign))
      ? place
      : sign
  const tellsShift = key.length > 1 || /[\p{L}\p{N}]/u.test(key)
  return [
    ...(event.ctrlKey || event.metaKey ? ['Mod'] : []),
    ...(event.altKey ? ['Alt'] : []),
    ...(event.shiftKey && tellsShift ? ['Shift'] : []),
    key,
  ].join('+')
}
