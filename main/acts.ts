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

/** What an act is, for a person who is asked about it, and the window it belongs to. */
export interface ActAbout {
  readonly kind: 'import' | 'export'
  readonly windowId: string
}

/** An act that goes on, and how far it is. */
export interface RunningAct extends ActAbout {
  readonly done: number
  readonly total: number
}

/** Long acts: each has an id, can be cancelled, reports progress at most ten times a second and ends with `act.done`. */
export interface Acts {
  /** Starts `work` after this call returned, so that the caller knows the id before the first event. */
  start(work: (act: Act) => Promise<Outcome>, about?: ActAbout): Id
  /** Asks an act to stop; it still ends with `act.done`. Rejects nothing: an act that is over stays over. */
  cancel(id: Id): void
  running(): boolean
  /** Those of a window that go on; those that nobody would miss are not told. */
  of(windowId: string): RunningAct[]
  /** Cancels those of a window and waits until they ended. */
  end(windowId: string): Promise<void>
  /** Cancels all and waits until they ended. */
  dispose(): Promise<void>
}

/** Shortest time between two progress events of one act, in ms. */
const interval = 100

export function createActs(emit: Emit): Acts {
  const running = new Map<Id, { controller: AbortController; ended: Promise<void>; about?: ActAbout }>()
  const reached = new Map<Id, { done: number; total: number }>()
  const ofWindow = (windowId: string) => [...running].filter(([, { about }]) => about?.windowId === windowId)

  async function run(id: Id, signal: AbortSignal, work: (act: Act) => Promise<Outcome>): Promise<void> {
    const reporter = throttle((progress) => emit('act.progress', { actId: id, ...progress }))
    let done: EventPayload<'act.done'>
    try {
      // Lets the answer with the id leave first.
      await new Promise((resolve) => setImmediate(resolve))
      const progress = (now: Progress): void => {
        reached.set(id, { done: now.done, total: now.total })
        reporter.report(now)
      }
      done = { actId: id, error: null, ...(await work({ id, signal, progress })) }
    } catch (error) {
      const value = signal.aborted && !(error instanceof AttestError) ? cancelled() : toErrorValue(error)
      done = { actId: id, error: { ...value } }
    }
    reporter.flush()
    emit('act.done', done)
  }

  return {
    start: (work, about) => {
      const id = mintId()
      const controller = new AbortController()
      const ended = run(id, controller.signal, work).finally(() => {
        running.delete(id)
        reached.delete(id)
      })
      running.set(id, { controller, ended, ...(about === undefined ? {} : { about }) })
      return id
    },
    cancel: (id) => running.get(id)?.controller.abort(),
    running: () => running.size > 0,
    of: (windowId) =>
      ofWindow(windowId).flatMap(([id, { about }]) =>
        about === undefined ? [] : [{ ...about, ...(reached.get(id) ?? { done: 0, total: 0 }) }],
      ),
    end: async (windowId) => {
      const own = ofWindow(windowId)
      for (const [, { controller }] of own) controller.abort()
      await Promise.all(own.map(([, { ended }]) => ended))
    },
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
  let last = Number.NEGATIVE_INFINITY
  let waiting: Progress | null = null
  let timer: NodeJS.Timeout | null = null
  const flush = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (waiting === null) return
    const progress = waiting
    waiting = null
    last = performance.now()
    send(progress)
  }
  return {
    report: (progress: Progress) => {
      waiting = progress
      const wait = last + interval - performance.now()
      if (wait <= 0) flush()
      else timer ??= setTimeout(flush, wait)
    },
    flush,
  }
}
