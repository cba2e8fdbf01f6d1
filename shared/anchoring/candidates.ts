import { codePointLength } from './codePoints.ts'
import { leastScore, MAX_SIMILAR_LENGTH, MIN_SIMILAR_CODE_POINTS } from './limits.ts'
import { type Likeness, likestStretch } from './similar.ts'

/** Buckets for runs of three letters; two runs in one bucket only make a window look better than it is. */
const BUCKETS = 1 << 17
/** Good enough to stop looking elsewhere when it stands where the words are bound to. */
const GOOD_SCORE = 0.8
/** What a place near the bound passage is worth against a slightly better one elsewhere. */
const NEARNESS = 0.05

function bucket(text: string, at: number): number {
  const mixed =
    Math.imul(text.charCodeAt(at), 0x9e3779b1) ^
    Math.imul(text.charCodeAt(at + 1), 0x85ebca6b) ^
    Math.imul(text.charCodeAt(at + 2), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 15)) & (BUCKETS - 1)
}

/** Moves `at` to the nearest space on that side, at most 40 units away, so that no word is cut. */
function toSpace(text: string, at: number, step: -1 | 1): number {
  for (let moved = 0; moved < 40; moved += 1) {
    const place = at + moved * step
    if (place <= 0) return 0
    if (place >= text.length) return text.length
    if (text.charCodeAt(step < 0 ? place - 1 : place) === 32) return place
  }
  return at
}

type Stretch = { start: number; end: number }

/**
 * The stretches of `text` that share most runs of three letters with `words`, best first: one pass over the text,
 * whatever its length, counting in blocks half as long as the words.
 */
function likelyStretches(words: string, text: string): Stretch[] {
  const known = new Uint8Array(BUCKETS)
  for (let at = 0; at + 2 < words.length; at += 1) known[bucket(words, at)] = 1
  const block = Math.max(16, words.length >> 1)
  const hits = new Int32Array(Math.ceil(text.length / block) + 2)
  for (let at = 0; at + 2 < text.length; at += 1) {
    if (known[bucket(text, at)]) {
      const number = Math.floor(at / block)
      hits[number] = (hits[number] ?? 0) + 1
    }
  }
  const least = Math.max(1, (words.length - 2) * 0.25)
  const found: { block: number; hits: number }[] = []
  for (let at = 0; at < hits.length - 1; at += 1) {
    const here = (hits[at] ?? 0) + (hits[at + 1] ?? 0)
    if (here >= least) found.push({ block: at, hits: here })
  }
  // How many are weighed: more for short words, whose letters are found in many places.
  const count = Math.min(24, Math.max(4, Math.floor(2_400 / words.length)))
  found.sort((left, right) => right.hits - left.hits)
  return found.slice(0, count).map(({ block: at }) => ({
    start: toSpace(text, Math.max(0, at * block - block), -1),
    end: toSpace(text, Math.min(text.length, (at + 3) * block), 1),
  }))
}

function weigh(words: string, text: string, { start, end }: Stretch): Likeness | undefined {
  const found = likestStretch(words, text.slice(start, end))
  return found && { start: start + found.start, end: start + found.end, score: found.score }
}

/**
 * The place of `text` most like `words` (both in canonical form, UTF-16 offsets), if it is like enough to be called
 * altered: {@link leastScore}, and neither the words nor the place shorter than 12 code points. `near` is where the
 * words should stand: it is weighed first, wins when it is good or nearly the best, and spares the search elsewhere.
 */
export function findSimilar(words: string, text: string, near?: Stretch): Likeness | undefined {
  const length = codePointLength(words)
  if (length < MIN_SIMILAR_CODE_POINTS || words.length > MAX_SIMILAR_LENGTH) return undefined
  let best: Likeness | undefined
  let worth = 0
  const take = (found: Likeness | undefined, bonus: number) => {
    if (!found || found.score + bonus <= worth) return
    if (found.score < leastScore(length)) return
    if (codePointLength(text.slice(found.start, found.end)) < MIN_SIMILAR_CODE_POINTS) return
    best = found
    worth = found.score + bonus
  }
  if (near) {
    const room = Math.max(64, words.length)
    const inside = Math.min(near.end, near.start + 4 * MAX_SIMILAR_LENGTH)
    const start = toSpace(text, Math.max(0, near.start - room), -1)
    take(weigh(words, text, { start, end: toSpace(text, Math.min(text.length, inside + room), 1) }), NEARNESS)
    if (worth >= GOOD_SCORE + NEARNESS) return best
  }
  for (const stretch of likelyStretches(words, text)) take(weigh(words, text, stretch), 0)
  return best
}
