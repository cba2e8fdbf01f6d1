import { useEffect, useRef } from 'react'
import type { Id } from '../../shared/model/identity.ts'
import { client, useEvent } from '../bridge.ts'
import { BriefingSession } from './session.ts'

/**
 * A briefing that another window writes to is shown here as it is saved there; when that window lets go of it, or is
 * gone, this one may write.
 *
 * @param session what this window shows; followed only while it may not write
 * @param takeOver given the session that may write now
 */
export function useFollowing(
  briefingId: Id,
  session: BriefingSession | null,
  takeOver: (session: BriefingSession) => void,
): void {
  const shown = useRef(session)
  shown.current = session
  const asking = useRef(false)
  const askAgain = useRef(false)
  useEffect(
    () => () => {
      shown.current = null
    },
    [],
  )

  const look = async (): Promise<void> => {
    const reading = shown.current
    if (reading === null || !reading.readOnly || reading.id !== briefingId) return
    if (asking.current) {
      askAgain.current = true
      return
    }
    asking.current = true
    const result = await client.call('briefings.open', { id: briefingId })
    asking.current = false
    if (!result.ok) return
    const { briefing, lease } = result.value
    if (shown.current !== reading) {
      // Left meanwhile: what it got without wanting it would lock others out.
      if (lease && shown.current?.id !== briefingId)
        await client.call('briefings.release', { id: briefingId })
    } else if (lease) takeOver(new BriefingSession(briefing, true))
    else if (briefing.revision > reading.autosave.revision) reading.replace(briefing)
    if (!askAgain.current) return
    askAgain.current = false
    await look()
  }

  useEvent('briefing.saved', (saved) => {
    if (saved.briefingId === briefingId) void look()
  })
  useEvent('briefing.freed', (freed) => {
    if (freed.briefingId === briefingId) void look()
  })
}
