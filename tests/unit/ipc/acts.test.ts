import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createActs } from '../../../main/acts.ts'
import type { Emit } from '../../../main/hosts/host.ts'
import { AttestError } from '../../../shared/model/error.ts'

function recorder() {
  const events: { name: string; at: number; payload: Record<string, unknown> }[] = []
  const emit: Emit = (name, payload) =>
    void events.push({ name, at: Date.now(), payload: payload as Record<string, unknown> })
  return { emit, events }
}

describe('acts', () => {
  beforeEach(
    () =>
      void vi.useFakeTimers({
        toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'Date', 'performance'],
      }),
  )
  afterEach(() => void vi.useRealTimers())

  it('report at most ten times a second, the last report always, and then that they are done', async () => {
    const { emit, events } = recorder()
    const acts = createActs(emit)
    const id = acts.start(async ({ progress }) => {
      for (let done = 1; done <= 1000; done += 1) {
        progress({ done, total: 1000, stage: 'counting' })
        await new Promise((resolve) => setTimeout(resolve, 3))
      }
      return {}
    })
    await vi.advanceTimersByTimeAsync(10_000)
    const reports = events.filter(({ name }) => name === 'act.progress')
    const gaps = reports.slice(1, -1).map(({ at }, index) => at - (reports[index]?.at ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(100)
    expect(reports.length).toBeGreaterThan(20)
    expect(reports.at(-1)?.payload).toMatchObject({ actId: id, done: 1000 })
    expect(events.at(-1)).toMatchObject({ name: 'act.done', payload: { actId: id, error: null } })
    expect(acts.running()).toBe(false)
  })

  it('say nothing before the caller knows the id', async () => {
    const { emit, events } = recorder()
    createActs(emit).start(async ({ progress }) => {
      progress({ done: 0, total: 1, stage: 'begun' })
      return {}
    })
    expect(events).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(events.map(({ name }) => name)).toEqual(['act.progress', 'act.done'])
  })

  it('end as cancelled, whatever the work throws when it is told to stop', async () => {
    const { emit, events } = recorder()
    const acts = createActs(emit)
    const id = acts.start(
      ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('aborted')))
        }),
    )
    await vi.advanceTimersByTimeAsync(1)
    acts.cancel(id)
    await vi.advanceTimersByTimeAsync(1)
    expect(events).toMatchObject([{ name: 'act.done', payload: { actId: id, error: { code: 'cancelled' } } }])
    acts.cancel(id)
    expect(events).toHaveLength(1)
  })

  it('end with the error of the work', async () => {
    const { emit, events } = recorder()
    createActs(emit).start(async () => {
      throw new AttestError('disk-full', 'The disk is full.', 'Make room.')
    })
    await vi.advanceTimersByTimeAsync(1)
    expect(events[0]?.payload).toMatchObject({ error: { code: 'disk-full', message: 'The disk is full.' } })
  })

  it('are all ended by dispose, which waits for them', async () => {
    const { emit, events } = recorder()
    const acts = createActs(emit)
    acts.start(async ({ signal }) => {
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => setTimeout(resolve, 50)))
      return {}
    })
    await vi.advanceTimersByTimeAsync(1)
    let disposed = false
    const disposing = acts.dispose().then(() => {
      disposed = true
    })
    await vi.advanceTimersByTimeAsync(20)
    expect(disposed).toBe(false)
    await vi.advanceTimersByTimeAsync(50)
    await disposing
    expect(events.map(({ name }) => name)).toEqual(['act.done'])
  })

  it('are told of by their window with how far they are, and ended with it', async () => {
    const { emit, events } = recorder()
    const acts = createActs(emit)
    const work = ({ signal, progress }: Parameters<Parameters<typeof acts.start>[0]>[0]) =>
      new Promise<Record<string, never>>((resolve) => {
        progress({ done: 12, total: 40, stage: 'a file' })
        signal.addEventListener('abort', () => setTimeout(() => resolve({}), 50))
      })
    acts.start(work, { kind: 'import', windowId: 'one' })
    acts.start(work, { kind: 'export', windowId: 'two' })
    acts.start(work)
    await vi.advanceTimersByTimeAsync(1)
    expect(acts.of('one')).toEqual([{ kind: 'import', windowId: 'one', done: 12, total: 40 }])
    expect(acts.of('three')).toEqual([])
    const ended = acts.end('one')
    await vi.advanceTimersByTimeAsync(60)
    await ended
    expect(events.filter(({ name }) => name === 'act.done')).toHaveLength(1)
    expect([acts.of('one'), acts.of('two').length, acts.running()]).toEqual([[], 1, true])
  })
})
