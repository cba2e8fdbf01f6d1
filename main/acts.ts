import type { EventPayload } from '../shared/contract/index.ts'
import { AttestError, toErrorValue } from '../shared/model/error.ts'
import { type Id, mintId } from '../shared/model/identity.ts'
import type { Emit } from './hosts/host.ts'

type Progress = Omit<EventPayload<'act.progress'>, 'actId'>
type Outcome = Omit<EventPayload<'act.done'>, 'actId' | 'error'>

/** A long act as its work sees it. */
export interface Act {
  readonly id: Id
  readonly signal: AbortSignal
  progress(progress: Progress): void
}

/** Long acts: each has an id, can be cancelled, reports progress at most ten times a second and ends with `act.done`. */
export interface Acts {
  /** Starts `work` after this call returned, so that the caller knows the id before the first event. */
  start(work: (act: Act) => Promise<Outcome>): Id
  /** Asks an act to stop; it still ends with `act.done`. Rejects nothing: an act that is over stays over. */
  cancel(id: Id): void
  running(): boolean
  /** Cancels all and waits until they ended. */
  dispose(): Promise<void>
}

/** Shortest time between two progress events of one act, in ms. */
const interval = 100

export function createActs(emit: Emit): Acts {
  const running = new Map<Id, { controller: AbortController; ended: Promise<void> }>()

  async function run(id: Id, signal: AbortSignal, work: (act: Act) => Promise<Outcome>): Promise<void> {
    const reporter = throttle((progress) => emit('act.progress', { actId: id, ...progress }))
    let done: EventPayload<'act.done'>
    try {
      // Lets the answer with the id leave first.
      await new Promise((resolve) => setImmediate(resolve))
      done = { actId: id, error: null, ...(await work({ id, signal, progress: reporter.report })) }
    } catch (error) {
      const value = signal.aborted && !(error instanceof AttestError) ? cancelled() : toErrorValue(error)
      done = { actId: id, error: { ...value } }
    }
    reporter.flush()
    emit('act.done', done)
  }

  return {
    start: (work) => {
      const id = mintId()
      const controller = new AbortController()
      const ended = run(id, controller.signal, work).finally(() => running.delete(id))
      running.set(id, { controller, ended })
      return id
    },
    cancel: (id) => running.get(id)?.controller.abort(),
    running: () => running.size > 0,
    dispose: async () => {
      const all = [...running.values()]
      for (const { controller } of all) controller.abort()
      await Promise.all(all.map(({ ended }) => ended))
    },
  }
}

const cancelled = () =>
  toErrorValue(new AttestError('cancelled', 'The act was cancelled.', 'What was finished before stays.'))

/** Passes the newest value on, at most one an interval; the last one is never lost. */
function throttle(send: (progress: Progress) => void) {
  let last = 0
  let waiting: Progress | null = null
  let timer: NodeJS.Timeout | null = null
  const flush = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (waiting === null) return
    const progress = waiting
    waiting = null
    last = Date.now()
    send(progress)
  }
  return {
    report: (progress: Progress) => {
      waiting = progress
      const wait = last + interval - Date.now()
      if (wait <= 0) flush()
      else timer ??= setTimeout(flush, wait)
    },
    flush,
  }
}
