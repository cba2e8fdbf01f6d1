/** A stretch of text in UTF-16 units, end exclusive, with what the groups of a regular expression caught. */
export interface Span {
  readonly start: number
  readonly end: number
  /** Group 0 is all of it. */
  readonly groups: readonly string[]
}

export interface Pattern {
  /** Every place in a text, in order, never empty and never overlapping. */
  find(text: string): readonly Span[]
}

export interface Query {
  readonly words: string
  readonly matchCase: boolean
  readonly wholeWord: boolean
  readonly regex: boolean
}

/** What people type for characters that they see. */
const typedFor: Record<string, string> = {
  "'": "['‘’]",
  '"': '["“”]',
  ' ': '[ \\u00a0\\u2009\\u202f]',
  '-': '[-\\u2010\\u2011]',
}
const bare = (words: string): string =>
  [...words]
    .map((character) => typedFor[character] ?? character.replace(/[$()*+.?[\\\]^{|}]/u, '\\$&'))
    .join('')

const wordCharacter = /[\p{L}\p{M}\p{N}_]/u

const endsInsideWord = (text: string, { start, end }: Span): boolean => {
  const joined = (at: number): boolean => {
    const before = [...text.slice(Math.max(0, at - 2), at)].pop() ?? ''
    const after = [...text.slice(at, at + 2)][0] ?? ''
    return wordCharacter.test(before) && wordCharacter.test(after)
  }
  return joined(start) || joined(end)
}

/**
 * What to look for, made ready. Straight quote marks, spaces and hyphens also find their typographic forms. A regular
 * expression is RE2's (https://github.com/google/re2/wiki/Syntax): it takes time in proportion to the text whatever is
 * typed, where the browser's own could stop the window.
 *
 * @returns the pattern, null for an empty query, or in words why it is no regular expression
 */
export async function patternOf(query: Query): Promise<Pattern | null | { readonly problem: string }> {
  const { words, matchCase, wholeWord, regex } = query
  if (words === '') return null
  const whole = (find: (text: string) => Span[]) => ({
    find: (text: string) =>
      find(text).filter((span) => span.end > span.start && !(wholeWord && endsInsideWord(text, span))),
  })
  if (!regex) {
    const pattern = new RegExp(bare(words), matchCase ? 'gu' : 'giu')
    return whole((text) =>
      [...text.matchAll(pattern)].map(({ 0: all, index }) => ({
        start: index,
        end: index + all.length,
        groups: [all],
      })),
    )
  }
  const { RE2JS } = await import('re2js')
  try {
    const compiled = RE2JS.compile(words, matchCase ? 0 : RE2JS.CASE_INSENSITIVE)
    return whole((text) => {
      const spans: Span[] = []
      const matcher = compiled.matcher(text)
      while (matcher.find()) {
        const groups = Array.from({ length: matcher.groupCount() + 1 }, (_, n) => matcher.group(n) ?? '')
        spans.push({ start: matcher.start(), end: matcher.end(), groups })
      }
      return spans
    })
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) }
  }
}

/** What takes the place of a hit: for a regular expression `$1` to `$9` and `$&` stand for what was caught. */
export const replacementFor = ({ groups }: Span, replacement: string, regex: boolean): string =>
  regex
    ? replacement.replace(/\$([$&1-9])/gu, (_, name: string) =>
        name === '$' ? '$' : (groups[name === '&' ? 0 : Number(name)] ?? ''),
      )
    : replacement
