import { withoutOuterMarks } from '../../../shared/anchoring/outerMarks.ts'

/** A stretch of a passage: words the source prints in quote marks, or what it says around them. */
export interface Stretch {
  readonly spoken: boolean
  readonly text: string
}

const inMarks = /[“„«"]([^“”„«»"]+)[”“»"]/gu
const anyMark = /[“”„«»"]/u

/** One line: a passage may run over the lines of its source. */
export const onOneLine = (words: string): string => words.replace(/\s*\n\s*/gu, ' ')

/** The words without the pair of quote marks around all of them: those are the document's to set. */
export const withoutMarks = (words: string): string => withoutOuterMarks(words).text.trim()

/**
 * What a passage prints in quote marks and what it does not, in order. A passage without marks, or with marks that do
 * not pair, is one spoken stretch: whoever took the quote selected the spoken words themselves.
 */
export function stretchesOf(passage: string): Stretch[] {
  const words = onOneLine(passage.trim())
  const found: Stretch[] = []
  let from = 0
  for (const match of words.matchAll(inMarks)) {
    if (match.index > from) found.push({ spoken: false, text: words.slice(from, match.index) })
    found.push({ spoken: true, text: (match[1] ?? '').trim() })
    from = match.index + match[0].length
  }
  if (from < words.length) found.push({ spoken: false, text: words.slice(from) })
  const paired =
    found.some(({ spoken }) => spoken) && !found.some((each) => !each.spoken && anyMark.test(each.text))
  return paired ? found : [{ spoken: true, text: withoutMarks(words) }]
}

/** The spoken words as one quotation; `[…]` stands where the source interrupts them with a cue. */
export const spokenWords = (passage: string): string =>
  stretchesOf(passage)
    .filter(({ spoken }) => spoken)
    .map(({ text }) => text)
    .join(' […] ')
