import { X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import type { Id } from '../../shared/model/identity.ts'
import { ActiveView } from '../shell/active.ts'
import { shell } from '../shell/store.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { besideWords as words } from '../words/beside.ts'
import { editorWords } from '../words/editor.ts'
import { closeBriefing } from './besideActs.ts'
import { PaneContext, type PanePlace } from './pane.ts'
import type { BriefingSession } from './session.ts'

/** What stands above a briefing that shares the page: which one it is, whether its words are saved, and its end. */
function Head({ id, briefingId, session, place }: HeadProps) {
  return (
    <div className="pane-head" title={place.active ? undefined : words.go}>
      <span id={id} className="pane-title ellipsis">
        <span className="visually-hidden">{words.place(place.second)}</span>
        {session ? <Subject session={session} /> : words.untitled}
      </span>
      {session && <Unsaved session={session} />}
      <IconButton
        label={words.close(place.second)}
        icon={X}
        size="small"
        onClick={() => closeBriefing(briefingId)}
      />
    </div>
  )
}

interface HeadProps {
  readonly id: string
  readonly briefingId: Id
  readonly session: BriefingSession | null
  readonly place: PanePlace
}

function Subject({ session }: { session: BriefingSession }) {
  return session.state((state) => state.header.subject) || words.untitled
}

/** The status bar tells of the active briefing only. */
function Unsaved({ session }: { session: BriefingSession }) {
  const save = session.state((state) => state.save)
  if (save.name === 'saved') return null
  return (
    <span className="pane-save">
      {save.name === 'failed' ? editorWords.notSaved(save.error.code) : editorWords.saving}
    </span>
  )
}

/** A briefing on the page, alone or beside another: whoever points at it or comes into it makes it the active one. */
export function Pane(props: {
  readonly briefingId: Id
  readonly session: BriefingSession | null
  readonly place: PanePlace | null
  readonly children: ReactNode
}) {
  const { briefingId, session, place, children } = props
  const title = useId()
  const enter = (): void => {
    if (place && !place.active) shell().enter(briefingId)
  }
  return (
    // Also what hangs from the text elsewhere in the page comes through here, as React has it.
    <div
      id={`pane-${briefingId}`}
      className="pane"
      data-active={place?.active ? '' : undefined}
      {...(place ? { role: 'region', 'aria-labelledby': title } : {})}
      onFocusCapture={enter}
      onPointerDownCapture={enter}
    >
      {place && <Head id={title} briefingId={briefingId} session={session} place={place} />}
      <PaneContext.Provider value={place}>
        <ActiveView.Provider value={place?.active ?? true}>{children}</ActiveView.Provider>
      </PaneContext.Provider>
    </div>
  )
}
