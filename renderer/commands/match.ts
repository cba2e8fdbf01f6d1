/** A stretch of a string, in UTF-16 units. */
export interface Span {
  readonly start: number
  readonly end: number
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')

/**
 * Where each word of the query begins a word of the text, case aside; null when one of them does not. An empty query is
 * in every text, nowhere in particular.
 */
export function findIn(text: string, query: string): Span[] | null {
  const spans: Span[] = []
  for (const word of query.split(/\s+/u).filter(Boolean)) {
    const match = new RegExp(`(?<![\\p{L}\\p{N}])${literal(word)}`, 'iu').exec(text)
    if (match === null) return null
    spans.push({ start: match.index, end: match.index + match[0].length })
  }
  spans.sort((left, right) => left.start - right.start)
  return spans.filter((span, index) => index === 0 || span.start >= (spans[index - 1]?.end ?? 0))
}
