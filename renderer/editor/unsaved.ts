import type { Id } from '../../shared/model/identity.ts'
import type { BriefingSession } from './session.ts'

/** Briefings that are no longer shown and whose last words are not on the disk yet: their saving goes on. */
const waiting = new Map<Id, BriefingSession>()

function settle(session: BriefingSession): void {
  if (waiting.get(session.id) !== session || session.autosave.state.name !== 'saved') return
  waiting.delete(session.id)
  void session.dispose()
}

/** Ends a session once everything is saved. What cannot be saved stays in the window until it is opened again. */
export async function leaveSession(session: BriefingSession): Promise<void> {
  waiting.set(session.id, session)
  session.state.subscribe(() => settle(session))
  await session.autosave.flush()
  settle(session)
}

/** The session of a briefing that was left with unsaved words, as it was, with its undo. */
export function takeSession(id: Id): BriefingSession | undefined {
  const session = waiting.get(id)
  waiting.delete(id)
  return session
}

// Asks before the window is closed over words that are in it alone.
window.addEventListener('beforeunload', (event) => {
  if (waiting.size > 0) event.preventDefault()
})
