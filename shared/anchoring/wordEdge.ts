import { splitsPair } from './codePoints.ts'

/**
 * Where a quotation may begin and end.
 *
 * Words count as found only where they are whole words of the source: "on hold" does not stand in "upon holder",
 * "can" not in "can’t", "500 people" not in "1,500 people", "aligned" not in "non-aligned". The rules follow
 * Unicode's word boundaries (UAX #29) where a quotation needs them, and differ from them where a shorter
 * quotation would say something else than the source. Scripts written without spaces between words, and Hangul
 * with its particles, only have to be cut between whole characters. Offsets are UTF-16 units.
 */

const WORD = /[\p{L}\p{N}\p{M}\p{Pc}]/u
const LETTER = /[\p{L}\p{M}]/u
const DIGIT = /\p{N}/u
/** Scripts whose words are not parted by spaces, and Korean, whose particles follow a word at once. */
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}\p{sc=Tibt}\p{sc=Yiii}\u30FC]/u
/** What belongs to the character before it: marks, joiners, skin tones, flag tags. */
const EXTENDS = /\u200D|[\p{M}\u200C\p{Emoji_Modifier}\u{E0020}-\u{E007F}]/u
const PICTOGRAPH = /\p{Extended_Pictographic}/u
const REGIONAL = /\p{Regional_Indicator}/u
/** Invisible characters inside or around a word; a zero width space parts words and is not among them. */
const TRANSPARENT = /[\p{Cf}\p{M}]/u
const ZERO_WIDTH_SPACE = '\u200B'
const APOSTROPHE = /['\u2019\u2018\u201B\u02BC\uFF07]/u
const INSIDE_NUMBER = /[.,:/'\u2019\u00B7\u066B\u066C\u00A0\u2009\u202F]/u
const MINUS = /[-\u2212]/u
const HYPHEN = /[-\u2010\u2011]/u
/** What French, Italian and Catalan write before an apostrophe; "n’" is left out, as it negates. */
const ELISION =
  /(?<!\p{L})(?:l|d|j|m|s|t|c|qu|jusqu|lorsqu|puisqu|quoiqu|dell|nell|sull|dall|all|un|quest|quell)$/iu
/** Prefixes and endings joined by a hyphen that turn a word into its opposite. */
const NEGATING_PREFIX = /(?<!\p{L})(?:non|un|anti|ex|pseudo|quasi|not|never)$/iu
const NEGATING_ENDING = /^(?:free|less)(?!\p{L})/iu
/** Hangul written in single letters: a vowel or final belongs to the syllable before it. */
const JAMO_LEAD = /[\u1100-\u11A7\uA960-\uA97F\uAC00-\uD7B0-\uD7C6]/
const JAMO_FOLLOW = /[\u1160-\u11FF\uD7B0-\uD7FB]/

/** The code point that begins at `offset`, as a string; '' past the end. */
function characterAt(text: string, offset: number): string {
  const point = text.codePointAt(offset)
  return point === undefined ? '' : String.fromCodePoint(point)
}

/** The code point that ends at `offset`, as a string; '' at the beginning. */
function characterBefore(text: string, offset: number): string {
  if (offset <= 0) return ''
  return splitsPair(text, offset - 1) ? text.slice(offset - 2, offset) : text.charAt(offset - 1)
}

function isTransparent(character: string): boolean {
  return character !== ZERO_WIDTH_SPACE && TRANSPARENT.test(character)
}

/** The offset just after the last visible character before `offset`; looks back at most 32 characters. */
function visibleEndBefore(text: string, offset: number): number {
  let at = offset
  for (let steps = 0; steps < 32 && at > 0; steps += 1) {
    const character = characterBefore(text, at)
    if (!isTransparent(character)) break
    at -= character.length
  }
  return at
}

/** The offset of the first visible character at or after `offset`; looks ahead at most 32 characters. */
function visibleStartAfter(text: string, offset: number): number {
  let at = offset
  for (let steps = 0; steps < 32 && at < text.length; steps += 1) {
    const character = characterAt(text, at)
    if (!isTransparent(character)) break
    at += character.length
  }
  return at
}

function splitsCharacter(text: string, at: number): boolean {
  if (splitsPair(text, at)) return true
  const next = characterAt(text, at)
  if (EXTENDS.test(next)) return true
  const previous = characterBefore(text, at)
  if (previous === '\u200D' && PICTOGRAPH.test(next)) return true
  if (JAMO_FOLLOW.test(next) && JAMO_LEAD.test(previous)) return true
  if (!REGIONAL.test(next)) return false
  let flags = 0
  for (let back = at; flags < 64 && REGIONAL.test(characterBefore(text, back)); back -= 2) flags += 1
  return flags % 2 === 1
}

function isSplitByApostrophe(text: string, leftEnd: number, rightStart: number): boolean {
  const left = characterBefore(text, leftEnd)
  const right = characterAt(text, rightStart)
  if (APOSTROPHE.test(right) && LETTER.test(left)) {
    return LETTER.test(characterAt(text, rightStart + right.length))
  }
  if (!APOSTROPHE.test(left) || !LETTER.test(right)) return false
  const before = leftEnd - left.length
  if (!LETTER.test(characterBefore(text, before))) return false
  const elided = ELISION.test(text.slice(Math.max(0, before - 8), before))
  return !(elided && /^\p{L}{3}/u.test(text.slice(rightStart, rightStart + 8)))
}

function isSplitNumber(text: string, leftEnd: number, rightStart: number): boolean {
  const left = characterBefore(text, leftEnd)
  const right = characterAt(text, rightStart)
  if (DIGIT.test(left) && INSIDE_NUMBER.test(right)) {
    return DIGIT.test(characterAt(text, rightStart + right.length))
  }
  if (!DIGIT.test(right)) return false
  const before = characterBefore(text, leftEnd - left.length)
  if (INSIDE_NUMBER.test(left) && DIGIT.test(before)) return true
  return MINUS.test(left) && !WORD.test(before)
}

function losesNegation(text: string, leftEnd: number, rightStart: number): boolean {
  const left = characterBefore(text, leftEnd)
  const right = characterAt(text, rightStart)
  if (HYPHEN.test(left) && LETTER.test(right)) {
    return NEGATING_PREFIX.test(text.slice(Math.max(0, leftEnd - 9), leftEnd - left.length))
  }
  if (!HYPHEN.test(right) || !LETTER.test(left)) return false
  return NEGATING_ENDING.test(text.slice(rightStart + right.length, rightStart + right.length + 6))
}

function isPlainLetter(unit: number): boolean {
  const lower = unit | 0x20
  return lower >= 0x61 && lower <= 0x7a && unit < 0x80
}

/**
 * Whether words may begin or end at the UTF-16 offset `at` of `text`: true at both ends of the text, between two
 * words, and between characters of scripts written without spaces; false inside a word, a number, a flag, an
 * emoji joined from several, or between a letter and its marks.
 */
export function isWordEdge(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true
  const near = text.charCodeAt(at - 1)
  const next = text.charCodeAt(at)
  // Most edges of most quotations: a plain space on one side and a plain letter on the other.
  if ((near === 32 || near === 10) && next < 0x300 && next > 0x40) return true
  if ((next === 32 || next === 10) && near < 0x300 && near > 0x40) return true
  if (isPlainLetter(near) && isPlainLetter(next)) return false
  if (splitsCharacter(text, at)) return false
  const leftEnd = visibleEndBefore(text, at)
  const rightStart = visibleStartAfter(text, at)
  const left = characterBefore(text, leftEnd)
  const right = characterAt(text, rightStart)
  if (left === '' || right === '') return true
  if (isSplitNumber(text, leftEnd, rightStart)) return false
  if (UNSPACED.test(left) || UNSPACED.test(right)) return true
  if (WORD.test(left) && WORD.test(right)) return false
  return !isSplitByApostrophe(text, leftEnd, rightStart) && !losesNegation(text, leftEnd, rightStart)
}
