import { useEffect, useMemo, useRef, useState } from 'react'
import type { ErrorValue } from '../../shared/model/error.ts'
import type { Id } from '../../shared/model/identity.ts'
import { client } from '../bridge.ts'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { SessionContext } from './context.ts'
import { leaving } from './leaving.ts'
import { Pane } from './Pane.tsx'
import { BriefingSession } from './session.ts'
import { useFollowing } from './useFollowing.ts'
import { Writing } from './Writing.tsx'
import './styles.ts'

/**
 * A briefing, opened for writing under a lease, or for reading when another window has it.
 *
 * @param second whether it is the second of two that share the page; null for one that has the page to itself
 * @param active whether the person is in it
 */
export function BriefingView(props: {
  readonly briefingId: Id
  readonly second: boolean | null
  readonly active: boolean
}) {
  const { briefingId, second, active } = props
  const place = useMemo(() => (second === null ? null : { second, active }), [second, active])
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

  return (
    <Pane briefingId={briefingId} session={session} place={place}>
      {error && <ErrorBar error={error} />}
      {session && !error && (
        <SessionContext.Provider value={session}>
          <Writing key={session.readOnly ? 'reading' : 'writing'} session={session} />
        </SessionContext.Provider>
      )}
    </Pane>
  )
}
