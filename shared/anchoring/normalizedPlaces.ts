import { MAX_JOINT_STEPS } from './limits.ts'
import type { NormalizedText, NormalizedWords } from './normalize.ts'
import { eachOccurrence } from './occurrences.ts'

/** The longest stretch of the words without a hyphen or a joint: it stands in the text as it is, or not at all. */
function longestPiece(words: NormalizedWords): { from: number; to: number } {
  let best = { from: 0, to: 0 }
  let from = 0
  for (let at = 0; at <= words.text.length; at += 1) {
    const hyphen = words.text.charCodeAt(at) === 45
    if (at < words.text.length && !hyphen && !words.joints.has(at)) continue
    if (at - from > best.to - best.from) best = { from, to: at }
    // The space after such a hyphen need not be in the text either.
    from = hyphen ? at + (words.text.charCodeAt(at + 1) === 32 ? 2 : 1) : at
  }
  return best
}

/**
 * Calls `visit` with start and end of every place of `words` in `text` between the offsets `from` and `to`, in order,
 * until it gives false. A hyphen that the text has at a line's end may be missing in the words, stand there as a
 * hyphen, or as a hyphen and a space; a hyphen at a line's end of the words may stand in the text or not.
 */
export function eachNormalizedPlace(
  text: NormalizedText,
  words: NormalizedWords,
  from: number,
  to: number,
  visit: (start: number, end: number) => boolean,
): void {
  const hyphenated = words.joints.size > 0 || (text.joints.size > 0 && words.text.includes('-'))
  if (!hyphenated) {
    eachOccurrence(text.text, words.text, from, to, (at) => visit(at, at + words.text.length))
    return
  }
  let steps = 0
  const startOf = (wordsAt: number, textAt: number): number => {
    let inWords = wordsAt
    let inText = textAt
    while (inWords > 0) {
      steps += 1
      const unit = words.text.charCodeAt(inWords - 1)
      if (inText > 0 && unit === text.text.charCodeAt(inText - 1)) {
        inWords -= 1
        inText -= 1
      } else if (unit === 45 && text.joints.has(inText)) inWords -= 1
      else if (unit === 32 && words.text.charCodeAt(inWords - 2) === 45 && text.joints.has(inText))
        inWords -= 2
      else if (words.joints.has(inWords) && text.text.charCodeAt(inText - 1) === 45) inText -= 1
      else return -1
    }
    return inText
  }
  const endOf = (wordsAt: number, textAt: number): number => {
    let inWords = wordsAt
    let inText = textAt
    while (inWords < words.text.length) {
      steps += 1
      const unit = words.text.charCodeAt(inWords)
      if (inText < text.text.length && unit === text.text.charCodeAt(inText)) {
        inWords += 1
        inText += 1
      } else if (unit === 45 && text.joints.has(inText)) {
        inWords += words.text.charCodeAt(inWords + 1) === 32 ? 2 : 1
      } else if (words.joints.has(inWords) && text.text.charCodeAt(inText) === 45) inText += 1
      else return -1
    }
    return inText
  }
  const piece = longestPiece(words)
  const anchor = words.text.slice(piece.from, piece.to)
  eachOccurrence(text.text, anchor, from, to, (at) => {
    const start = startOf(piece.from, at)
    const end = start < 0 ? -1 : endOf(piece.to, at + anchor.length)
    if (steps > MAX_JOINT_STEPS) return false
    return end < 0 || start < from || end > to || visit(start, end)
  })
}
