import { AlignedBuilder, type AlignedText, composed } from './aligned.ts'

/**
 * The canonical form in which words count as equal though they are written differently.
 *
 * Equal are: quote marks of any shape (single and double too, because a quotation inside a quotation changes from
 * one to the other; after a digit they stay apart, because 5' and 5" are feet and inches); dashes and hyphens of
 * any length; any run of white space; `…`, `...` and `. . .`; ligatures and Arabic presentation forms; and any two
 * spellings with the same NFC. Soft hyphens, zero width spaces and bidi marks fall away, and a line break inside
 * Chinese or Japanese too. A hyphen at a line's end between letters falls away with the break and is remembered as
 * a joint: the words may have it or not. Everything else counts: letters, their case, digits, punctuation.
 */
export type NormalizedText = AlignedText & {
  /** Offsets in `text` where a hyphen at a line's end was taken out. */
  readonly joints: ReadonlySet<number>
}

const Kind = {
  Plain: 0,
  Space: 1,
  Single: 2,
  Double: 3,
  Hyphen: 4,
  Dash: 5,
  Dot: 6,
  Ellipsis: 7,
  SoftHyphen: 8,
  Invisible: 9,
  Ligature: 10,
} as const

let kinds: Uint8Array | undefined

function kindTable(): Uint8Array {
  if (kinds) return kinds
  const table = new Uint8Array(0x10000)
  const set = (kind: number, characters: string) => {
    for (const character of characters) table[character.charCodeAt(0)] = kind
  }
  const range = (kind: number, from: number, to: number) => table.fill(kind, from, to + 1)
  set(Kind.Space, '\t\n\v\f\r \u0085\u00A0\u1680\u2028\u2029\u202F\u205F\u3000')
  range(Kind.Space, 0x2000, 0x200a)
  set(Kind.Single, "'`\u00B4\u02BC\u2018\u2019\u201A\u201B\u2039\u203A\u05F3\uFF07\u300E\u300F")
  set(Kind.Double, '"\u00AB\u00BB\u201C\u201D\u201E\u201F\u301D\u301E\u301F\u05F4\uFF02\u300C\u300D')
  set(Kind.Hyphen, '-\u2010')
  set(Kind.Dash, '\u2011\u2012\u2013\u2014\u2015\u2212\uFE58\uFE63\uFF0D')
  set(Kind.Dot, '.')
  set(Kind.Ellipsis, '\u2026\u22EF')
  set(Kind.SoftHyphen, '\u00AD')
  set(Kind.Invisible, '\u200B\uFEFF\u2060\u200E\u200F\u061C\u202A\u202B\u202C\u2066\u2067\u2068\u2069')
  for (const [from, to] of [
    [0xfb00, 0xfb06],
    [0xfb13, 0xfb17],
    [0xfb1d, 0xfdff],
    [0xfe80, 0xfefc],
  ] as const) {
    for (let code = from; code <= to; code += 1) {
      const character = String.fromCharCode(code)
      const unfolded = character.normalize('NFKC')
      // Some presentation forms unfold to a space and a mark: those stay as they are.
      if (unfolded !== character && !unfolded.includes(' ')) table[code] = Kind.Ligature
    }
  }
  kinds = table
  return table
}

const LETTER = /[\p{L}\p{M}]/u
const LETTER_OR_DIGIT = /[\p{L}\p{M}\p{N}]/u
const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/
const LOWER = /\p{Ll}/u
const UPPER = /\p{Lu}/u
const IDEOGRAPHIC = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Bopo}\u3001-\u303F\u30FC\uFF00-\uFFEF]/u

function before(text: string, at: number): string {
  const unit = text.charCodeAt(at - 1)
  const paired = unit >= 0xdc00 && unit <= 0xdfff && at >= 2 && (text.codePointAt(at - 2) ?? 0) > 0xffff
  return text.slice(Math.max(0, at - (paired ? 2 : 1)), at)
}

function after(text: string, at: number): string {
  const point = text.codePointAt(at)
  return point === undefined ? '' : String.fromCodePoint(point)
}

function endOfRun(text: string, from: number, table: Uint8Array, holds: (kind: number) => boolean): number {
  let at = from
  while (at < text.length && holds(table[text.charCodeAt(at)] ?? 0)) at += 1
  return at
}

const isGap = (kind: number) => kind === Kind.Space || kind === Kind.Invisible || kind === Kind.SoftHyphen

/** The end of a run of white space that holds a line break and begins at `from`; `from` itself if there is none. */
function endOfBreak(text: string, from: number, table: Uint8Array): number {
  if (table[text.charCodeAt(from)] !== Kind.Space) return from
  const end = endOfRun(text, from, table, isGap)
  return LINE_BREAK.test(text.slice(from, end)) ? end : from
}

/** Rewrites every character that has an equal in the canonical form; NFC is done apart. */
function withoutTypography(text: string, joints: Set<number>): AlignedText {
  const table = kindTable()
  const out = new AlignedBuilder(text)
  let at = 0
  while (at < text.length) {
    const kind = table[text.charCodeAt(at)] ?? 0
    let end = at + 1
    switch (kind) {
      case Kind.Plain:
        break
      case Kind.Space: {
        end = endOfRun(text, at, table, isGap)
        if (end === at + 1 && text.charCodeAt(at) === 32) break
        const wrapped = IDEOGRAPHIC.test(before(text, at)) && IDEOGRAPHIC.test(after(text, end))
        out.replace(at, end, wrapped && LINE_BREAK.test(text.slice(at, end)) ? '' : ' ')
        break
      }
      case Kind.Single:
        if (text.charCodeAt(at) !== 39) out.replace(at, end, "'")
        break
      case Kind.Double:
        out.replace(at, end, /\p{N}/u.test(before(text, at)) ? '"' : "'")
        break
      case Kind.Hyphen:
      case Kind.Dash: {
        while (text.charCodeAt(at) === 45 && text.charCodeAt(end) === 45) end += 1
        const next = endOfBreak(text, end, table)
        const left = before(text, at)
        const right = after(text, next)
        if (next > end && LETTER_OR_DIGIT.test(left) && LETTER_OR_DIGIT.test(right)) {
          const word = LETTER.test(left) && LETTER.test(right) && !(LOWER.test(left) && UPPER.test(right))
          const joint = word && kind === Kind.Hyphen && end === at + 1
          if (joint) joints.add(out.outputAt(at))
          out.replace(at, next, joint ? '' : '-')
          end = next
        } else if (end > at + 1 || text.charCodeAt(at) !== 45) {
          out.replace(at, end, '-')
        }
        break
      }
      case Kind.Dot:
        if (text.charCodeAt(at - 1) !== 46 && isGap(table[text.charCodeAt(end)] ?? 0)) {
          const spaced = /^\.[ \u00A0\u202F]\.[ \u00A0\u202F]\./.test(text.slice(at, at + 5))
          if (spaced) {
            end = at + 5
            out.replace(at, end, '...')
          }
        }
        break
      case Kind.Ellipsis:
        out.replace(at, end, '...')
        break
      case Kind.SoftHyphen: {
        const next = endOfBreak(text, end, table)
        if (next > end && LETTER.test(before(text, at)) && LETTER.test(after(text, next))) end = next
        out.replace(at, end, '')
        break
      }
      case Kind.Invisible:
        out.replace(at, end, '')
        break
      case Kind.Ligature:
        out.replace(at, end, text.charAt(at).normalize('NFKC'))
        break
    }
    at = end
  }
  return out.build()
}

/** A run that nothing outside it composes with: no character of ASCII ever joins the one before it. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII itself.
const NON_ASCII_RUN = /[\s\S]?[^\x00-\x7F]+/g
/** One character with its marks, or one Hangul syllable written in letters. */
const CLUSTER =
  /[\u1100-\u11FF\uA960-\uA97F\uAC00-\uD7FB][\u1160-\u11FF\uD7B0-\uD7FB]*\p{M}*|\P{M}\p{M}*|\p{M}+/gu

/** `text` in Unicode's NFC, cluster by cluster, so that every composed letter leads back to its parts. */
function inNfc(text: string): AlignedText | undefined {
  if (text.normalize('NFC') === text) return undefined
  const out = new AlignedBuilder(text)
  for (const run of text.matchAll(NON_ASCII_RUN)) {
    const whole = run[0].normalize('NFC')
    if (whole === run[0]) continue
    const clusters = run[0].match(CLUSTER) ?? []
    const composedClusters = clusters.map((cluster) => cluster.normalize('NFC'))
    if (composedClusters.join('') !== whole) {
      // Letters that join across our clusters: the run is mapped as one piece.
      out.replace(run.index, run.index + run[0].length, whole)
      continue
    }
    let at = run.index
    clusters.forEach((cluster, index) => {
      const nfc = composedClusters[index] ?? cluster
      if (nfc !== cluster) out.replace(at, at + cluster.length, nfc)
      at += cluster.length
    })
  }
  return out.build()
}

/**
 * The canonical form of `text` with the way back to it. Two stretches of words are equal in the sense of the verdict
 * `normalized` where their canonical forms are. One pass, linear in the length of the text.
 */
export function normalizeText(text: string): NormalizedText {
  const first = inNfc(text)
  const joints = new Set<number>()
  const rewritten = withoutTypography(first ? first.text : text, joints)
  const plain = first ? composed(first, rewritten) : rewritten
  // Taking out a soft hyphen or unfolding a form can bring a letter and its mark together.
  const again = inNfc(plain.text)
  if (!again) return { ...plain, joints }
  const moved = [...joints].map((joint) => again.fromSource(joint, 'start'))
  return { ...composed(plain, again), joints: new Set(moved) }
}

/** Words in canonical form, without white space around them. */
export type NormalizedWords = { text: string; joints: ReadonlySet<number> }

/** The canonical form of a quotation's words, to be looked for in a {@link NormalizedText}. */
export function normalizeWords(words: string): NormalizedWords {
  const { text, joints } = normalizeText(words)
  const trimmed = text.trim()
  const skipped = text.length - text.trimStart().length
  if (skipped === 0 || joints.size === 0) return { text: trimmed, joints }
  return { text: trimmed, joints: new Set([...joints].map((joint) => joint - skipped)) }
}
