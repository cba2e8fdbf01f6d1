import { codePointLength, type Span, utf16Index } from './text.ts'

const paragraphOf = (node: Node): HTMLElement | null =>
  (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-start]') ?? null

/** The position (code points of the extraction) of a point in the drawn text, or null outside of it. */
function positionOf(node: Node, offset: number): number | null {
  const paragraph = paragraphOf(node)
  if (paragraph === null) return null
  const range = document.createRange()
  range.setStart(paragraph, 0)
  range.setEnd(node, offset)
  return Number(paragraph.dataset.start) + codePointLength(range.toString())
}

/** The position that is drawn at a point of the window (px), or null where no text is. */
export function positionAt(root: HTMLElement, x: number, y: number): number | null {
  const range = document.caretRangeFromPoint(x, y)
  if (range === null || !root.contains(range.startContainer)) return null
  return positionOf(range.startContainer, range.startOffset)
}

/** The selection within `root`, in code points; null when there is none or part of it lies outside. */
export function selectedSpan(root: HTMLElement): Span | null {
  const selection = document.getSelection()
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return null
  const range = selection.getRangeAt(0)
  if (!root.contains(range.startContainer) && !root.contains(range.endContainer)) return null
  const paragraphs = root.querySelectorAll<HTMLElement>('[data-start]')
  const first = paragraphs[0]
  const last = paragraphs[paragraphs.length - 1]
  if (first === undefined || last === undefined) return null
  // A triple click or a drag beyond an edge ends at the beginning of the next block, or between blocks.
  const start = root.contains(range.startContainer)
    ? (positionOf(range.startContainer, range.startOffset) ?? edge(root, range, 'start'))
    : Number(first.dataset.start)
  const end = root.contains(range.endContainer)
    ? (positionOf(range.endContainer, range.endOffset) ?? edge(root, range, 'end'))
    : Number(last.dataset.end)
  return start !== null && end !== null && end > start ? { start, end } : null
}

/** The first position after, or the last before, an edge that lies between paragraphs. */
function edge(root: HTMLElement, range: Range, side: 'start' | 'end'): number | null {
  const paragraphs = [...root.querySelectorAll<HTMLElement>('[data-start]')]
  const inside = paragraphs.filter((paragraph) => range.intersectsNode(paragraph))
  const paragraph = side === 'start' ? inside[0] : inside[inside.length - 1]
  if (paragraph === undefined) return null
  return Number(side === 'start' ? paragraph.dataset.start : paragraph.dataset.end)
}

/** The node and UTF-16 offset where a position is drawn. `paragraph` is the element that holds it. */
function pointIn(paragraph: HTMLElement, codePoint: number): [Node, number] {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT)
  let left = codePoint
  let last: Text | null = null
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    last = node as Text
    const length = codePointLength(last.data)
    if (left <= length) return [last, utf16Index(last.data, left)]
    left -= length
  }
  return last === null ? [paragraph, 0] : [last, last.data.length]
}

function elementAt(paragraphs: NodeListOf<HTMLElement>, position: number): HTMLElement | null {
  let low = 0
  let high = paragraphs.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (Number(paragraphs[middle]?.dataset.start) <= position) low = middle
    else high = middle - 1
  }
  return paragraphs[low] ?? null
}

/** The drawn range of a span; null when the text is not drawn. */
export const rangeOf = (root: HTMLElement, span: Span): Range | null => rangesOf(root, [span])[0] ?? null

/** The drawn ranges of many spans, with one look for the paragraphs. */
export function rangesOf(root: HTMLElement, spans: readonly Span[]): (Range | null)[] {
  const paragraphs = root.querySelectorAll<HTMLElement>('[data-start]')
  return spans.map((span) => rangeIn(paragraphs, span))
}

function rangeIn(paragraphs: NodeListOf<HTMLElement>, span: Span): Range | null {
  const first = elementAt(paragraphs, span.start)
  const last = elementAt(paragraphs, Math.max(span.start, span.end - 1))
  if (first === null || last === null) return null
  const range = document.createRange()
  range.setStart(...pointIn(first, Math.max(0, span.start - Number(first.dataset.start))))
  range.setEnd(...pointIn(last, span.end - Number(last.dataset.start)))
  return range
}

/** Selects a span the way the pointer would. */
export function selectSpan(root: HTMLElement, span: Span): void {
  const range = rangeOf(root, span)
  const selection = document.getSelection()
  if (range === null || selection === null) return
  selection.removeAllRanges()
  selection.addRange(range)
}
