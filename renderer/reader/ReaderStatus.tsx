import type { Mark } from '../../shared/contract/entities.ts'
import { AllSaved } from '../editor/AllSaved.tsx'
import { Slot } from '../shell/slots.tsx'
import { Mark as DrawnMark } from '../ui/Icon.tsx'
import { verdictMark } from '../ui/verdict.ts'
import { readerWords as words } from '../words/reader.ts'
import { suggestedWords } from '../words/suggested.ts'
import type { Span } from './text.ts'

const verdictCounts = (
  marks: readonly Mark[],
  stale: boolean,
): [ReturnType<typeof verdictMark>, number][] => {
  const counts = new Map<ReturnType<typeof verdictMark>, number>()
  for (const mark of marks) {
    const name = verdictMark(mark.verdict, stale)
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  return [...counts]
}

/** The reader's part of the status bar. */
export function ReaderStatus(props: {
  marks: readonly Mark[]
  /** How many quotes and claims are suggested and not answered. */
  suggested: number
  stale: boolean
  selection: Span | null
}) {
  const { marks, suggested, stale, selection } = props
  return (
    <>
      <Slot name="status">
        <AllSaved />
        <span className="tabular">{words.marked(marks.length)}</span>
        {suggested > 0 && <span className="tabular">{suggestedWords.left(suggested)}</span>}
        {verdictCounts(marks, stale).map(([name, count]) => (
          <span key={name} className="tabular">
            <DrawnMark name={name} size={12} />
            {count}
          </span>
        ))}
      </Slot>
      <Slot name="status-end">
        <span className="wide-only">{words.textOnly}</span>
        {selection !== null && (
          <span className="tabular">{words.selected(selection.end - selection.start)}</span>
        )}
      </Slot>
    </>
  )
}
