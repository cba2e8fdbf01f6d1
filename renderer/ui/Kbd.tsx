const isMac = typeof navigator !== 'undefined' && /mac/iu.test(navigator.userAgent)

const names: Record<string, string> = {
  Mod: isMac ? '⌘' : 'Ctrl',
  Alt: isMac ? '⌥' : 'Alt',
  Shift: isMac ? '⇧' : 'Shift',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Delete',
}

/** `Mod+Shift+L` as the words on the keys: `Ctrl Shift L`. */
export const keyWords = (keys: string): string =>
  keys
    .split(/(?<=.)\+(?=.)| /u)
    .map((key) => names[key] ?? key)
    .join(' ')

/** A shortcut, drawn as one key cap for each chord of a sequence (`G S` is two). */
export function Keys({ of }: { of: string }) {
  const chords = of.split(' ')
  return (
    <span className="keys">
      {chords.map((chord, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a fixed sequence; the same key may come twice
        <kbd key={index}>{keyWords(chord)}</kbd>
      ))}
    </span>
  )
}
