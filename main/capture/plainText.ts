import { countWords } from '../../shared/document/words.ts'

/**
 * The text of an extraction: LF line ends, no byte order mark, U+FFFD for NUL and for lone surrogates; nothing else is
 * changed (no Unicode normalisation, no trimming), so that passages are the document's own characters.
 */
export function cleanText(text: string): string {
  return text
    .replace(/^\ufeff+/u, '')
    .replace(/\r\n?/gu, '\n')
    .replace(/[\0\p{Cs}]/gu, '\ufffd')
}

/** True when nothing would show: white space, format characters and replaced characters only. */
export const isBlank = (text: string): boolean => !/[^\s\p{Cf}\p{Cc}\u{fffd}]/u.test(text)

/** Most characters (code points) that a line taken for a headline may have. */
const longestHeadline = 150

/**
 * The first line where it looks like a headline, else null. It does when it stands alone (an empty line and more text
 * follow), has at least two words and at most 150 characters, begins with a capital, a digit or a letter of a script
 * without capitals (quote marks before it allowed), and does not end as a sentence or a label does (. ; : ,).
 */
export function headlineOf(text: string): string | null {
  const start = /\S/u.exec(text.slice(0, 10_000))
  if (start === null) return null
  const match = /^([^\n]{1,1000})\n[^\S\n]*\n\s*\S/u.exec(text.slice(start.index, start.index + 12_000))
  const line = match?.[1]?.trim() ?? ''
  if ([...line].length > longestHeadline || countWords(line) < 2) return null
  if (!/^[\p{Pi}\p{Ps}"'¿¡]*[\p{Lu}\p{Lt}\p{Lo}\p{N}]/u.test(line)) return null
  if (/[.;:,。；：，…]['"’”»)\]]*$/u.test(line)) return null
  return line
}
