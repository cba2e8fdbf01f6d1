import { memo, type ReactNode } from 'react'
import type { Mark } from '../../shared/contract/entities.ts'
import { markKey, segmentsOf } from './marks.ts'
import type { Paragraph, ReaderText } from './text.ts'
import { sliceCodePoints } from './text.ts'

const chunkSize = 40
/** Below this many paragraphs laying out everything costs less than keeping track of what is in sight. */
const manyParagraphs = 240

interface ParagraphProps {
  readonly paragraph: Paragraph
  readonly marks: readonly Mark[]
  /** Key of the mark shown in the inspector, if it lies here. */
  readonly active: string
  /** Number of the page that begins in this paragraph. */
  readonly page: string
}

const sameMarks = (left: readonly Mark[], right: readonly Mark[]): boolean =>
  left.length === right.length &&
  left.every((mark, index) => {
    const other = right[index]
    return other !== undefined && mark.id === other.id && mark.start === other.start && mark.end === other.end
  })

const ParagraphView = memo(
  function ParagraphView({ paragraph, marks, active, page }: ParagraphProps) {
    const parts: ReactNode[] =
      marks.length === 0
        ? [paragraph.text]
        : segmentsOf(paragraph, marks).map((segment) => {
            const words = sliceCodePoints(
              paragraph.text,
              segment.start - paragraph.start,
              segment.end - paragraph.start,
            )
            if (segment.marks.length === 0) return words
            const keys = segment.marks.map(markKey)
            const classes = [
              'mark-run',
              segment.marks.some((mark) => mark.type === 'quote') && 'mark-run-quote',
              segment.marks.some((mark) => mark.type === 'claim') && 'mark-run-claim',
              keys.includes(active) && 'mark-run-active',
            ]
            return (
              <span
                key={segment.start}
                className={classes.filter(Boolean).join(' ')}
                data-marks={keys.join(' ')}
              >
                {words}
              </span>
            )
          })
    return (
      <p
        className="paragraph"
        data-start={paragraph.start}
        data-end={paragraph.end}
        data-page={page === '' ? undefined : page}
      >
        {parts}
      </p>
    )
  },
  (before, after) =>
    before.paragraph === after.paragraph &&
    before.active === after.active &&
    before.page === after.page &&
    sameMarks(before.marks, after.marks),
)

const none: readonly Mark[] = []

/** The words of a capture. Only text ever gets here: nothing in it is markup. */
export const TextBody = memo(function TextBody({
  text,
  marks,
  active,
  pages,
}: {
  text: ReaderText
  marks: ReadonlyMap<number, readonly Mark[]>
  active: string
  /** Page labels by the index of the paragraph they begin in. */
  pages: ReadonlyMap<number, string>
}) {
  const chunks: Paragraph[][] = []
  for (let at = 0; at < text.paragraphs.length; at += chunkSize) {
    chunks.push(text.paragraphs.slice(at, at + chunkSize))
  }
  const lazy = text.paragraphs.length > manyParagraphs
  return chunks.map((chunk) => {
    const lines = chunk.reduce((sum, paragraph) => sum + Math.ceil(paragraph.text.length / 62), 0)
    return (
      <div
        key={chunk[0]?.index}
        className={lazy ? 'chunk chunk-lazy' : 'chunk'}
        style={lazy ? { containIntrinsicSize: `auto ${lines * 30 + chunk.length * 16}px` } : undefined}
      >
        {chunk.map((paragraph) => {
          const own = marks.get(paragraph.index) ?? none
          return (
            <ParagraphView
              key={paragraph.index}
              paragraph={paragraph}
              marks={own}
              active={own.some((mark) => markKey(mark) === active) ? active : ''}
              page={pages.get(paragraph.index) ?? ''}
            />
          )
        })}
      </div>
    )
  })
})
