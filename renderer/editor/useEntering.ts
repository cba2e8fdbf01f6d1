import { useContext, useEffect } from 'react'
import { announce } from '../ui/Live.tsx'
import { besideWords as words } from '../words/beside.ts'
import { enterText } from './besideActs.ts'
import { PaneContext, type PanePlace } from './pane.ts'
import { textOf } from './region.ts'
import type { BriefingSession } from './session.ts'

/**
 * A briefing that becomes the active one of two says so, and takes the focus unless it has it.
 *
 * @returns where it stands; null when it has the page to itself
 */
export function useEntering(session: BriefingSession): PanePlace | null {
  const place = useContext(PaneContext)
  const second = place?.active ? place.second : null
  useEffect(() => {
    if (second === null) return
    announce(words.entered(second, session.state.getState().header.subject || words.untitled))
    const pane = textOf(session.editor)?.closest('.pane')
    if (pane && !pane.contains(document.activeElement)) enterText(session)
  }, [second, session])
  return place
}
