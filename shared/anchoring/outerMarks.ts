/** Opening quote marks and what closes them. */
const CLOSING: Record<string, string> = {
  '"': '"',
  "'": "'",
  '“': '”',
  '‘': '’',
  '„': '“”',
  '‚': '‘’',
  '«': '»',
  '»': '«',
  '‹': '›',
  '›': '‹',
  '”': '”',
  '「': '」',
  '『': '』',
  '＂': '＂',
}

const LETTER = /\p{L}/u

/** Whether the mark that opens the words is closed by their last character and not before. */
function isClosedAtEnd(words: string, opening: string): boolean {
  const closing = CLOSING[opening] ?? ''
  const last = words.length - 1
  if (last < 1 || !closing.includes(words.charAt(last))) return false
  let open = 1
  for (let at = 1; at < last; at += 1) {
    const character = words.charAt(at)
    const apostrophe = LETTER.test(words.charAt(at - 1)) && LETTER.test(words.charAt(at + 1))
    if (apostrophe) continue
    if (closing.includes(character)) open -= 1
    else if (character === opening) open += 1
    if (open === 0) return false
  }
  return open === 1
}

/**
 * The words without the pair of quote marks around them, if there is one, and how many UTF-16 units were taken off the
 * beginning. Marks around a part only, as in `“Yes”, he said, “no”`, stay.
 */
export function withoutOuterMarks(words: string): { text: string; skipped: number } {
  const trimmed = words.trim()
  if (!isClosedAtEnd(trimmed, trimmed.charAt(0))) return { text: words, skipped: 0 }
  const within = trimmed.slice(1, -1)
  const text = within.trim()
  if (text === '') return { text, skipped: 0 }
  // The spaces that French sets inside its marks belong to the marks.
  const skipped = words.length - words.trimStart().length + 1 + within.length - within.trimStart().length
  return { text, skipped }
}

const NO_CONTENT =
  /^[\s.\u2026\u22EF[\](){}'"`\u2018-\u201F\u2039\u203A\u00AB\u00BB\u300C-\u300F\uFF02\uFF07\u200B\uFEFF\u00AD]*$/u

/** Whether there is anything in the words besides white space, quote marks, brackets and ellipses. */
export function hasContent(words: string): boolean {
  return !NO_CONTENT.test(words)
}
