import { countWords } from '../../shared/document/words.ts'

/** A stretch of text in code points, end exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** One line of an extraction that has words. */
export interface Paragraph {
  readonly index: number
  readonly text: string
  /** Where it begins in the extraction, in code points. */
  readonly start: number
  readonly end: number
}

const astral = /[\u{10000}-\u{10ffff}]/u

/** How many code points a string has; an unpaired surrogate counts one, as everywhere in Attest. */
export function codePointLength(text: string): number {
  if (!astral.test(text)) return text.length
  let count = 0
  for (let at = 0; at < text.length; count += 1) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
  return count
}

/** The UTF-16 index of a code point; the length of the text for anything beyond it. */
export function utf16Index(text: string, codePoint: number): number {
  if (!astral.test(text)) return Math.min(codePoint, text.length)
  let at = 0
  for (let count = 0; count < codePoint && at < text.length; count += 1) {
    at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
  }
  return at
}

/** The part of a string between two code points. */
export const sliceCodePoints = (text: string, start: number, end: number): string =>
  text.slice(utf16Index(text, start), utf16Index(text, end))

/** A captured text by its paragraphs, with every position in code points. */
export class ReaderText {
  readonly paragraphs: readonly Paragraph[]
  readonly length: number
  readonly words: number

  readonly text: string

  constructor(text: string) {
    this.text = text
    const paragraphs: Paragraph[] = []
    let start = 0
    let words = 0
    for (const line of text.split('\n')) {
      const end = start + codePointLength(line)
      if (/\S/u.test(line)) {
        paragraphs.push({ index: paragraphs.length, text: line, start, end })
        words += countWords(line)
      }
      start = end + 1
    }
    this.paragraphs = paragraphs
    this.length = Math.max(0, start - 1)
    this.words = words
  }

  /** The last paragraph that begins at or before a position; the first one for positions before it. */
  paragraphAt(position: number): Paragraph | undefined {
    let low = 0
    let high = this.paragraphs.length - 1
    while (low < high) {
      const middle = Math.ceil((low + high) / 2)
      if ((this.paragraphs[middle]?.start ?? 0) <= position) low = middle
      else high = middle - 1
    }
    return this.paragraphs[low]
  }

  /** Words between two positions, with line feeds where paragraphs end. */
  slice(start: number, end: number): string {
    const first = this.paragraphAt(start)
    if (first !== undefined && start >= first.start && end <= first.end) {
      return sliceCodePoints(first.text, start - first.start, end - first.start)
    }
    return sliceCodePoints(this.text, start, end)
  }

  /** Whether the words stand in the text letter by letter. */
  has(words: string): boolean {
    return words !== '' && this.text.includes(words)
  }

  /** All places of a string, case aside. At most `limit`. */
  find(needle: string, limit = 1000): Span[] {
    const wanted = needle.toLocaleLowerCase()
    if (wanted === '') return []
    const spans: Span[] = []
    for (const paragraph of this.paragraphs) {
      const text = paragraph.text.toLocaleLowerCase()
      // Lower case may change the length of a few letters; such a paragraph is searched as it is written.
      const [haystack, needed] =
        text.length === paragraph.text.length ? [text, wanted] : [paragraph.text, needle]
      for (let at = haystack.indexOf(needed); at !== -1; at = haystack.indexOf(needed, at + needed.length)) {
        const start = paragraph.start + codePointLength(paragraph.text.slice(0, at))
        spans.push({ start, end: start + codePointLength(needed) })
        if (spans.length === limit) return spans
      }
    }
    return spans
  }

  /** A span without the white space at its ends; null when nothing is left. */
  trim(span: Span): Span | null {
    const words = this.slice(span.start, span.end)
    const start = span.start + codePointLength(words) - codePointLength(words.trimStart())
    const end = start + codePointLength(words.trim())
    return end > start ? { start, end } : null
  }
}

// Words that end with a full stop without ending a sentence, as news copy writes them.
const abbreviation =
  /(?:^|[\s("“‘])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Sgt|Capt|Adm|Sen|Rep|Gov|Pres|Amb|St|No|vs|Jan|Feb|Aug|Sept|Oct|Nov|Dec|\p{Lu}(?:\.\p{Lu})*)\.\s*$/u

const segmenters = new Map<string, Intl.Segmenter>()
function segmenter(language: string, granularity: 'sentence' | 'word'): Intl.Segmenter {
  const key = `${granularity} ${language}`
  const known = segmenters.get(key)
  if (known !== undefined) return known
  let made: Intl.Segmenter
  try {
    made = new Intl.Segmenter(language || 'en', { granularity })
  } catch {
    // A source may name a language that is none.
    made = new Intl.Segmenter('en', { granularity })
  }
  segmenters.set(key, made)
  return made
}

/** The sentences of a paragraph, without the space between them. */
export function sentencesOf(paragraph: Paragraph, language = 'en'): Span[] {
  const spans: Span[] = []
  let start = paragraph.start
  let open = ''
  let at = paragraph.start
  const close = (): void => {
    const lead = codePointLength(open) - codePointLength(open.trimStart())
    const length = codePointLength(open.trim())
    if (length > 0) spans.push({ start: start + lead, end: start + lead + length })
    open = ''
    start = at
  }
  const segments = [...segmenter(language, 'sentence').segment(paragraph.text)]
  for (const [index, { segment }] of segments.entries()) {
    open += segment
    at += codePointLength(segment)
    // “Why?” she asked: a sentence does not begin with a small letter.
    const goesOn = /^\s*\p{Ll}/u.test(segments[index + 1]?.segment ?? '')
    if (!goesOn && !abbreviation.test(open)) close()
  }
  close()
  return spans
}

/** Where words begin and end in a paragraph, as spans. */
export function wordsOf(paragraph: Paragraph, language = 'en'): Span[] {
  const spans: Span[] = []
  let at = paragraph.start
  for (const { segment, isWordLike } of segmenter(language, 'word').segment(paragraph.text)) {
    const end = at + codePointLength(segment)
    if (isWordLike === true) spans.push({ start: at, end })
    at = end
  }
  return spans
}
