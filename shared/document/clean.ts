/** Longest word that is set without a break opportunity, in code points. */
export const longestWord = 40

const lone = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/gu
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this looks for
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/gu
const bidi = /[\u202A-\u202E\u2066-\u2069]/gu
const noncharacters =
  /[\uFDD0-\uFDEF]|[\uFFFE\uFFFF]|[\u{1FFFE}\u{1FFFF}\u{2FFFE}\u{2FFFF}\u{3FFFE}\u{3FFFF}\u{4FFFE}\u{4FFFF}\u{5FFFE}\u{5FFFF}\u{6FFFE}\u{6FFFF}\u{7FFFE}\u{7FFFF}\u{8FFFE}\u{8FFFF}\u{9FFFE}\u{9FFFF}\u{AFFFE}\u{AFFFF}\u{BFFFE}\u{BFFFF}\u{CFFFE}\u{CFFFF}\u{DFFFE}\u{DFFFF}\u{EFFFE}\u{EFFFF}\u{FFFFE}\u{FFFFF}\u{10FFFE}\u{10FFFF}]/gu

/**
 * Text that may be set: lone surrogates become U+FFFD; control characters, noncharacters and bidirectional
 * embeddings, overrides and isolates go; tabs and line ends become spaces. Nothing visible is changed.
 */
export function cleanText(text: string): string {
  let wellFormed = ''
  let from = 0
  // Matched on UTF-16 units: with the u flag a lone half is a character of its own.
  for (const match of text.matchAll(lone)) {
    wellFormed += `${text.slice(from, match.index)}\uFFFD`
    from = match.index + match[0].length
  }
  wellFormed += text.slice(from)
  return wellFormed
    .replace(/[\t\n\r\u2028\u2029]+/gu, ' ')
    .replace(controls, '')
    .replace(noncharacters, '')
    .replace(bidi, '')
}

/**
 * Cuts text so that no piece holds more than `longestWord` code points without a space; addresses are left whole,
 * since they break by rules of their own. Joined, the pieces are the text.
 */
export function breakLongWords(text: string): string[] {
  if (text.length <= longestWord) return [text]
  const pieces: string[] = []
  let open = ''
  for (const word of text.split(/(\s+)/u)) {
    const points = word.length > longestWord && !/^(?:https?:\/\/|mailto:)/iu.test(word) ? [...word] : null
    if (!points || points.length <= longestWord) {
      open += word
      continue
    }
    for (let at = 0; at < points.length; at += longestWord) {
      const piece = points.slice(at, at + longestWord).join('')
      pieces.push(open + piece)
      open = ''
    }
  }
  if (open !== '') pieces.push(open)
  return pieces.length > 0 ? pieces : [text]
}
