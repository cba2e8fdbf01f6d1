import { findSimilar } from './candidates.ts'
import { codePointLength, splitsPair } from './codePoints.ts'
import { diffWords } from './diff.ts'
import { MAX_CANDIDATES, MAX_PLACES, MIN_SIMILAR_CODE_POINTS } from './limits.ts'
import { lostWords } from './lost.ts'
import { normalizeText, normalizeWords } from './normalize.ts'
import { eachNormalizedPlace } from './normalizedPlaces.ts'
import { eachOccurrence } from './occurrences.ts'
import { asPrepared, type PreparedText, type SourceText } from './prepared.ts'
import type { PassageSelector } from './selector.ts'
import type { PassageVerdict, Place } from './verdict.ts'
import { isWordEdge } from './wordEdge.ts'

/** A stretch of the extraction in UTF-16 units. */
export type Span = { start: number; end: number }

/** The span in code points, as verdicts give it. */
export function placeOf(prepared: PreparedText, span: Span): Place {
  return { start: prepared.index.toCodePoint(span.start), end: prepared.index.toCodePoint(span.end) }
}

/** The stretch of the original from which the stretch `start` to `end` of its canonical form was made. */
export function sourceSpan(prepared: PreparedText, start: number, end: number): Span {
  const { normalized } = prepared
  return { start: normalized.sourceStart(start), end: normalized.sourceEnd(end) }
}

/** The span at which the passage is stored, if its words still stand there to the letter. */
export function storedSpan(prepared: PreparedText, passage: PassageSelector): Span | undefined {
  if (passage.exact === '' || !Number.isInteger(passage.start) || passage.start < 0) return undefined
  const start = prepared.index.toUtf16(passage.start)
  const end = start + passage.exact.length
  if (!prepared.text.startsWith(passage.exact, start) || splitsPair(prepared.text, end)) return undefined
  return { start, end }
}

/** Enough context to recognise a place by: eight code points, or as much as there was up to the text's end. */
const STRONG_CONTEXT = 8

function samePrefix(left: string, right: string): number {
  let shared = 0
  while (shared < left.length && left.charCodeAt(shared) === right.charCodeAt(shared)) shared += 1
  return shared
}

function sameSuffix(left: string, right: string): number {
  let shared = 0
  while (
    shared < left.length &&
    left.charCodeAt(left.length - 1 - shared) === right.charCodeAt(right.length - 1 - shared)
  ) {
    shared += 1
  }
  return shared
}

/** What the selector tells of the passage's surroundings, to recognise them in another text. */
class Surroundings {
  readonly #prefix: string
  readonly #suffix: string
  readonly #cutsWord: { start: boolean; end: boolean }

  constructor(prefix: string, exact: string, suffix: string) {
    this.#prefix = prefix
    this.#suffix = suffix
    const around = prefix + exact + suffix
    this.#cutsWord = {
      start: !isWordEdge(around, prefix.length),
      end: !isWordEdge(around, prefix.length + exact.length),
    }
  }

  /** How many units of the context on both sides are the same at this span, and whether one side is so entirely. */
  compare(text: string, span: Span): { same: number; before: boolean; after: boolean } {
    const left = sameSuffix(
      this.#prefix,
      text.slice(Math.max(0, span.start - this.#prefix.length), span.start),
    )
    const right = samePrefix(this.#suffix, text.slice(span.end, span.end + this.#suffix.length))
    const long = (context: string) => codePointLength(context) >= STRONG_CONTEXT
    return {
      same: left + right,
      before: left === this.#prefix.length && long(this.#prefix),
      after:
        right === this.#suffix.length &&
        (long(this.#suffix) || span.end + this.#suffix.length === text.length),
    }
  }

  /**
   * Whether the passage may have moved to this span: its ends are ends of words here, or cut a word as they did where
   * the passage was marked, or the surroundings on one side came along.
   */
  allows(text: string, span: Span): boolean {
    const start = isWordEdge(text, span.start) || (this.#cutsWord.start && this.#endsAlike(text, span.start))
    const end = isWordEdge(text, span.end) || (this.#cutsWord.end && this.#beginsAlike(text, span.end))
    if (start && end) return true
    const { before, after } = this.compare(text, span)
    return before || after
  }

  #endsAlike(text: string, at: number): boolean {
    return this.#prefix !== '' && text.charCodeAt(at - 1) === this.#prefix.charCodeAt(this.#prefix.length - 1)
  }

  #beginsAlike(text: string, at: number): boolean {
    return this.#suffix !== '' && text.charCodeAt(at) === this.#suffix.charCodeAt(0)
  }

  /** Of several spans the only one whose surroundings are entirely those of the passage on at least one side. */
  recognize(text: string, spans: Span[]): Span | undefined {
    if (this.#prefix === '' && this.#suffix === '') return undefined
    let best: { span: Span; same: number; known: boolean } | undefined
    let tied = false
    for (const span of spans) {
      const { same, before, after } = this.compare(text, span)
      if (best && same < best.same) continue
      tied = best !== undefined && same === best.same
      best = { span, same, known: before || after }
    }
    return best?.known && !tied ? best.span : undefined
  }
}

function movedTo(prepared: PreparedText, passage: PassageSelector): PassageVerdict | undefined {
  const around = new Surroundings(passage.prefix, passage.exact, passage.suffix)
  const spans: Span[] = []
  eachOccurrence(prepared.text, passage.exact, 0, prepared.text.length, (start) => {
    const span = { start, end: start + passage.exact.length }
    if (around.allows(prepared.text, span)) spans.push(span)
    return spans.length < MAX_CANDIDATES
  })
  const found = spans.length === 1 ? spans[0] : around.recognize(prepared.text, spans)
  if (found) return { verdict: 'relocated', score: 1, ...placeOf(prepared, found) }
  if (spans.length === 0) return undefined
  const places = spans.slice(0, MAX_PLACES).map((span) => placeOf(prepared, span))
  return { verdict: 'ambiguous', score: 1, places }
}

/** The passage's surroundings in canonical form, white space around the passage counted to the surroundings. */
function normalizedSurroundings({ prefix, exact, suffix }: PassageSelector): Surroundings {
  const { text, fromSource } = normalizeText(prefix + exact + suffix)
  const from = fromSource(prefix.length, 'start')
  const words = text.slice(from, fromSource(prefix.length + exact.length, 'end'))
  const start = from + words.length - words.trimStart().length
  const end = start + words.trim().length
  return new Surroundings(text.slice(0, start), text.slice(start, end), text.slice(end))
}

function rewrittenAs(prepared: PreparedText, passage: PassageSelector): PassageVerdict | undefined {
  const words = normalizeWords(passage.exact)
  const { normalized } = prepared
  const around = normalizedSurroundings(passage)
  const spans: Span[] = []
  eachNormalizedPlace(normalized, words, 0, normalized.text.length, (start, end) => {
    const whole = normalized.isEdge(start) && normalized.isEdge(end)
    if (whole && around.allows(normalized.text, { start, end })) spans.push({ start, end })
    return spans.length < MAX_CANDIDATES
  })
  if (spans.length === 0) return undefined
  const places = spans.map((span) => placeOf(prepared, sourceSpan(prepared, span.start, span.end)))
  const known = spans.length > 1 ? around.recognize(normalized.text, spans) : spans[0]
  const distance = (place: Place) => Math.abs(place.start - passage.start)
  const nearest = places.reduce((best, place) => (distance(place) < distance(best) ? place : best))
  const chosen = known ? placeOf(prepared, sourceSpan(prepared, known.start, known.end)) : nearest
  const several = known || places.length === 1 ? {} : { places: places.slice(0, MAX_PLACES) }
  return { verdict: 'normalized', score: 1, ...chosen, ...several }
}

/**
 * The verdict on `words` that are like the span, with the comparison; undefined where either is shorter, as it is
 * written, than words that may be called alike.
 */
export function alteredAt(
  prepared: PreparedText,
  span: Span,
  score: number,
  words: string,
): PassageVerdict | undefined {
  const source = prepared.text.slice(span.start, span.end)
  if (Math.min(codePointLength(source), codePointLength(words.trim())) < MIN_SIMILAR_CODE_POINTS)
    return undefined
  const diff = diffWords(source, words)
  const lost = lostWords(source, words, diff)
  // Equality was ruled out before: likeness in letters must never read as certainty.
  const capped = Math.min(score, 0.999)
  return {
    verdict: 'altered',
    score: capped,
    ...placeOf(prepared, span),
    diff,
    ...(lost.length > 0 ? { lost } : {}),
  }
}

function changedInto(prepared: PreparedText, passage: PassageSelector): PassageVerdict | undefined {
  const { normalized } = prepared
  const words = normalizeWords(passage.exact).text
  const near = normalized.fromSource(prepared.index.toUtf16(passage.start), 'start')
  const found = findSimilar(words, normalized.text, { start: near, end: near + words.length })
  if (!found) return undefined
  return alteredAt(prepared, sourceSpan(prepared, found.start, found.end), found.score, passage.exact)
}

/**
 * Looks for a stored passage in an extraction, the one it was marked in or that of a newer capture, and answers with
 * the best rung of the ladder that holds:
 *
 * - `exact`: the words stand to the letter at the stored position; word edges do not matter there.
 * - `relocated`: to the letter elsewhere, at one place, or at the one place whose surroundings are the stored ones.
 * - `ambiguous`: to the letter at several places that the surroundings do not tell apart; `places`, no position.
 * - `normalized`: equal in canonical form (normalize.ts); with `places` when there are several, nearest chosen.
 * - `altered`: like enough (limits.ts), with `diff` (source is the text now, memo the stored words) and `lost`.
 * - `absent`.
 *
 * Never throws, whatever the strings and numbers are. Linear in the text apart from bounded comparisons.
 */
export function locatePassage(text: SourceText, passage: PassageSelector): PassageVerdict {
  const prepared = asPrepared(text)
  const stored = storedSpan(prepared, passage)
  if (stored) return { verdict: 'exact', score: 1, ...placeOf(prepared, stored) }
  return (
    movedTo(prepared, passage) ??
    rewrittenAs(prepared, passage) ??
    changedInto(prepared, passage) ?? { verdict: 'absent', score: 0 }
  )
}
