import { useEffect } from 'react'
import { leaving as left } from './leaving.ts'
import type { BriefingSession } from './session.ts'

/** Saves when the window is hidden; asks before it is closed over words that are in it alone. */
export function useLeaving(session: BriefingSession): void {
  useEffect(() => {
    const end = left.show(session)
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') void session.autosave.flush()
    }
    const leaving = (event: BeforeUnloadEvent): void => {
      if (session.autosave.state.name === 'saved') return
      void session.autosave.flush()
      event.preventDefault()
    }
    document.addEventListener('visibilitychange', hidden)
    window.addEventListener('beforeunload', leaving)
    return () => {
      end()
      document.removeEventListener('visibilitychange', hidden)
      window.removeEventListener('beforeunload', leaving)
    }
  }, [session])
}
