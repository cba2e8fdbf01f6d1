import { createContext, useContext } from 'react'
import type { BriefingSession } from './session.ts'

/** The open briefing; the object stays the same for as long as the view is mounted, so nothing renders because of it. */
export const SessionContext = createContext<BriefingSession | null>(null)

export function useSession(): BriefingSession {
  const session = useContext(SessionContext)
  if (!session) throw new Error('used outside of a briefing')
  return session
}
