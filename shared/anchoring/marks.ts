import { MAX_BRACKET } from './limits.ts'
import { type NormalizedWords, normalizeWords } from './normalize.ts'
import type { Alteration } from './verdict.ts'

/** A mark of an alteration in a quotation's words; `start` and `end` are UTF-16 offsets in the words. */
export type Mark = {
  kind: 'ellipsis' | 'sic' | 'bracket' | 'case'
  start: number
  end: number
  content: string
}

/** What stands between two segments of a marked quotation, or before the first, or after the last. */
export type Gap = {
  marks: Mark[]
  /** A bracket follows the letter before it at once: it stands for the rest of that word. */
  gluedBefore: boolean
  /** A letter follows a bracket at once. */
  gluedAfter: boolean
}

/** Words that must stand in the source as they are; several spellings where a bracket changes the initial's case. */
export type Segment = { spellings: NormalizedWords[]; length: number }

/** A quotation cut at its marks: `gaps[n]` stands before `segments[n]`, the last gap after the last segment. */
export type MarkedWords = {
  segments: Segment[]
  gaps: Gap[]
  /** The words without their marks, one piece for each stretch between ellipses. */
  pieces: string[]
}

const ELLIPSIS = '(?:\\.*[\\u2026\\u22EF][.\\u2026\\u22EF]*|\\.{3,}|\\.(?:[ \\u00A0\\u202F]\\.){2,})'
const MARK = new RegExp(
  `\\[\\s*${ELLIPSIS}\\s*\\]|\\(\\s*${ELLIPSIS}\\s*\\)|${ELLIPSIS}|\\[[^\\[\\]]{0,${MAX_BRACKET}}\\]`,
  'gu',
)
const ONLY_ELLIPSIS = new RegExp(`^[[(]?\\s*${ELLIPSIS}\\s*[\\])]?$`, 'u')
const SIC = /^sic\b[.!?]?$/iu
const ONE_LETTER = /^\p{L}\p{M}*$/u
const LETTER = /[\p{L}\p{M}\p{N}]/u

function letterAt(words: string, at: number): boolean {
  const point = words.codePointAt(at)
  return point !== undefined && LETTER.test(String.fromCodePoint(point))
}

function letterBefore(words: string, at: number): boolean {
  return at > 0 && LETTER.test(words.slice(Math.max(0, at - 2), at).match(/[\s\S]$/u)?.[0] ?? '')
}

function findMarks(words: string): Mark[] {
  const marks: Mark[] = []
  for (const match of words.matchAll(MARK)) {
    const start = match.index
    const end = start + match[0].length
    if (ONLY_ELLIPSIS.test(match[0])) {
      marks.push({ kind: 'ellipsis', start, end, content: '' })
      continue
    }
    const content = match[0].slice(1, -1).trim()
    const initial = ONE_LETTER.test(content) && letterAt(words, end) && !letterBefore(words, start)
    marks.push({ kind: initial ? 'case' : SIC.test(content) ? 'sic' : 'bracket', start, end, content })
  }
  return marks
}

function spellings(initial: string, rest: string): NormalizedWords[] {
  if (initial === '') return [normalizeWords(rest)]
  const forms = new Set([initial, initial.toLowerCase(), initial.toUpperCase()])
  return [...forms].map((form) => normalizeWords(form + rest))
}

const HAS_WORD = /[^\s\p{P}]/u

/**
 * Reads the marks of alteration in a quotation's words: ellipses (`…`, `...`, `. . .`, also in brackets), `[sic]`,
 * brackets around an initial of changed case, and brackets around anything else. Undefined when there is no mark.
 * Punctuation alone next to an ellipsis belongs to it. Segments may be none, when the words are nothing but marks.
 */
export function readMarks(words: string): MarkedWords | undefined {
  const marks = findMarks(words)
  if (marks.length === 0) return undefined
  const segments: Segment[] = []
  const gaps: Gap[] = [{ marks: [], gluedBefore: false, gluedAfter: false }]
  const pieces: string[] = []
  let initial = ''
  let from = 0
  const addSegment = (to: number, next: Mark | undefined) => {
    const text = words.slice(from, to)
    const last = gaps.at(-1)
    const nearEllipsis = next?.kind === 'ellipsis' || last?.marks.some((mark) => mark.kind === 'ellipsis')
    const forms = spellings(initial, text)
    const length = forms[0]?.text.length ?? 0
    if (length === 0 || (initial === '' && nearEllipsis && !HAS_WORD.test(text))) return
    if (last) last.gluedAfter = last.marks.at(-1)?.kind === 'bracket' && letterAt(words, from)
    const goesOn = pieces.length > 0 && !last?.marks.some((mark) => mark.kind === 'ellipsis')
    const piece = (initial + text).trim()
    pieces.push(goesOn ? `${pieces.pop()} ${piece}` : piece)
    segments.push({ spellings: forms, length })
    gaps.push({ marks: [], gluedBefore: false, gluedAfter: false })
  }
  for (const mark of marks) {
    addSegment(mark.start, mark)
    const gap = gaps.at(-1)
    if (gap) {
      if (mark.kind === 'bracket' && gap.marks.length === 0) gap.gluedBefore = letterBefore(words, mark.start)
      gap.marks.push(mark)
    }
    initial = mark.kind === 'case' ? mark.content : ''
    from = mark.end
  }
  addSegment(words.length, undefined)
  return { segments, gaps, pieces }
}

/** The kind under which a mark is reported, given what it hides in the source. */
export function alterationKind(mark: Mark, hidden: string): Alteration['kind'] {
  if (mark.kind === 'ellipsis' || mark.kind === 'sic') return mark.kind
  if (mark.kind === 'case') return 'initial-case'
  const same = hidden !== mark.content && hidden.toLowerCase() === mark.content.toLowerCase()
  return same ? 'initial-case' : 'insertion'
}
