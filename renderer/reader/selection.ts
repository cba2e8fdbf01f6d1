import { type Paragraph, type ReaderText, type Span, sentencesOf, wordsOf } from './text.ts'

const paragraphsFrom = (text: ReaderText, index: number, step: 1 | -1): Paragraph[] =>
  step === 1 ? text.paragraphs.slice(index) : text.paragraphs.slice(0, index + 1).reverse()

/** The first sentence that begins after a position, or the last that ends before it. Null at the end of the text. */
export function sentenceBeside(
  text: ReaderText,
  position: number,
  step: 1 | -1,
  language: string,
): Span | null {
  const here = text.paragraphAt(position)
  if (here === undefined) return null
  for (const paragraph of paragraphsFrom(text, here.index, step)) {
    const sentences = sentencesOf(paragraph, language)
    const found =
      step === 1
        ? sentences.find((sentence) => sentence.start >= position)
        : sentences.filter((sentence) => sentence.end <= position).at(-1)
    if (found !== undefined) return found
  }
  return null
}

/** The selection with the sentence after it added, or with its last sentence left out. */
export function growBySentence(text: ReaderText, span: Span, step: 1 | -1, language: string): Span {
  if (step === 1) {
    const here = text.paragraphAt(span.end)
    const partial =
      here &&
      sentencesOf(here, language).find((sentence) => sentence.start < span.end && sentence.end > span.end)
    const next = partial ?? sentenceBeside(text, span.end, 1, language)
    return next === null ? span : { start: span.start, end: next.end }
  }
  const before = sentenceBeside(text, span.end - 1, -1, language)
  return before === null || before.end <= span.start ? span : { start: span.start, end: before.end }
}

/** The selection with its beginning or its end moved by a word; it always keeps at least one word. */
export function moveEdge(
  text: ReaderText,
  span: Span,
  edge: 'start' | 'end',
  step: 1 | -1,
  language: string,
): Span {
  const at = span[edge]
  const here = text.paragraphAt(edge === 'end' && step === -1 ? Math.max(0, at - 1) : at)
  if (here === undefined) return span
  for (const paragraph of paragraphsFrom(text, here.index, step)) {
    const edges = wordsOf(paragraph, language).map((word) => word[edge])
    const next = step === 1 ? edges.find((place) => place > at) : edges.filter((place) => place < at).at(-1)
    if (next === undefined) continue
    const moved = { ...span, [edge]: next }
    return moved.end > moved.start ? moved : span
  }
  return span
}
