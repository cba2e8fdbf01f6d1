/**
 * Counting in Unicode code points.
 *
 * Every position Attest stores or hands out counts code points, as the W3C text selectors do; JavaScript
 * strings count UTF-16 units. A surrogate pair is one code point of two units, a lone surrogate is one code
 * point of one unit, exactly as `for…of` walks a string. A position past either end is clamped to that end.
 */

/** How many code points lie between two samples of an index: a lookup walks at most this far. */
const SAMPLE = 64

const PAIR = /[\uD800-\uDBFF][\uDC00-\uDFFF]/
const PAIRS = /[\uD800-\uDBFF][\uDC00-\uDFFF]/g

function isPairAt(text: string, offset: number): boolean {
  const high = text.charCodeAt(offset)
  if (high < 0xd800 || high > 0xdbff) return false
  const low = text.charCodeAt(offset + 1)
  return low >= 0xdc00 && low <= 0xdfff
}

/** Whether the UTF-16 offset `offset` falls between the two halves of one code point. */
export function splitsPair(text: string, offset: number): boolean {
  return offset > 0 && isPairAt(text, offset - 1)
}

function clamp(position: number, max: number): number {
  if (!(position > 0)) return 0
  return position < max ? Math.floor(position) : max
}

/** The number of code points in `text`. */
export function codePointLength(text: string): number {
  if (!PAIR.test(text)) return text.length
  let pairs = 0
  PAIRS.lastIndex = 0
  while (PAIRS.test(text)) pairs += 1
  return text.length - pairs
}

/** Walks `count` code points on from the UTF-16 offset `from` and gives the offset reached. */
function walk(text: string, from: number, count: number): number {
  let offset = from
  for (let left = count; left > 0 && offset < text.length; left -= 1) {
    offset += isPairAt(text, offset) ? 2 : 1
  }
  return offset
}

/** The UTF-16 offset at which the code point number `index` of `text` begins. Linear; see {@link codePointIndex}. */
export function codePointToUtf16(text: string, index: number): number {
  return walk(text, 0, clamp(index, text.length))
}

/**
 * The number of the code point that holds the UTF-16 unit at `index`; an offset between the halves of a pair
 * belongs to that pair. Linear; see {@link codePointIndex}.
 */
export function utf16ToCodePoint(text: string, index: number): number {
  const end = clamp(index, text.length)
  return codePointLength(text.slice(0, splitsPair(text, end) ? end - 1 : end))
}

/** The part of `text` from code point `start` up to, not including, code point `end`. */
export function sliceCodePoints(text: string, start: number, end: number): string {
  const from = clamp(start, text.length)
  const to = clamp(end, text.length)
  if (to <= from) return ''
  const first = walk(text, 0, from)
  return text.slice(first, walk(text, first, to - from))
}

/** Fast translation of positions in one text; made by {@link codePointIndex}. */
export type CodePointIndex = {
  /** The text's length in code points. */
  readonly length: number
  /** Code point number to UTF-16 offset, clamped to the text. */
  toUtf16(index: number): number
  /** UTF-16 offset to the number of the code point that holds it, clamped to the text. */
  toCodePoint(offset: number): number
}

/**
 * Builds an index for many lookups in one text: one pass now, then constant time for `toUtf16` and a binary
 * search for `toCodePoint`. A text without surrogate pairs needs no table at all.
 */
export function codePointIndex(text: string): CodePointIndex {
  if (!PAIR.test(text)) {
    const same = (position: number) => clamp(position, text.length)
    return { length: text.length, toUtf16: same, toCodePoint: same }
  }
  const samples: number[] = []
  let length = 0
  for (let offset = 0; offset < text.length; length += 1) {
    if (length % SAMPLE === 0) samples.push(offset)
    offset += isPairAt(text, offset) ? 2 : 1
  }
  return {
    length,
    toUtf16(index) {
      const wanted = clamp(index, length)
      if (wanted === length) return text.length
      return walk(text, samples[Math.floor(wanted / SAMPLE)] ?? 0, wanted % SAMPLE)
    },
    toCodePoint(offset) {
      const wanted = clamp(offset, text.length)
      if (wanted === text.length) return length
      let low = 0
      let high = samples.length - 1
      while (low < high) {
        const middle = (low + high + 1) >> 1
        if ((samples[middle] ?? 0) <= wanted) low = middle
        else high = middle - 1
      }
      let at = samples[low] ?? 0
      let count = low * SAMPLE
      while (at < wanted) {
        at += isPairAt(text, at) ? 2 : 1
        if (at <= wanted) count += 1
      }
      return count
    },
  }
}
