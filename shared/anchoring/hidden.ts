import { MAX_SENTENCE } from './limits.ts'
import { lostWords } from './lost.ts'
import type { Chain } from './marked.ts'
import { alterationKind, type Gap, type MarkedWords } from './marks.ts'
import { normalizeWords } from './normalize.ts'
import type { Alteration, LostWords } from './verdict.ts'

/** Part of the source that the marks of a gap stand for, in UTF-16 units of the source. */
type Hidden = { gap: Gap; start: number; end: number; text: string }

const SENTENCE_END = /[.!?。！？؟।]['"’”»)\]]*\s|[。！？]|\n\s*\n/gu

function sentenceStart(source: string, at: number): number {
  const from = Math.max(0, at - MAX_SENTENCE)
  let start = from
  for (const match of source.slice(from, at).matchAll(SENTENCE_END))
    start = from + match.index + match[0].length
  return start
}

function sentenceEnd(source: string, at: number): number {
  const rest = source.slice(at, at + MAX_SENTENCE)
  const match = rest.matchAll(SENTENCE_END).next()
  return match.done ? at + rest.length : at + match.value.index + 1
}

const hasEllipsis = (gap: Gap) => gap.marks.some((mark) => mark.kind === 'ellipsis')
const hasBracket = (gap: Gap) => gap.marks.some((mark) => mark.kind === 'bracket' && mark.content !== '')

/** The last `count` words of `text`, with what stands between them. */
function lastWords(text: string, count: number): string {
  return (text.match(/\S+\s*/gu) ?? []).slice(-count).join('')
}

/**
 * What each gap hides. Between segments that is all that lies between; an ellipsis at the very beginning or end stands
 * for the rest of that sentence, a bracket at the beginning for up to three words before.
 */
function hiddenParts(source: string, words: MarkedWords, spans: Chain): Hidden[] {
  const parts: Hidden[] = []
  words.gaps.forEach((gap, number) => {
    const left = spans[number - 1]
    const right = spans[number]
    if (gap.marks.length === 0) return
    let start = left?.end ?? right?.start ?? 0
    let end = right?.start ?? start
    if (!left && right) {
      start = sentenceStart(source, end)
      if (!hasEllipsis(gap)) {
        start = hasBracket(gap) ? end - lastWords(source.slice(start, end), 3).length : end
      }
    } else if (left && !right && hasEllipsis(gap)) end = sentenceEnd(source, start)
    parts.push({ gap, start, end, text: source.slice(start, end) })
  })
  return parts
}

/** Whether the source itself has, between the segments, just what looked like a mark. */
function isLiteral(hidden: Hidden, between: boolean, written: string): boolean {
  if (!between || written === '') return false
  return normalizeWords(hidden.text).text === normalizeWords(written).text
}

/** Cuts away from `hidden` what nobody spoke: the cue that interrupts a quote is the publication's, not the speaker's. */
function spokenPart(hidden: Hidden, spoken: readonly { start: number; end: number }[] | undefined): string {
  if (!spoken) return hidden.text
  return spoken
    .map(({ start, end }) => {
      const from = Math.max(start, hidden.start)
      return hidden.text.slice(from - hidden.start, Math.max(from, Math.min(end, hidden.end)) - hidden.start)
    })
    .join(' ')
}

/**
 * The alterations of a marked quotation, as UTF-16 offsets in `words`, and the negations and conditions its marks hide.
 * `spans` are the segments' places in `source`, `spoken` the segments of an interrupted quote, all in UTF-16 units.
 */
export function describeMarks(
  words: string,
  marked: MarkedWords,
  source: string,
  spans: Chain,
  spoken?: readonly { start: number; end: number }[],
): { alterations: Alteration[]; lost: LostWords[] } {
  const alterations: Alteration[] = []
  const literal: Alteration[] = []
  const lost: LostWords[] = []
  for (const hidden of hiddenParts(source, marked, spans)) {
    const { marks } = hidden.gap
    const between =
      spans.some((span) => span.end <= hidden.start) && spans.some((span) => span.start >= hidden.end)
    const written = words.slice(marks[0]?.start ?? 0, marks.at(-1)?.end ?? 0)
    const found = marks.map((mark) => {
      const what = hidden.text.trim()
      return { kind: alterationKind(mark, between ? what : ''), start: mark.start, end: mark.end }
    })
    if (isLiteral(hidden, between, written)) literal.push(...found)
    else {
      alterations.push(...found)
      lost.push(...lostWords(spokenPart(hidden, spoken), marks.map((mark) => mark.content).join(' ')))
    }
  }
  return { alterations: alterations.length > 0 ? alterations : literal, lost }
}
