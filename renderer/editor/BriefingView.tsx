import { useEffect, useRef, useState } from 'react'
import type { ErrorValue } from '../../shared/model/error.ts'
import type { Id } from '../../shared/model/identity.ts'
import { client } from '../bridge.ts'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { SessionContext } from './context.ts'
import { leaving } from './leaving.ts'
import { BriefingSession } from './session.ts'
import { useFollowing } from './useFollowing.ts'
import { Writing } from './Writing.tsx'
import './styles.ts'

/** A briefing, opened for writing under a lease, or for reading when another window has it. */
export function BriefingView({ briefingId }: { briefingId: Id }) {
  const [session, setSession] = useState<BriefingSession | null>(null)
  const [error, setError] = useState<ErrorValue | null>(null)
  const opened = useRef<BriefingSession | null>(null)
  useFollowing(briefingId, session, (writing) => {
    void opened.current?.abandon()
    opened.current = writing
    setSession(writing)
  })

  useEffect(() => {
    let current = true
    const kept = leaving.take(briefingId)
    opened.current = kept ?? null
    if (kept) setSession(kept)
    else
      void client.call('briefings.open', { id: briefingId }).then((result) => {
        if (!result.ok) {
          if (current) setError(result.error)
          return
        }
        const made = new BriefingSession(result.value.briefing, result.value.lease)
        if (!current) {
          void made.dispose()
          return
        }
        opened.current = made
        setSession(made)
      })
    return () => {
      current = false
      setSession(null)
      setError(null)
      if (opened.current) void leaving.leave(opened.current)
      opened.current = null
    }
  }, [briefingId])

  if (error) return <ErrorBar error={error} />
  if (!session) return null
  return (
    <SessionContext.Provider value={session}>
      <Writing key={session.readOnly ? 'reading' : 'writing'} session={session} />
    </SessionContext.Provider>
  )
}
