import { Clock } from 'lucide-react'
import type { Mark } from '../../shared/contract/entities.ts'
import type { Id } from '../../shared/model/identity.ts'
import type { Snapshot } from '../../shared/model/source.ts'
import { shell } from '../shell/store.ts'
import { momentWords } from '../ui/format.ts'
import { Mark as DrawnMark, Icon } from '../ui/Icon.tsx'
import { draggable } from '../ui/targetDrag.ts'
import { verdictMark, verdictWords } from '../ui/verdict.ts'
import { readerWords as words } from '../words/reader.ts'
import { markKey } from './marks.ts'
import { kindOf } from './Notes.tsx'

/** Lower half of the sidebar: what is marked in the source, and its captures. */
export function ReaderSidebar(props: {
  marks: readonly Mark[]
  active: string
  snapshots: readonly Snapshot[]
  shown: Id
  onChoose: (mark: Mark) => void
}) {
  const { marks, active, snapshots, shown, onChoose } = props
  return (
    <>
      <h2 className="sidebar-heading">{words.markedHere}</h2>
      {marks.length === 0 && <p className="sidebar-nothing">{words.nothingMarked}</p>}
      {marks.map((mark) => (
        <button
          key={markKey(mark)}
          type="button"
          className="sidebar-item"
          aria-current={markKey(mark) === active ? true : undefined}
          title={mark.label}
          {...draggable({ type: mark.type, id: mark.id }, mark.label)}
          onClick={() => onChoose(mark)}
        >
          <DrawnMark name={kindOf(mark)} />
          <span className="ellipsis">{mark.label}</span>
          <span className="sidebar-count">
            {verdictMark(mark.verdict) !== 'verified' && (
              <DrawnMark name={verdictMark(mark.verdict)} size={12} label={verdictWords[mark.verdict]} />
            )}
          </span>
        </button>
      ))}
      {snapshots.length > 1 && (
        <>
          <h2 className="sidebar-heading">{words.otherCaptures}</h2>
          {[...snapshots]
            .sort((left, right) => right.capturedAt - left.capturedAt)
            .map((snapshot) => (
              <button
                key={snapshot.id}
                type="button"
                className="sidebar-item"
                aria-current={snapshot.id === shown ? true : undefined}
                onClick={() =>
                  shell().go({ name: 'reader', sourceId: snapshot.sourceId, snapshotId: snapshot.id })
                }
              >
                <Icon of={Clock} />
                <span className="ellipsis">{momentWords(snapshot.capturedAt)}</span>
                <span className="sidebar-count">{snapshot.id === shown ? words.shown : ''}</span>
              </button>
            ))}
        </>
      )}
    </>
  )
}
