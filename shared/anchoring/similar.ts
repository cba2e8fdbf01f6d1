import { MAX_ALIGNMENT_CELLS, MAX_DISTANCE_CELLS } from './limits.ts'
import { type Token, tokenize, Vocabulary } from './tokens.ts'

/** A stretch of a text in UTF-16 units and how like the words it is, 0 to 1. */
export type Likeness = { start: number; end: number; score: number }

/** From this likeness on, words are read in the order of the source, without asking whether sentences were moved. */
const IN_ORDER = 0.75

/** How many letters two different words share at their beginning and end. */
function sharedLetters(left: string, right: string): number {
  const room = Math.min(left.length, right.length)
  let shared = 0
  while (shared < room && left.charCodeAt(shared) === right.charCodeAt(shared)) shared += 1
  let back = 0
  while (
    back < room - shared &&
    left.charCodeAt(left.length - 1 - back) === right.charCodeAt(right.length - 1 - back)
  ) {
    back += 1
  }
  return shared + back
}

/** What it costs, in letters, to read `memo` where the source has `source`; never more than leaving `memo` out. */
function replacement(memo: Token, source: Token): number {
  const longer = Math.max(memo.text.length, source.text.length)
  if (memo.kind !== source.kind) return memo.text.length + source.text.length + 2
  return Math.min(longer - sharedLetters(memo.text, source.text), memo.text.length)
}

/**
 * The stretch of `source` tokens that best reads as `memo`, word by word and in order (semi-global alignment), or
 * undefined where not even one word is aligned. Time and memory: one cell a pair of tokens, two rows kept.
 */
function alignedStretch(memo: Token[], source: Token[], ids: { memo: number[]; source: number[] }) {
  const width = source.length + 1
  let costs = new Float64Array(width)
  let starts = new Int32Array(width).map((_, at) => at)
  let nextCosts = new Float64Array(width)
  let nextStarts = new Int32Array(width)
  memo.forEach((word, row) => {
    // Words of the memo have to be explained: leaving one out costs more than passing over one of the source.
    const leftOut = 2 * word.text.length + 1
    nextCosts[0] = (costs[0] ?? 0) + leftOut
    nextStarts[0] = 0
    for (let at = 1; at < width; at += 1) {
      const other = source[at - 1]
      if (!other) continue
      const same = ids.memo[row] === ids.source[at - 1]
      let best = (costs[at - 1] ?? 0) + (same ? 0 : replacement(word, other))
      let start = starts[at - 1] ?? 0
      const dropped = (costs[at] ?? 0) + leftOut
      if (dropped < best) {
        best = dropped
        start = starts[at] ?? 0
      }
      const added = (nextCosts[at - 1] ?? 0) + other.text.length + 1
      if (added < best) {
        best = added
        start = nextStarts[at - 1] ?? 0
      }
      nextCosts[at] = best
      nextStarts[at] = start
    }
    ;[costs, nextCosts] = [nextCosts, costs]
    ;[starts, nextStarts] = [nextStarts, starts]
  })
  let end = 0
  for (let at = 1; at < width; at += 1) {
    const better = (costs[at] ?? 0) - (costs[end] ?? 0)
    const shorter = at - (starts[at] ?? 0) < end - (starts[end] ?? 0)
    if (better < 0 || (better === 0 && shorter)) end = at
  }
  const start = starts[end] ?? 0
  return start < end ? { start, end, cost: costs[end] ?? 0 } : undefined
}

/** The number of single letters to change, add or drop to make `left` of `right` (Levenshtein). */
export function letterDistance(left: string, right: string): number {
  let row = new Int32Array(right.length + 1).map((_, at) => at)
  let next = new Int32Array(right.length + 1)
  for (let at = 0; at < left.length; at += 1) {
    const unit = left.charCodeAt(at)
    next[0] = at + 1
    for (let other = 0; other < right.length; other += 1) {
      const changed = (row[other] ?? 0) + (unit === right.charCodeAt(other) ? 0 : 1)
      next[other + 1] = Math.min(changed, (row[other + 1] ?? 0) + 1, (next[other] ?? 0) + 1)
    }
    ;[row, next] = [next, row]
  }
  return row[right.length] ?? 0
}

function countPairs(ids: number[], size: number): Map<number, number> {
  const pairs = new Map<number, number>()
  for (let at = 1; at < ids.length; at += 1) {
    const pair = (ids[at - 1] ?? 0) * size + (ids[at] ?? 0)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}

/**
 * The stretch of `source` where most neighbouring words of `memo` are neighbours too, whatever the order, with the
 * share of pairs in common (Dice): finds sentences that changed places, and words too many to align.
 */
function sharedStretch(ids: { memo: number[]; source: number[] }, size: number) {
  const wanted = countPairs(ids.memo, size)
  let best = { start: 0, end: 0, gain: 0 }
  let start = 1
  let gain = 0
  for (let at = 1; at < ids.source.length; at += 1) {
    const pair = (ids.source[at - 1] ?? 0) * size + (ids.source[at] ?? 0)
    if (gain <= 0) {
      start = at
      gain = 0
    }
    gain += wanted.has(pair) ? 1 : -0.5
    if (gain > best.gain) best = { start: start - 1, end: at + 1, gain }
  }
  if (best.end === 0) return undefined
  const found = countPairs(ids.source.slice(best.start, best.end), size)
  let common = 0
  for (const [pair, count] of found) common += Math.min(count, wanted.get(pair) ?? 0)
  const pairs = ids.memo.length - 1 + (best.end - best.start - 1)
  return { start: best.start, end: best.end, score: (2 * common) / Math.max(1, pairs) }
}

/**
 * The stretch of `text` most like `words`, both in canonical form. The score is 1 − letter distance ÷ the longer
 * length, or the share of word pairs in common where that is more. Undefined where nothing is alike. The work is
 * bounded by MAX_ALIGNMENT_CELLS and MAX_DISTANCE_CELLS.
 */
export function likestStretch(words: string, text: string): Likeness | undefined {
  const memo = tokenize(words).filter((token) => token.kind !== 'space')
  const source = tokenize(text).filter((token) => token.kind !== 'space')
  const vocabulary = new Vocabulary()
  const ids = {
    memo: memo.map((token) => vocabulary.idOf(token.text)),
    source: source.map((token) => vocabulary.idOf(token.text)),
  }
  let best: Likeness | undefined
  if (memo.length * source.length <= MAX_ALIGNMENT_CELLS) {
    const aligned = alignedStretch(memo, source, ids)
    if (aligned) {
      const start = source[aligned.start]?.start ?? 0
      const end = source[aligned.end - 1]?.end ?? start
      const longer = Math.max(words.length, end - start)
      const cells = words.length * (end - start)
      const exactly = cells <= MAX_DISTANCE_CELLS
      const distance = exactly ? letterDistance(words, text.slice(start, end)) : aligned.cost
      best = { start, end, score: Math.max(0, 1 - distance / longer) }
    }
  }
  if (memo.length < 3 || (best && best.score >= IN_ORDER)) return best
  const shared = sharedStretch(ids, vocabulary.size)
  if (shared && shared.score > (best?.score ?? 0)) {
    const start = source[shared.start]?.start ?? 0
    best = { start, end: source[shared.end - 1]?.end ?? start, score: shared.score }
  }
  return best
}
