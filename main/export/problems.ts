import { AttestError } from '../../shared/model/error.ts'

/** `U+1F600 (😀)`; what has no shape of its own by its number alone. */
function nameOf(character: string): string {
  const numbers = [...character].map(
    (point) => `U+${(point.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
  return /^[\p{C}\p{Z}\p{M}]+$/u.test(character) ? numbers.join(' ') : `${numbers.join(' ')} (${character})`
}

/** Code points of context on each side. */
const contextLength = 30

/** Keys of a resolved document that hold words, in the order they are set. */
const wordKeys = new Set([
  ...['text', 'subject', 'subtitle', 'label', 'value', 'organization', 'number', 'marking', 'mark', 'title'],
  ...['basis', 'detail', 'running'],
])

/** Every string of a resolved document that is set on the page, in order. */
function* wordsOf(node: unknown, key = ''): Generator<string> {
  if (typeof node === 'string') {
    if (wordKeys.has(key)) yield node
  } else if (Array.isArray(node)) for (const each of node) yield* wordsOf(each)
  else if (node !== null && typeof node === 'object') {
    for (const [name, each] of Object.entries(node)) yield* wordsOf(each, name)
  }
}

/** Some words on both sides of the first place of `found`, for a person to find it by; empty when it is nowhere. */
function around(document: unknown, found: string): string {
  for (const words of wordsOf(document)) {
    const at = words.indexOf(found)
    if (at < 0) continue
    const before = [...words.slice(0, at)]
    const after = [...words.slice(at + found.length)]
    // Whole words, where the cut does not come right beside the character.
    const head = before.slice(-contextLength).join('')
    const tail = after.slice(0, contextLength).join('')
    const start = before.length > contextLength ? head.replace(/^\S*\s+/u, '') : head
    const end = after.length > contextLength ? tail.replace(/\s+\S*$/u, '') : tail
    return `${start}${found}${end}`.trim()
  }
  return ''
}

/** The compiler prints text as a Rust string: `"\u{300}"` for what has no shape of its own, and escapes it once more. */
const unescaped = (printed: string): string =>
  printed
    .replace(/\\+u\{([0-9a-f]+)\}/giu, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/\\+(?=["'\\])/gu, '')

/** The characters that the compiler found in no font, each once, in its order. */
function missingCharacters(problems: readonly string[]): string[] {
  const found = problems.flatMap((problem) => [
    ...problem.matchAll(
      /text `\\*"(.+?)\\*"` could not be displayed|disallowed codepoint `\\*"(.+?)\\*"`/gsu,
    ),
  ])
  const characters = [...new Set(found.map((match) => unescaped(match[1] ?? match[2] ?? '')))].filter(Boolean)
  // A letter is named beside the sign over it that no font has: the sign is what is missing.
  const strange = characters.filter((character) => !/^[ -~]$/u.test(character))
  return strange.length > 0 ? strange : characters
}

/** How many missing characters a message names. */
const mostNamed = 5

function missingGlyph(characters: readonly string[], document: unknown): AttestError {
  const [first = ''] = characters
  const where = around(document, first)
  const place = where === '' ? '' : `: it stands in “${where}”`
  const others = characters.slice(1, mostNamed).map(nameOf)
  const more = characters.length > mostNamed ? ` and ${characters.length - mostNamed} others` : ''
  return new AttestError(
    'missing-glyph',
    `None of the fonts of the printed page has the character ${nameOf(first)}${place}.${
      others.length > 0 ? ` The same goes for ${others.join(', ')}${more}.` : ''
    }`,
    'Replace it, or export a plain PDF, which shows an empty box there and is neither PDF/UA nor PDF/A. No file was written.',
  )
}

/**
 * What the compiler said, as an error a person can act on.
 *
 * @param problems the compiler's own words
 * @param document the resolved document, to say where a character stands
 */
export function compileError(problems: readonly string[], document: unknown): AttestError {
  const missing = missingCharacters(problems)
  if (missing.length > 0) return missingGlyph(missing, document)
  if (problems.some((problem) => /converge/iu.test(problem))) {
    return new AttestError(
      'compile-failed',
      'The pages of this document could not be settled: its page numbers kept changing.',
      'Add or remove a page break near the end and export again. No file was written.',
    )
  }
  const picture = problems.find((problem) => /(?:decode|parse) (?:image|svg)|image format/iu.test(problem))
  if (picture !== undefined) {
    return new AttestError(
      'damaged',
      `A picture of this briefing cannot be printed: ${picture}.`,
      'Replace it by one that was saved again in another program, then export again. No file was written.',
    )
  }
  return new AttestError(
    'compile-failed',
    `The document could not be set: ${problems[0] ?? 'the compiler gave no reason'}`,
    'Nothing was written, and your text is safe. Try a plain PDF; if that fails too, report these words.',
  )
}

export const cancelled = (): AttestError =>
  new AttestError('cancelled', 'The export was stopped.', 'No file was written.')
