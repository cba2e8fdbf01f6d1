import { splitsPair } from './codePoints.ts'

/** This much of a needle is looked for with the engine's own search, which then takes at most 64 steps a unit. */
const HEAD = 64

/** For each prefix of `needle`, the length of its longest proper prefix that is also its suffix. */
function borders(needle: string): Int32Array {
  const table = new Int32Array(needle.length)
  let length = 0
  for (let at = 1; at < needle.length; at += 1) {
    const unit = needle.charCodeAt(at)
    while (length > 0 && needle.charCodeAt(length) !== unit) length = table[length - 1] ?? 0
    if (needle.charCodeAt(length) === unit) length += 1
    table[at] = length
  }
  return table
}

/** Knuth–Morris–Pratt: linear, however repetitive text and needle are. */
function searchRepetitive(
  text: string,
  needle: string,
  from: number,
  to: number,
  visit: (at: number) => boolean,
): void {
  const table = borders(needle)
  let matched = 0
  for (let at = from; at < to; at += 1) {
    const unit = text.charCodeAt(at)
    while (matched > 0 && needle.charCodeAt(matched) !== unit) matched = table[matched - 1] ?? 0
    if (needle.charCodeAt(matched) === unit) matched += 1
    if (matched === needle.length) {
      if (!visit(at + 1 - needle.length)) return
      matched = table[matched - 1] ?? 0
    }
  }
}

/**
 * Calls `visit` with the UTF-16 offset of every place of `needle` in `text` between `from` and `to` (both clamped),
 * overlapping ones included, in order, until it gives false. A place that would cut a surrogate pair in two is
 * none. An empty needle has no place.
 */
export function eachOccurrence(
  text: string,
  needle: string,
  from: number,
  to: number,
  visit: (at: number) => boolean,
): void {
  const first = Math.max(0, from)
  const last = Math.min(text.length, to)
  if (needle === '' || last - first < needle.length) return
  const whole = (at: number) => splitsPair(text, at) || splitsPair(text, at + needle.length) || visit(at)
  // Search only the stretch asked for: indexOf has no end of its own.
  const stretch = first === 0 && last === text.length ? text : text.slice(first, last)
  const head = needle.slice(0, HEAD)
  // Where the head alone is found again and again, comparing the rest each time would be quadratic.
  let compared = 0
  for (let at = stretch.indexOf(head); at >= 0; at = stretch.indexOf(head, at + 1)) {
    if (needle.length > HEAD) {
      compared += needle.length
      if (compared > 4 * stretch.length + 100 * needle.length) {
        searchRepetitive(text, needle, first + at, last, whole)
        return
      }
      if (!stretch.startsWith(needle, at)) continue
    }
    if (!whole(first + at)) return
  }
}
