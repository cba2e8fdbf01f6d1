/** One piece of an RTF file (Rich Text Format 1.9.1, “RTF Syntax”). */
export type Token =
  | { readonly kind: 'open' | 'close' }
  /** A control word with its number (null where it has none), or a control symbol: one sign. */
  | { readonly kind: 'control'; readonly word: string; readonly value: number | null }
  /** One byte of text, written in hexadecimal. */
  | { readonly kind: 'byte'; readonly value: number }
  /** Text, a Latin-1 character for each byte. */
  | { readonly kind: 'text'; readonly text: string }

// One place at a time: whatever a file holds, each step goes on by at least one sign.
const piece =
  /\\([a-zA-Z]{1,40})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\/suy

/** The pieces of an RTF file, given with one Latin-1 character a byte; binary data (`\bin`) is passed over. */
export function* tokensOf(file: string): Generator<Token> {
  let at = 0
  while (at < file.length) {
    piece.lastIndex = at
    const match = piece.exec(file)
    if (match === null) {
      at += 1
      continue
    }
    at = piece.lastIndex
    const [, word, number, byte, symbol, brace, text] = match
    if (word !== undefined) {
      const value = number === undefined ? null : Number(number)
      if (word === 'bin') at += Math.max(0, value ?? 0)
      else yield { kind: 'control', word, value }
    } else if (byte !== undefined) yield { kind: 'byte', value: Number.parseInt(byte, 16) }
    else if (symbol !== undefined) yield { kind: 'control', word: symbol, value: null }
    else if (brace !== undefined) yield { kind: brace === '{' ? 'open' : 'close' }
    else if (text !== undefined) yield { kind: 'text', text }
  }
}
