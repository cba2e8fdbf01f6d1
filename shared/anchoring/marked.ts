import { codePointLength } from './codePoints.ts'
import {
  MARKED_WINDOW,
  MAX_ANCHORS,
  MAX_REPLACED,
  MAX_REPLACED_ENDING,
  MAX_SEGMENT_PLACES,
  MAX_SEGMENTS,
  MIN_SIMILAR_CODE_POINTS,
} from './limits.ts'
import type { Gap, MarkedWords, Segment } from './marks.ts'
import { type NormalizedText, normalizeWords } from './normalize.ts'
import { eachNormalizedPlace } from './normalizedPlaces.ts'
import { isWordEdge } from './wordEdge.ts'

/** A stretch of the canonical text, in its UTF-16 units. */
type Stretch = { start: number; end: number }

/** The places of a marked quotation's segments, in order, one for each. */
export type Chain = Stretch[]

/** Where segments may lie, and the passage's own ends, at which a word may be cut. */
type Region = Stretch & { openEdges: ReadonlySet<number> }

/** The places of one segment in the region that are whole words, or end where a bracket continues the word. */
function placesOf(
  text: NormalizedText,
  segment: Segment,
  before: Gap,
  after: Gap,
  region: Region,
): Stretch[] {
  const places: Stretch[] = []
  const edge = (at: number) => region.openEdges.has(at) || isWordEdge(text.text, at)
  const insideWord = before.gluedBefore && before.gluedAfter
  for (const words of segment.spellings) {
    eachNormalizedPlace(text, words, region.start, region.end, (start, end) => {
      const whole = text.isEdge(start) && text.isEdge(end)
      if (whole && (insideWord || edge(start)) && (after.gluedBefore || edge(end))) {
        places.push({ start, end })
      }
      return places.length < MAX_SEGMENT_PLACES
    })
  }
  return segment.spellings.length > 1 ? places.sort((left, right) => left.start - right.start) : places
}

/** Whether the marks of a gap may stand for what the source has between two segments. */
function mayHide(gap: Gap, hidden: string): boolean {
  const words = hidden.trim()
  if (words === '' || gap.marks.some((mark) => mark.kind === 'ellipsis')) return true
  const brackets = gap.marks.filter((mark) => mark.kind === 'bracket' || mark.kind === 'sic')
  if (brackets.length === 0) return false
  // The source has these very brackets.
  const content = brackets.map((mark) => normalizeWords(mark.content).text).join('] [')
  if (words === `[${content}]`) return true
  if (gap.marks.every((mark) => mark.kind !== 'bracket')) return false
  if (gap.gluedBefore) {
    // `impos[ed]` stands for the rest of the word that `impos` began, and for no further word.
    return words.length <= MAX_REPLACED_ENDING && !/^\s/.test(hidden) && !/\s/.test(words)
  }
  if (gap.gluedAfter) return false
  return words.length <= MAX_REPLACED && brackets.some((mark) => mark.content !== '')
}

type Link = Stretch & { first: number; previous: number }

/**
 * The tightest chain of the segments in order within the region: for each place of a segment the latest place of the
 * segment before it that the marks between them allow. The latest hides least, so if it is not allowed none is.
 */
function tightestChain(text: NormalizedText, words: MarkedWords, region: Region, maxSpan: number) {
  const columns: Link[][] = []
  for (const [number, segment] of words.segments.entries()) {
    const before = words.gaps[number]
    const after = words.gaps[number + 1]
    if (!before || !after) return undefined
    const earlier = columns[number - 1]
    const column: Link[] = []
    let latest = -1
    let byEnd: number[] = []
    if (earlier)
      byEnd = earlier.map((_, at) => at).sort((a, b) => (earlier[a]?.end ?? 0) - (earlier[b]?.end ?? 0))
    for (const place of placesOf(text, segment, before, after, region)) {
      if (!earlier) {
        column.push({ ...place, first: place.start, previous: -1 })
        continue
      }
      while (latest + 1 < byEnd.length && (earlier[byEnd[latest + 1] ?? 0]?.end ?? 0) <= place.start)
        latest += 1
      const previous = latest < 0 ? -1 : (byEnd[latest] ?? -1)
      const link = earlier[previous]
      if (!link || place.end - link.first > maxSpan) continue
      if (mayHide(before, text.text.slice(link.end, place.start))) {
        column.push({ ...place, first: link.first, previous })
      }
    }
    if (column.length === 0) return undefined
    columns.push(column)
  }
  let best: Link | undefined
  for (const link of columns.at(-1) ?? []) {
    if (!best || link.end - link.first < best.end - best.first) best = link
  }
  if (!best) return undefined
  const chain: Chain = []
  for (let number = columns.length - 1, link: Link | undefined = best; link && number >= 0; number -= 1) {
    chain.unshift({ start: link.start, end: link.end })
    link = columns[number - 1]?.[link.previous]
  }
  return chain
}

/** The chain nearest to the passage (or the first) that spans no more than the window, anywhere in the text. */
function chainAnywhere(
  text: NormalizedText,
  words: MarkedWords,
  window: number,
  near: number,
): Chain | undefined {
  const longest = words.segments.reduce(
    (best, segment, at) => (segment.length > (words.segments[best]?.length ?? 0) ? at : best),
    0,
  )
  const anchor = words.segments[longest]
  const before = words.gaps[longest]
  const after = words.gaps[longest + 1]
  if (!anchor || !before || !after) return undefined
  const openEdges = new Set<number>()
  const everywhere = { start: 0, end: text.text.length, openEdges }
  const anchors = placesOf(text, anchor, before, after, everywhere)
    .sort((left, right) => Math.abs(left.start - near) - Math.abs(right.start - near))
    .slice(0, MAX_ANCHORS)
  for (const { start, end } of anchors) {
    const region = { start: Math.max(0, end - window), end: start + window, openEdges }
    const chain = tightestChain(text, words, region, window)
    if (chain) return chain
  }
  return undefined
}

/**
 * Where the segments of a marked quotation stand: in order, each as it is in canonical form, with nothing between
 * them but what their marks may hide. First within `home` (the passage, in units of the canonical text); then within
 * a window of 2,000 units plus the length of the words, and only if the segments have 12 code points between them.
 */
export function findMarked(text: NormalizedText, words: MarkedWords, home?: Stretch): Chain | undefined {
  if (words.segments.length === 0 || words.segments.length > MAX_SEGMENTS) return undefined
  if (home) {
    const region = { ...home, openEdges: new Set([home.start, home.end]) }
    const chain = tightestChain(text, words, region, home.end - home.start)
    if (chain) return chain
  }
  const length = words.segments.reduce((sum, segment) => sum + segment.length, 0)
  if (codePointLength(words.pieces.join(' ')) < MIN_SIMILAR_CODE_POINTS) return undefined
  return chainAnywhere(text, words, MARKED_WINDOW + length, home?.start ?? 0)
}
