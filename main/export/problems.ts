import { AttestError } from '../../shared/model/error.ts'

/** `U+1F600 (😀)` */
const nameOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')} (${character})`

/** Some words on both sides of the first place of `found` in a document's JSON, for a person to find it by. */
function around(document: string, found: string): string {
  const texts = [
    ...document.matchAll(/"(?:text|value|subject|label|attribution|title)":("(?:[^"\\]|\\.)*")/gu),
  ].map((match) => JSON.parse(match[1] ?? '""') as string)
  const text = texts.find((each) => each.includes(found))
  if (text === undefined) return ''
  const at = text.indexOf(found)
  return text.slice(Math.max(0, at - 40), at + found.length + 40).trim()
}

/**
 * What the compiler said, as an error a person can act on.
 *
 * @param problems the compiler's own words
 * @param document the resolved document's JSON, to say where a character stands
 */
export function compileError(problems: readonly string[], document: string): AttestError {
  // The compiler prints the text as a Rust string: `"\u{300}"` for what has no shape of its own.
  const missing = problems
    .map((problem) => /text [`'"\\]*(.+?)[`'"\\]* could not be displayed/su.exec(problem)?.[1])
    .find((found) => found !== undefined)
  const character = missing?.replace(/\\?u\{([0-9a-f]+)\}/giu, (_, hex: string) =>
    String.fromCodePoint(Number.parseInt(hex, 16)),
  )
  if (character) {
    const where = around(document, character)
    return new AttestError(
      'missing-glyph',
      `The character ${nameOf(character)} is in none of the fonts of the printed page${where ? `: “${where}”` : ''}.`,
      'Replace the character, or export a plain PDF, which shows an empty box there and is neither PDF/UA nor PDF/A. No file was written.',
    )
  }
  const first = problems[0] ?? 'The compiler gave no reason.'
  if (/converge/iu.test(first)) {
    return new AttestError(
      'compile-failed',
      'The pages of this document could not be settled: its page numbers kept changing.',
      'Add or remove a page break near the end and export again. No file was written.',
    )
  }
  return new AttestError(
    'compile-failed',
    `The document could not be set: ${first}`,
    'Nothing was written, and your text is safe. Try a plain PDF; if that fails too, report these words.',
  )
}

export const cancelled = (): AttestError =>
  new AttestError('cancelled', 'The export was stopped.', 'No file was written.')
