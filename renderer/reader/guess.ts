import type { QuoteForm } from '../../shared/model/quote.ts'
import { codePointLength, type ReaderText, type Span, sentencesOf } from './text.ts'

const pairs: Readonly<Record<string, string>> = {
  '“': '”',
  '„': '”“',
  '«': '»',
  '»': '«',
  '‹': '›',
  '‘': '’',
  '"': '"',
  '「': '」',
  '『': '』',
}
const openers = new Set(Object.keys(pairs))
const closers = new Set(Object.values(pairs).flatMap((ends) => [...ends]))
// A lone ’ is an apostrophe far more often than the end of a quotation.
const doubled = /["“”„«»「」『』]/u
const stops = /[.?!…,]/u

/** What a selection is taken to be: the passage without outer quote marks and white space, and the likely form. */
export interface Guess {
  readonly span: Span
  readonly form: QuoteForm
}

const whole = (words: string, after: string): boolean => {
  const first = /[\p{L}\p{N}]/u.exec(words)?.[0] ?? ''
  const begins = !/\p{Ll}/u.test(first)
  return begins && (stops.test(words.slice(-1)) || stops.test(after))
}

/** Whether quote marks opened before a place in a paragraph are still open there. */
function isInside(before: string): boolean {
  const straight = before.split('"').length - 1
  if (straight % 2 === 1) return true
  for (const [open, ends] of [
    ['“', '”'],
    ['„', '”“'],
    ['«', '»'],
  ] as const) {
    const opened = before.lastIndexOf(open)
    const closed = Math.max(...[...ends].map((end) => before.lastIndexOf(end)))
    if (opened !== -1 && opened > closed) return true
  }
  return false
}

/**
 * Reads a selection as a quote: words inside quote marks are direct (a whole sentence) or partial, words with quote marks
 * somewhere among them mixed, words without any indirect. The person may choose otherwise.
 *
 * @param selection in code points of `text`
 * @returns null when there are no words in it
 */
export function guessQuote(text: ReaderText, selection: Span): Guess | null {
  const trimmed = text.trim(selection)
  if (trimmed === null) return null
  const words = text.slice(trimmed.start, trimmed.end)
  const paragraph = text.paragraphAt(trimmed.start)
  const before = paragraph === undefined ? '' : text.slice(paragraph.start, trimmed.start)
  const after = text.slice(trimmed.end, Math.min(text.length, trimmed.end + 2))
  const first = words.charAt(0)
  const quoted = (span: Span, ended: string): Guess => {
    const inner = text.slice(span.start, span.end)
    return { span, form: whole(inner, ended) ? 'direct' : 'partial' }
  }

  // “words” with the marks selected, perhaps with a stop after them.
  if (openers.has(first)) {
    const tail = /[.,;:?!]?$/u.exec(words)?.[0] ?? ''
    const last = words.charAt(words.length - 1 - tail.length)
    if (words.length > 2 && (pairs[first]?.includes(last) ?? false)) {
      const end = trimmed.end - codePointLength(tail) - 1
      const span = { start: trimmed.start + 1, end }
      if (span.end > span.start) {
        const guess = quoted(span, tail)
        // The comma before a cue belongs to the sentence around the quotation.
        return text.slice(end - 1, end) === ',' && end - 1 > span.start
          ? { ...guess, span: { start: span.start, end: end - 1 } }
          : guess
      }
    }
    const rest = words.slice(1)
    if (!doubled.test(rest) && first !== '‘' && rest.trim() !== '') {
      return quoted({ start: trimmed.start + 1, end: trimmed.end }, after.charAt(0))
    }
  }
  const inside = isInside(before)
  if (
    inside &&
    closers.has(words.slice(-1)) &&
    !doubled.test(words.slice(0, -1)) &&
    words.slice(-1) !== '’'
  ) {
    return quoted({ start: trimmed.start, end: trimmed.end - 1 }, '')
  }
  if (!doubled.test(words)) {
    const openedHere = openers.has(before.slice(-1)) && before.slice(-1) !== '‘'
    const singles = before.endsWith('‘') && /^[.,?!]?’/u.test(after)
    if (inside || openedHere || singles) return quoted(trimmed, after.charAt(0))
    return { span: trimmed, form: 'indirect' }
  }
  return { span: trimmed, form: inside ? 'direct' : 'mixed' }
}

const cue =
  /(?:^|[\s,”"])(?:said|says|told|tells|added|adds|called|described|warned|argued|insisted|acknowledged|confirmed|denied|explained|noted|wrote|suggested|cautioned)(?=[\s,:;.]|$)/u
const unnamed =
  /\b(?:officials?|sources?|persons?|people|diplomats?|aides?|advis[eo]rs?|engineers?|executives?|officers?|staff(?:ers)?|lawmakers?|analysts?|insiders?|agents?|members?|envoys?|negotiators?|somebody|someone|one|two|three|several)\b/iu

/**
 * Words near a selection that probably describe an unnamed speaker, as printed; empty when nothing fits. It only fills
 * in a field: the person decides.
 */
export function guessDescription(text: ReaderText, selection: Span, language = 'en'): string {
  const paragraph = text.paragraphAt(selection.start)
  if (paragraph === undefined) return ''
  const sentences = sentencesOf(paragraph, language).filter(
    (sentence) => sentence.end > selection.start && sentence.start < selection.end + 200,
  )
  for (const sentence of sentences.slice(0, 2)) {
    const words = text.slice(sentence.start, sentence.end)
    const match = cue.exec(words)
    if (match === null) continue
    const lead = words
      .slice(0, match.index)
      .replace(/^.*[”"]\s*/u, '')
      .replace(/[\s,]+$/u, '')
      .trim()
    if (lead !== '' && unnamed.test(lead) && !/[“”"]/u.test(lead)) return lead
    const rest = words.slice(match.index + match[0].length).trim()
    const follow = /^[^.,;:“”"]+/u.exec(rest)?.[0].trim() ?? ''
    if (unnamed.test(follow)) return follow
  }
  return ''
}
