/** More words than this add nothing to a search and cost time. */
const MAX_WORDS = 16

/** What unicode61 makes tokens of: letters, numbers and private-use characters. */
const HAS_TOKEN = /[\p{L}\p{N}\p{Co}]/u

/**
 * Words of a typed search as an FTS5 expression: each in quotes, so that no sign a person types is an operator; all
 * must occur; the last may be the beginning of a word.
 *
 * @param isTyping false when the last word is finished
 * @returns null when nothing typed can be found by words (empty, only signs or emoji)
 */
export function matchExpression(query: string, isTyping = true): string | null {
  const words = query
    .replaceAll('\0', ' ')
    .split(/\s+/u)
    .filter((word) => HAS_TOKEN.test(word))
    .slice(0, MAX_WORDS)
  if (words.length === 0) return null
  return `${words.map((word) => `"${word.replaceAll('"', '""')}"`).join(' ')}${isTyping ? '*' : ''}`
}

/** Case and diacritics folded, white space collapsed: for comparing words outside full text. */
export const foldWords = (words: string): string =>
  words
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .trim()
