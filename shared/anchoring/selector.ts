import { sliceCodePoints } from './codePoints.ts'
import { CONTEXT_CODE_POINTS } from './limits.ts'
import { eachOccurrence } from './occurrences.ts'
import { asPrepared, type SourceText } from './prepared.ts'
import type { Place } from './verdict.ts'

/**
 * A passage as it is stored: W3C Web Annotation TextQuoteSelector and TextPositionSelector in one. Positions are
 * code points of the extraction, end exclusive; prefix and suffix are up to 32 code points around the passage.
 */
export type PassageSelector = { exact: string; prefix: string; suffix: string; start: number; end: number }

/**
 * The selector for the code points `start` to `end` (exclusive) of `text`; positions past an end are clamped to it.
 * `context` is how many code points are kept on each side. Near the ends of the text there are fewer.
 */
export function describePassage(
  text: SourceText,
  start: number,
  end: number,
  context: number = CONTEXT_CODE_POINTS,
): PassageSelector {
  const prepared = asPrepared(text)
  const { index } = prepared
  const from = index.toUtf16(start)
  const to = Math.max(from, index.toUtf16(end))
  const first = index.toCodePoint(from)
  const last = index.toCodePoint(to)
  return {
    exact: prepared.text.slice(from, to),
    prefix: prepared.text.slice(index.toUtf16(first - context), from),
    suffix: sliceCodePoints(prepared.text.slice(to, to + 2 * context), 0, context),
    start: first,
    end: last,
  }
}

/**
 * All places of `exact` in `text`, letter by letter, in code points, in order and overlapping ones included; also
 * inside words. An empty string has no place. Linear in both lengths.
 */
export function findExact(text: SourceText, exact: string): Place[] {
  const { text: whole, index } = asPrepared(text)
  const places: Place[] = []
  eachOccurrence(whole, exact, 0, whole.length, (at) => {
    places.push({ start: index.toCodePoint(at), end: index.toCodePoint(at + exact.length) })
    return true
  })
  return places
}
