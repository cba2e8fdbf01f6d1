import { useEffect, useState } from 'react'
import { targetKey } from '../../shared/document/evidence.ts'
import { Slot } from '../shell/slots.tsx'
import { Mark, type VerdictMarkName } from '../ui/Icon.tsx'
import { verdictMark, verdictWords } from '../ui/verdict.ts'
import { commentWords } from '../words/comments.ts'
import { editorWords as words } from '../words/editor.ts'
import { spellingWords } from '../words/spelling.ts'
import { suggestionWords } from '../words/suggestions.ts'
import { useSession } from './context.ts'
import { quotationsIn } from './derived.ts'
import { useVersion } from './keyed.ts'
import type { SpellingWatch } from './spellingWatch.ts'

/** “just now”, “12 s ago”, “14:05”. */
function ago(at: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - at) / 1000))
  if (seconds < 5) return 'just now'
  if (seconds < 60) return `${seconds - (seconds % 5)} s ago`
  return new Date(at).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
}

function SaveWords() {
  const session = useSession()
  const save = session.state((state) => state.save)
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 5000)
    return () => clearInterval(timer)
  }, [])
  const says =
    save.name === 'saving'
      ? words.saving
      : save.name === 'unsaved'
        ? words.unsaved
        : save.name === 'failed'
          ? words.notSaved(save.error.code)
          : save.at === null
            ? words.savedNow
            : words.saved(ago(save.at, Math.max(now, save.at)))
  return (
    <span className={`save-state save-${save.name}`} data-save={save.name}>
      <i aria-hidden="true" />
      {says}
    </span>
  )
}

/** How many words are misspelt; pressing it lists them. */
function Misspellings({ watch, onShow }: { watch: SpellingWatch; onShow: () => void }) {
  const count = watch.state((state) => state.items.length)
  if (count === 0) return null
  return (
    <button type="button" className="status-counts" onClick={onShow}>
      {spellingWords.count(count)}
    </button>
  )
}

/** Whether everything is saved, how much there is, and how its quotations stand. */
export function StatusBar(props: {
  onCounts: () => void
  spelling: SpellingWatch | null
  onSpelling: () => void
  /** Threads that are open. */
  comments: number
  onComments: () => void
  suggestions: number
  onSuggestions: () => void
}) {
  const { onCounts, spelling, onSpelling, comments, onComments } = props
  const session = useSession()
  const wordCount = session.state((state) => state.words)
  const citations = session.state((state) => state.citations)
  const suggesting = session.state((state) => state.suggesting)
  const findings = session.state((state) => state.findings)
  useVersion(session.verdicts)
  useVersion(session.entities)
  const marking = session.state(({ header }) => [header.marking, header.handling].filter(Boolean).join(' · '))
  const counts = new Map<VerdictMarkName, number>()
  for (const place of session.blocks.flatMap(quotationsIn)) {
    const mark = verdictMark(
      session.verdicts.get(place.id)?.verdict ?? null,
      session.entities.get(targetKey(place.target))?.snapshot.superseded ?? false,
    )
    counts.set(mark, (counts.get(mark) ?? 0) + 1)
  }
  const labels: Record<VerdictMarkName, string> = {
    verified: verdictWords.exact,
    altered: verdictWords.altered,
    absent: verdictWords.absent,
    stale: 'Stale',
    unchecked: verdictWords.unchecked,
  }
  return (
    <>
      <Slot name="status">
        <SaveWords />
        <button type="button" className="status-counts" onClick={onCounts}>
          <span>{words.wordCount(wordCount)}</span> <span>{words.citationCount(citations)}</span>
        </button>
        {[...counts].map(([mark, count]) => (
          <span key={mark} className="status-count">
            <Mark name={mark} size={12} label={labels[mark]} /> {count}
          </span>
        ))}
        {spelling && <Misspellings watch={spelling} onShow={onSpelling} />}
        {comments > 0 && (
          <button type="button" className="status-counts" onClick={onComments}>
            {commentWords.open(comments)}
          </button>
        )}
        {props.suggestions > 0 && (
          <button type="button" className="status-counts" onClick={props.onSuggestions}>
            {suggestionWords.count(props.suggestions)}
          </button>
        )}
        {findings.length > 0 && <span>{words.findings(findings.length)}</span>}
      </Slot>
      <Slot name="status-end">
        {suggesting !== null && <b className="status-suggesting">{suggestionWords.status(suggesting)}</b>}
        {marking && <span className="status-marking">{marking}</span>}
      </Slot>
    </>
  )
}
