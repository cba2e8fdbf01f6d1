import type { Mark } from '../../shared/contract/entities.ts'
import type { Paragraph, ReaderText, Span } from './text.ts'

/** A run of a paragraph with the same marks all along, in code points of the extraction. */
export interface Segment extends Span {
  readonly marks: readonly Mark[]
}

/** `claim:0190…`, also the token in `data-marks`. */
export const markKey = (mark: { type: string; id: string }): string => `${mark.type}:${mark.id}`

/** Cuts a paragraph at every beginning and end of a mark; overlapping marks share segments. */
export function segmentsOf(paragraph: Paragraph, marks: readonly Mark[]): Segment[] {
  const cuts = new Set([paragraph.start, paragraph.end])
  for (const mark of marks) {
    for (const cut of [mark.start, mark.end]) if (cut > paragraph.start && cut < paragraph.end) cuts.add(cut)
  }
  const order = [...cuts].sort((left, right) => left - right)
  const segments: Segment[] = []
  for (let index = 0; index + 1 < order.length; index += 1) {
    const start = order[index] ?? 0
    const end = order[index + 1] ?? 0
    segments.push({ start, end, marks: marks.filter((mark) => mark.start < end && mark.end > start) })
  }
  return segments
}

/** The marks of each paragraph that has some, by the paragraph's index. */
export function marksByParagraph(text: ReaderText, marks: readonly Mark[]): Map<number, Mark[]> {
  const found = new Map<number, Mark[]>()
  for (const mark of marks) {
    const first = text.paragraphAt(mark.start)
    if (first === undefined) continue
    for (let index = first.index; index < text.paragraphs.length; index += 1) {
      const paragraph = text.paragraphs[index]
      if (paragraph === undefined || paragraph.start >= mark.end) break
      if (paragraph.end > mark.start) found.set(index, [...(found.get(index) ?? []), mark])
    }
  }
  return found
}

/** Marks in the order of the text; of two at the same place the longer first. */
export const inOrder = (marks: readonly Mark[]): Mark[] =>
  [...marks].sort((left, right) => left.start - right.start || right.end - left.end)

/** The innermost of several marks. */
export const innermost = (marks: readonly Mark[]): Mark | undefined =>
  [...marks].sort((left, right) => left.end - left.start - (right.end - right.start))[0]

/**
 * Stacks notes so that none covers another: each wants its own line, and moves down as far as the one before needs.
 *
 * @param wanted tops in px, in order
 * @param heights in px
 */
export function stack(wanted: readonly number[], heights: readonly number[], gap: number): number[] {
  let free = Number.NEGATIVE_INFINITY
  return wanted.map((top, index) => {
    const place = Math.max(top, free)
    free = place + (heights[index] ?? 0) + gap
    return place
  })
}
