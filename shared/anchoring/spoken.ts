import type { CodePointIndex } from './codePoints.ts'
import type { Span } from './locate.ts'
import { type NormalizedText, type NormalizedWords, normalizeText } from './normalize.ts'
import { eachNormalizedPlace } from './normalizedPlaces.ts'
import type { PreparedText } from './prepared.ts'
import type { Place } from './verdict.ts'
import { isWordEdge } from './wordEdge.ts'

/**
 * The spoken segments of a quote that a cue interrupts ("“We will wait,” the minister said, “for an answer.”") as UTF-16
 * spans, in order, moved along by `shift` code points when the passage has moved; undefined when there are none.
 */
export function spokenSpans(
  index: CodePointIndex,
  segments: readonly Place[] | undefined,
  shift: number,
): Span[] | undefined {
  if (!segments || segments.length === 0) return undefined
  const spans = segments.map(({ start, end }) => ({
    start: index.toUtf16(start + shift),
    end: index.toUtf16(end + shift),
  }))
  return spans.filter(({ start, end }) => start < end).sort((left, right) => left.start - right.start)
}

/** Whether the span begins and ends in words that were spoken; what lies between may be a cue, printed in full. */
export function isSpoken(spoken: readonly Span[] | undefined, span: Span): boolean {
  if (!spoken) return true
  const holds = (at: number) => spoken.some(({ start, end }) => at >= start && at <= end)
  return holds(span.start) && holds(span.end)
}

type Joined = {
  words: NormalizedText
  parts: { from: number; to: number; text: NormalizedText; span: Span }[]
}

/** The spoken segments as one text in canonical form; `bare` leaves out the comma set before the cue. */
function joinSegments(text: string, spoken: readonly Span[], bare: boolean): Joined {
  const parts: Joined['parts'] = []
  let words = ''
  spoken.forEach((span, at) => {
    const part = normalizeText(text.slice(span.start, span.end))
    const lead = part.text.length - part.text.trimStart().length
    let own = part.text.trim()
    if (bare && at < spoken.length - 1) own = own.replace(/,$/, '')
    if (own === '') return
    if (words !== '') words += ' '
    parts.push({ from: words.length - lead, to: words.length + own.length, text: part, span })
    words += own
  })
  return { words: normalizeText(words), parts }
}

/**
 * Where the words run across a cue: they are what was spoken, one segment after the other, with only the cue left out
 * (and the comma before it, if they like). Gives the stretches of the source they are made of, one a segment.
 */
export function findAcrossCues(
  prepared: PreparedText,
  words: NormalizedWords,
  spoken: readonly Span[],
): Span[] | undefined {
  if (spoken.length < 2) return undefined
  for (const bare of [false, true]) {
    const joined = joinSegments(prepared.text, spoken, bare)
    let found: Span[] | undefined
    eachNormalizedPlace(joined.words, words, 0, joined.words.text.length, (start, end) => {
      if (!isWordEdge(joined.words.text, start) || !isWordEdge(joined.words.text, end)) return true
      found = joined.parts
        .filter((part) => part.from < end && part.to > start)
        .map(({ from, to, text, span }) => ({
          start: span.start + text.sourceStart(Math.max(0, start - from)),
          end: span.start + text.sourceEnd(Math.min(end, to) - from),
        }))
      return false
    })
    if (found) return found
  }
  return undefined
}
