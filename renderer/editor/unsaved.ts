import { create } from 'zustand'
import type { ErrorValue } from '../../shared/model/error.ts'
import type { Id } from '../../shared/model/identity.ts'
import { client } from '../bridge.ts'
import type { BriefingSession } from './session.ts'

/** A briefing that is no longer shown and whose last words are not on the disk yet. */
export interface Unsaved {
  readonly session: BriefingSession
  readonly error: ErrorValue
}

/** Their saving goes on; each ends when it is saved. */
const waiting = new Map<Id, { readonly session: BriefingSession; readonly unsubscribe: () => void }>()
/** The briefing that is shown. */
let shown: BriefingSession | null = null

/** Those that could not be saved, for the notice about them. */
export const useUnsaved = create<{ items: readonly Unsaved[] }>(() => ({ items: [] }))

function publish(): void {
  const items: Unsaved[] = []
  for (const { session } of waiting.values()) {
    const { state } = session.autosave
    if (state.name === 'failed') items.push({ session, error: state.error })
  }
  const before = useUnsaved.getState().items
  const isSame =
    items.length === before.length &&
    items.every(({ session, error }, at) => session === before[at]?.session && error === before[at]?.error)
  if (!isSame) useUnsaved.setState({ items })
}

function settle(session: BriefingSession): void {
  const entry = waiting.get(session.id)
  if (entry?.session !== session) return
  if (session.autosave.state.name === 'saved') {
    waiting.delete(session.id)
    entry.unsubscribe()
    void session.dispose()
  }
  publish()
}

/** Tells that this briefing is shown, and answers for its words when the window closes. */
export function showSession(session: BriefingSession): void {
  shown = session
}

/** Ends a session once everything is saved. What cannot be saved stays in the window until it is opened again. */
export async function leaveSession(session: BriefingSession): Promise<void> {
  if (shown === session) shown = null
  const unsubscribe = session.state.subscribe(() => settle(session))
  waiting.set(session.id, { session, unsubscribe })
  await session.autosave.flush()
  settle(session)
}

/** The session of a briefing that was left with unsaved words, as it was, with its undo. */
export function takeSession(id: Id): BriefingSession | undefined {
  const entry = waiting.get(id)
  waiting.delete(id)
  entry?.unsubscribe()
  publish()
  return entry?.session
}

/** Lets go of words that a person has saved elsewhere, or does not want. */
export function dropSession(session: BriefingSession): void {
  takeSession(session.id)
  void session.abandon()
}

/** Saves all there is. @returns whether no word is in this window alone */
async function saveAll(): Promise<boolean> {
  const sessions = [...[...waiting.values()].map(({ session }) => session), ...(shown ? [shown] : [])]
  await Promise.all(sessions.map((session) => session.autosave.flush()))
  return sessions.every((session) => session.autosave.state.name === 'saved')
}

/** Asked by the main side before the window closes: the answer lets it, or says that words would be lost. */
export async function answerLeaving(): Promise<void> {
  await client.call('app.flushed', { saved: await saveAll() })
}

// Asks before the window is closed over words that are in it alone.
window.addEventListener('beforeunload', (event) => {
  if (waiting.size > 0) event.preventDefault()
})
