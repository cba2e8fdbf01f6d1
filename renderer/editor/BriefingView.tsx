import { useEffect, useState } from 'react'
import type { ErrorValue } from '../../shared/model/error.ts'
import type { Id } from '../../shared/model/identity.ts'
import { client } from '../bridge.ts'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { SessionContext } from './context.ts'
import { leaving } from './leaving.ts'
import { BriefingSession } from './session.ts'
import { Writing } from './Writing.tsx'
import './styles.ts'

/** A briefing, opened for writing under a lease, or for reading when another window has it. */
export function BriefingView({ briefingId }: { briefingId: Id }) {
  const [session, setSession] = useState<BriefingSession | null>(null)
  const [error, setError] = useState<ErrorValue | null>(null)

  useEffect(() => {
    let current = true
    const kept = leaving.take(briefingId)
    let opened: BriefingSession | null = kept ?? null
    if (kept) setSession(kept)
    else
      void client.call('briefings.open', { id: briefingId }).then((result) => {
        if (!result.ok) {
          if (current) setError(result.error)
          return
        }
        opened = new BriefingSession(result.value.briefing, result.value.lease)
        if (current) setSession(opened)
        else void opened.dispose()
      })
    return () => {
      current = false
      setSession(null)
      setError(null)
      if (opened) void leaving.leave(opened)
    }
  }, [briefingId])

  if (error) return <ErrorBar error={error} />
  if (!session) return null
  return (
    <SessionContext.Provider value={session}>
      <Writing session={session} />
    </SessionContext.Provider>
  )
}
