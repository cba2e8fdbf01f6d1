import type { EventPayload } from '../../shared/contract/index.ts'
import type { ErrorValue, Result } from '../../shared/model/error.ts'
import { client } from '../bridge.ts'

type Done = EventPayload<'act.done'>
type Heard =
  | { readonly done: false; readonly payload: EventPayload<'act.progress'> }
  | { readonly done: true; readonly payload: Done }

/** A long act of the main side, as the window follows it. */
export interface Followed {
  /** How it ended; null when it was not begun, because the person cancelled a dialog. */
  readonly ended: Promise<Done | { readonly error: ErrorValue } | null>
  stop(): void
}

/**
 * Begins an act and follows it to its end.
 *
 * @param begin the call that answers with the act's id
 */
export function follow(
  begin: () => Promise<Result<{ actId: string | null }>>,
  onProgress: (progress: EventPayload<'act.progress'>) => void,
): Followed {
  let actId: string | null = null
  let stopAsked = false
  // An act may go on, or even end, before its start was answered.
  let early: Heard[] | null = []
  let end: (done: Done) => void = () => undefined
  const done = new Promise<Done>((resolve) => {
    end = resolve
  })
  const take = (heard: Heard): void => {
    if (early) early.push(heard)
    else if (heard.payload.actId !== actId) return
    else if (heard.done) end(heard.payload)
    else onProgress(heard.payload)
  }
  const deaf = [
    client.on('act.progress', (payload) => take({ done: false, payload })),
    client.on('act.done', (payload) => take({ done: true, payload })),
  ]
  const run = async () => {
    try {
      const begun = await begin()
      if (!begun.ok) return { error: begun.error }
      actId = begun.value.actId
      if (actId === null) return null
      if (stopAsked) void client.call('acts.cancel', { actId })
      const waiting = early ?? []
      early = null
      for (const heard of waiting) take(heard)
      return await done
    } finally {
      for (const off of deaf) off()
    }
  }
  return {
    ended: run(),
    stop: () => {
      stopAsked = true
      if (actId !== null) void client.call('acts.cancel', { actId })
    },
  }
}
