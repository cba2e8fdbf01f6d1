import { findSimilar } from './candidates.ts'
import { codePointIndex, codePointLength } from './codePoints.ts'
import { describeMarks } from './hidden.ts'
import { leastScore, MARKED_WINDOW, MAX_CANDIDATES, MAX_PLACES, MAX_SEGMENTS } from './limits.ts'
import { alteredAt, locatePassage, placeOf, type Span, sourceSpan, storedSpan } from './locate.ts'
import { findMarked } from './marked.ts'
import { type MarkedWords, readMarks } from './marks.ts'
import { normalizeWords } from './normalize.ts'
import { eachNormalizedPlace } from './normalizedPlaces.ts'
import { eachOccurrence } from './occurrences.ts'
import { hasContent, withoutOuterMarks } from './outerMarks.ts'
import { asPrepared, type PreparedText, type SourceText } from './prepared.ts'
import type { PassageSelector } from './selector.ts'
import { findAcrossCues, isSpoken, spokenSpans } from './spoken.ts'
import type { Place, QuotationVerdict } from './verdict.ts'
import { isWordEdge } from './wordEdge.ts'

/** What a quotation is checked against. */
export type QuotationEvidence = {
  /** The whole extraction the passage points into. */
  text: SourceText
  /** The passage of the quote or claim that the quotation is bound to. */
  passage: PassageSelector
  /** The spoken parts of a quote interrupted by a cue, in code points of the text. */
  segments?: readonly Place[]
}

/** The passage in the text: where it is, whether it is where it was stored, and what of it was spoken. */
type Home = { span: Span; stored: boolean; spoken: Span[] | undefined }

function findHome(prepared: PreparedText, { passage, segments }: QuotationEvidence): Home | undefined {
  const stored = storedSpan(prepared, passage)
  if (stored) return { span: stored, stored: true, spoken: spokenSpans(prepared.index, segments, 0) }
  const { verdict, start, end } = locatePassage(prepared, passage)
  if (start === undefined || end === undefined) return undefined
  const span = { start: prepared.index.toUtf16(start), end: prepared.index.toUtf16(end) }
  // Segments can be carried along only where the passage is still the same, letter by letter.
  const spoken =
    verdict === 'relocated' ? spokenSpans(prepared.index, segments, start - passage.start) : undefined
  return { span, stored: false, spoken }
}

/** Ends at which a quotation may begin or end inside a word: there a person has marked the passage. */
function openEdges(home: Home): Set<number> {
  return new Set([home.span, ...(home.spoken ?? [])].flatMap(({ start, end }) => [start, end]))
}

function exactAtHome(prepared: PreparedText, words: string, home: Home): QuotationVerdict | undefined {
  const { text } = prepared
  const open = openEdges(home)
  let found: Span | undefined
  eachOccurrence(text, words, home.span.start, home.span.end, (start) => {
    const end = start + words.length
    const whole = (open.has(start) || isWordEdge(text, start)) && (open.has(end) || isWordEdge(text, end))
    if (whole && isSpoken(home.spoken, { start, end })) found = { start, end }
    return found === undefined
  })
  return found && { verdict: home.stored ? 'exact' : 'relocated', score: 1, ...placeOf(prepared, found) }
}

function exactElsewhere(prepared: PreparedText, words: string, home?: Home): QuotationVerdict | undefined {
  const { text } = prepared
  const spans: Span[] = []
  eachOccurrence(text, words, 0, text.length, (start) => {
    const end = start + words.length
    if (isWordEdge(text, start) && isWordEdge(text, end)) spans.push({ start, end })
    return spans.length < MAX_CANDIDATES
  })
  if (spans.length === 0) return undefined
  // Words that go on beyond the passage on both sides, or on one, are meant where they hold it.
  const around = home
    ? spans.filter((span) => span.start <= home.span.start && span.end >= home.span.end)
    : []
  const only = spans.length === 1 ? spans[0] : around.length === 1 ? around[0] : undefined
  if (only) return { verdict: 'relocated', score: 1, ...placeOf(prepared, only) }
  const places = spans.slice(0, MAX_PLACES).map((span) => placeOf(prepared, span))
  return { verdict: 'ambiguous', score: 1, places }
}

function acrossCues(prepared: PreparedText, words: string, home?: Home): QuotationVerdict | undefined {
  const spans = home?.spoken && findAcrossCues(prepared, normalizeWords(words), home.spoken)
  const first = spans?.[0]
  const last = spans?.at(-1)
  if (!first || !last) return undefined
  return { verdict: 'normalized', score: 1, ...placeOf(prepared, { start: first.start, end: last.end }) }
}

function inCanonicalForm(prepared: PreparedText, words: string, home?: Home): QuotationVerdict | undefined {
  const { normalized } = prepared
  const wanted = normalizeWords(words)
  const search = (from: number, to: number, open: ReadonlySet<number>, most: number) => {
    const spans: Span[] = []
    const edge = (at: number) => open.has(at) || isWordEdge(normalized.text, at)
    eachNormalizedPlace(normalized, wanted, from, to, (start, end) => {
      const whole = normalized.isEdge(start) && normalized.isEdge(end) && edge(start) && edge(end)
      const span = sourceSpan(prepared, start, end)
      if (whole && (most > 1 || isSpoken(home?.spoken, span))) spans.push(span)
      return spans.length < most
    })
    return spans
  }
  if (home) {
    const { start, end } = homeInCanonicalForm(prepared, home)
    const open = new Set(
      [...openEdges(home)].flatMap((at) => [
        normalized.fromSource(at, 'start'),
        normalized.fromSource(at, 'end'),
      ]),
    )
    const inside = search(start, end, open, 1)[0]
    if (inside) return { verdict: 'normalized', score: 1, ...placeOf(prepared, inside) }
  }
  const spans = search(0, normalized.text.length, new Set(), MAX_CANDIDATES)
  const distance = (span: Span) => Math.abs(span.start - (home?.span.start ?? 0))
  const [nearest] = [...spans].sort((left, right) => distance(left) - distance(right))
  if (!nearest) return undefined
  const several = spans.slice(0, MAX_PLACES).map((span) => placeOf(prepared, span))
  return {
    verdict: 'normalized',
    score: 1,
    ...placeOf(prepared, nearest),
    ...(several.length > 1 ? { places: several } : {}),
  }
}

/** The passage's stretch of the canonical text. */
function homeInCanonicalForm({ normalized }: PreparedText, { span }: Home): Span {
  return { start: normalized.fromSource(span.start, 'start'), end: normalized.fromSource(span.end, 'end') }
}

function withMarks(
  prepared: PreparedText,
  words: { text: string; skipped: number; whole: string },
  marked: MarkedWords,
  home?: Home,
): QuotationVerdict | undefined {
  const chain = findMarked(prepared.normalized, marked, home && homeInCanonicalForm(prepared, home))
  const spans = chain?.map(({ start, end }) => sourceSpan(prepared, start, end))
  const first = spans?.[0]
  const last = spans?.at(-1)
  if (!spans || !first || !last) return undefined
  const { alterations, lost } = describeMarks(words.text, marked, prepared.text, spans, home?.spoken)
  const index = codePointIndex(words.whole)
  const kept = marked.segments.reduce((sum, segment) => sum + segment.length, 0)
  const put = marked.gaps
    .flatMap((gap) => gap.marks)
    .reduce((sum, mark) => sum + (mark.kind === 'bracket' ? mark.content.length : 0), 0)
  return {
    verdict: 'marked',
    score: kept / (kept + put),
    ...placeOf(prepared, { start: first.start, end: last.end }),
    alterations: alterations.map(({ kind, start, end }) => ({
      kind,
      start: index.toCodePoint(start + words.skipped),
      end: index.toCodePoint(end + words.skipped),
    })),
    ...(lost.length > 0 ? { lost } : {}),
  }
}

/**
 * Where a quotation with ellipses and changed words stands: from the first to the last stretch that is recognised.
 * Stretches too short to be recognised when changed count as unlike.
 */
function similarInPieces(prepared: PreparedText, pieces: string[], near: Span | undefined) {
  const text = prepared.normalized.text
  let start = Number.POSITIVE_INFINITY
  let end = 0
  let length = 0
  let alike = 0
  for (const piece of pieces.slice(0, MAX_SEGMENTS)) {
    const words = normalizeWords(piece).text
    length += words.length
    const found = findSimilar(words, text, near)
    if (!found) continue
    alike += found.score * words.length
    start = Math.min(start, found.start)
    end = Math.max(end, found.end)
  }
  return alike > 0 && end - start <= MARKED_WINDOW + length
    ? { start, end, score: alike / length }
    : undefined
}

function alike(
  prepared: PreparedText,
  words: string,
  marked: MarkedWords | undefined,
  home?: Home,
): QuotationVerdict | undefined {
  const near = home && homeInCanonicalForm(prepared, home)
  const plain = normalizeWords(marked ? marked.pieces.join(' ') : words).text
  let found = findSimilar(plain, prepared.normalized.text, near)
  if (marked && marked.pieces.length > 1) {
    const pieces = similarInPieces(prepared, marked.pieces, near)
    if (pieces && pieces.score > (found?.score ?? leastScore(codePointLength(plain)))) found = pieces
  }
  if (!found) return undefined
  return alteredAt(prepared, sourceSpan(prepared, found.start, found.end), found.score, words)
}

/**
 * Checks the words of a quotation against the source they are bound to, and answers with the best rung of the ladder
 * that holds. `words` are what stands inside the memo's quote marks; a pair of marks around them is tolerated.
 *
 * - `exact`: whole words inside the passage, to the letter. With `segments`, they begin and end in spoken words.
 * - `relocated`: to the letter at one place elsewhere, or in a passage that is no longer where it was stored.
 * - `ambiguous`: to the letter at several places, none of them in the passage; `places`, no position.
 * - `normalized`: equal in canonical form (normalize.ts), in the passage or else nearest to it, with `places` where
 *   there are several; also spoken words that run on across a cue, from the first to the last of them.
 * - `marked`: the source's words in order, with `alterations` that the words mark as such, and `lost` negations and
 *   conditions that they hide. In the passage, or within a bounded window of the text (limits.ts).
 * - `altered`: like the source, with `diff`, and `lost` where a negation or condition went without a sign.
 * - `absent`: anything else, and words that are empty or nothing but quote marks, brackets and ellipses.
 *
 * Positions are code points. For exact and relocated, the text from `start` to `end` is the words to the letter
 * (without the outer marks). Never throws; the work is bounded as limits.ts says.
 */
export function verifyQuotation(words: string, evidence: QuotationEvidence): QuotationVerdict {
  const prepared = asPrepared(evidence.text)
  const home = findHome(prepared, evidence)
  const atOnce = home && hasContent(words) ? exactAtHome(prepared, words, home) : undefined
  if (atOnce) return atOnce
  const inner = withoutOuterMarks(words)
  if (!hasContent(inner.text)) return { verdict: 'absent', score: 0 }
  const forms = inner.skipped > 0 ? [words, inner.text] : [words]
  for (const form of forms) {
    const found = home && exactAtHome(prepared, form, home)
    if (found) return found
  }
  // White space around the words is no part of them: in the passage they are equal, whatever stands elsewhere.
  const trimmed = inner.text.trim()
  if (home && trimmed !== inner.text) {
    const found = exactAtHome(prepared, trimmed, home)
    if (found) return { ...found, verdict: 'normalized' }
  }
  for (const form of forms) {
    const found = exactElsewhere(prepared, form, home)
    if (found) return found
  }
  const equal = acrossCues(prepared, inner.text, home) ?? inCanonicalForm(prepared, inner.text, home)
  if (equal) return equal
  const marked = readMarks(inner.text)
  const permitted = marked && withMarks(prepared, { ...inner, whole: words }, marked, home)
  if (permitted) return permitted
  if (marked && marked.segments.length === 0) return { verdict: 'absent', score: 0 }
  return alike(prepared, inner.text, marked, home) ?? { verdict: 'absent', score: 0 }
}
