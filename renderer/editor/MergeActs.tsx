import { useSlateSelector } from 'slate-react'
import type { Id } from '../../shared/model/identity.ts'
import { Button } from '../ui/Button.tsx'
import { announce } from '../ui/Live.tsx'
import { panelWords } from '../words/panels.ts'
import { standsInLine } from './citationActs.ts'
import { hasNeighbour, mergeCitations, neighbourBefore } from './core/grouping.ts'
import type { BriefingSession } from './session.ts'
import type { Shown } from './shownNode.ts'

const words = panelWords.source

/** Offers to make one of a citation and the one before or behind it, where nothing stands between. */
export function MergeActs({ session, shown }: { session: BriefingSession; shown: Shown }) {
  const { editor, readOnly } = session
  const id = shown.citation?.id ?? ''
  const may = !readOnly && standsInLine(shown)
  const behind = useSlateSelector((slate) => may && hasNeighbour(slate, id))
  const before = useSlateSelector((slate) => (may ? neighbourBefore(slate, id) : null))
  const merge = (into: Id): void => {
    if (!mergeCitations(editor, into)) return
    // The one that stands first stays: it is shown from now on.
    session.state.setState({ shown: into })
    announce(words.merged)
  }
  if (!behind && before === null) return null
  return (
    <div className="citing-acts">
      {before !== null && (
        <Button look="ghost" size="small" onClick={() => merge(before)}>
          {words.mergeBefore}
        </Button>
      )}
      {behind && (
        <Button look="ghost" size="small" onClick={() => merge(id)}>
          {words.merge}
        </Button>
      )}
    </div>
  )
}
