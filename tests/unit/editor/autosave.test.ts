import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Autosave, type SaveState } from '../../../renderer/editor/autosave.ts'
import type { BriefingChange } from '../../../shared/model/briefing.ts'
import { AttestError, type ErrorCode, toErrorValue } from '../../../shared/model/error.ts'
import { idOf } from './notation.ts'

const refusal = (code: ErrorCode) => ({
  ok: false as const,
  error: toErrorValue(new AttestError(code, 'Not saved.', 'Your text is safe in this window.')),
})

/** A text in the window and a store behind a slow line: what is acknowledged is in `disk`. */
class Desk {
  typed = ''
  disk = ''
  saved = ''
  revision = 7
  inFlight = 0
  mostInFlight = 0
  /** How long the store takes, ms, and what it refuses with, one a save. */
  delay = 20
  refusals: (ErrorCode | null)[] = []
  /** The line itself breaks: the call throws. */
  broken = false
  readonly sends: { at: number; base: number; text: string }[] = []
  readonly states: SaveState[] = []
  readonly autosave: Autosave

  constructor() {
    this.autosave = new Autosave({
      revision: this.revision,
      collect: () => {
        const { typed } = this
        if (typed === this.saved) return null
        return {
          change: {
            briefingId: idOf('b'),
            upserts: [{ type: 'paragraph', id: idOf('p'), children: [{ text: typed }] }],
            removals: [],
          },
          acknowledged: () => {
            this.saved = typed
          },
        }
      },
      send: (change) => this.#send(change),
      onState: (state) => this.states.push(state),
    })
  }

  async #send(change: BriefingChange): ReturnType<ConstructorParameters<typeof Autosave>[0]['send']> {
    const [block] = change.upserts
    const text =
      block?.type === 'paragraph' && 'text' in (block.children[0] ?? {})
        ? JSON.stringify(block.children[0])
        : ''
    this.sends.push({ at: Date.now(), base: change.baseRevision, text })
    this.inFlight += 1
    this.mostInFlight = Math.max(this.mostInFlight, this.inFlight)
    await new Promise((resolve) => setTimeout(resolve, this.delay))
    this.inFlight -= 1
    if (this.broken) throw new Error('the line is dead')
    const code = this.refusals.shift() ?? null
    if (code) return refusal(code)
    if (change.baseRevision !== this.revision) return refusal('conflict')
    this.revision += 1
    this.disk = JSON.parse(text).text
    return { ok: true, value: { revision: this.revision, savedAt: Date.now() } }
  }

  type(letters: string): void {
    this.typed += letters
    this.autosave.touch()
  }

  get state(): string {
    return this.autosave.state.name
  }
}

let desk: Desk
beforeEach(() => {
  vi.useFakeTimers()
  desk = new Desk()
})
afterEach(() => {
  desk.autosave.stop()
  vi.useRealTimers()
})
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

describe('autosave', () => {
  it('sends within 300 ms of the last keystroke and says so truthfully', async () => {
    desk.type('One')
    expect(desk.state).toBe('unsaved')
    await pass(300)
    expect(desk.sends).toHaveLength(1)
    expect(desk.disk).toBe('One')
    expect(desk.state).toBe('saved')
    expect(desk.states.map((state) => state.name)).toEqual(['unsaved', 'saving', 'saved'])
  })

  it('sends at least every second while typing goes on, one save at a time, each on the last revision', async () => {
    const started = Date.now()
    desk.delay = 400
    for (let stroke = 0; stroke < 60; stroke += 1) {
      desk.type('x')
      await pass(80)
    }
    const times = [started, ...desk.sends.map((send) => send.at)]
    const gaps = times.slice(1).map((at, index) => at - (times[index] ?? 0))
    expect(Math.max(...gaps)).toBeLessThanOrEqual(1400)
    expect(gaps[0]).toBeLessThanOrEqual(1000)
    expect(desk.mostInFlight).toBe(1)
    await pass(3000)
    expect(desk.sends.map((send) => send.base)).toEqual(desk.sends.map((_, index) => 7 + index))
    expect(desk.disk).toBe(desk.typed)
    expect(desk.state).toBe('saved')
  })

  it('never says saved while letters are missing on the disk', async () => {
    desk.delay = 700
    for (let stroke = 0; stroke < 40; stroke += 1) {
      desk.type('y')
      await pass(130)
      if (desk.state === 'saved') expect(desk.disk).toBe(desk.typed)
    }
    await pass(4000)
    expect([desk.state, desk.disk]).toEqual(['saved', desk.typed])
  })

  it('tries again after a failure, with growing pauses, until it is on the disk', async () => {
    desk.refusals = ['disk-full', 'disk-full', 'io']
    desk.type('One')
    await pass(320)
    expect(desk.autosave.state).toMatchObject({
      name: 'failed',
      conflict: false,
      error: { code: 'disk-full' },
    })
    desk.type(' two')
    await pass(12_000)
    expect(desk.sends).toHaveLength(4)
    const gaps = desk.sends.slice(1).map((send, index) => send.at - (desk.sends[index]?.at ?? 0))
    expect([...gaps].sort((a, b) => a - b)).toEqual(gaps)
    expect([desk.state, desk.disk]).toEqual(['saved', 'One two'])
  })

  it('says that it is not saved without a break while it tries again, and saves what was typed meanwhile', async () => {
    desk.refusals = ['disk-full', 'disk-full', 'disk-full']
    desk.delay = 200
    desk.type('One')
    await pass(600)
    const since = desk.states.length
    // Typed while the save is tried again.
    await pass(900)
    desk.type(' two')
    await pass(7_300)
    expect(desk.states.slice(since).some((state) => state.name === 'saving' && desk.disk === '')).toBe(false)
    await pass(12_000)
    expect([desk.state, desk.disk]).toEqual(['saved', 'One two'])
  })

  it('saves what was typed while a save that had failed was tried again', async () => {
    desk.refusals = ['disk-full']
    desk.delay = 200
    desk.type('One')
    await pass(500)
    expect(desk.state).toBe('failed')
    await pass(1050)
    expect(desk.inFlight).toBe(1)
    desk.type(' two')
    await pass(1200)
    expect([desk.state, desk.disk]).toEqual(['saved', 'One two'])
  })

  it('sends at least every second while typing goes on, also when the clock goes back', async () => {
    for (let stroke = 0; stroke < 40; stroke += 1) {
      desk.type('x')
      await pass(80)
      if (stroke === 5) vi.setSystemTime(Date.now() - 3_600_000)
    }
    expect(desk.sends.length).toBeGreaterThanOrEqual(3)
    expect(desk.disk.length).toBeGreaterThan(20)
  })

  it('saves on demand after a failure', async () => {
    desk.refusals = ['disk-full']
    desk.type('One')
    await pass(320)
    void desk.autosave.flush()
    await pass(50)
    expect([desk.state, desk.disk]).toEqual(['saved', 'One'])
  })

  it('flushes at once, with what was typed while a save was on its way', async () => {
    desk.delay = 500
    desk.type('One')
    await pass(300)
    desk.type(' two')
    const done = vi.fn()
    void desk.autosave.flush().then(done)
    await pass(499)
    expect(done).not.toHaveBeenCalled()
    await pass(700)
    expect(done).toHaveBeenCalled()
    expect([desk.state, desk.disk]).toEqual(['saved', 'One two'])
  })

  it('waits for a person after a conflict, and goes on from the state that was chosen', async () => {
    desk.revision = 9
    desk.type('One')
    await pass(320)
    expect(desk.autosave.state).toMatchObject({ name: 'failed', conflict: true })
    await pass(60_000)
    expect(desk.sends).toHaveLength(1)
    desk.autosave.rebase(9)
    desk.autosave.touch()
    await pass(320)
    expect([desk.state, desk.disk, desk.revision]).toEqual(['saved', 'One', 10])
  })

  it('is saved again without sending when what was typed was taken back', async () => {
    desk.type('x')
    desk.typed = ''
    await pass(320)
    expect(desk.sends).toHaveLength(0)
    expect(desk.state).toBe('saved')
  })

  it('sends nothing after it was stopped', async () => {
    desk.type('One')
    desk.autosave.stop()
    await pass(5000)
    expect(desk.sends).toHaveLength(0)
  })

  it('says that it is not saved when the call itself breaks, and tries again', async () => {
    desk.broken = true
    desk.type('One')
    await pass(320)
    expect(desk.autosave.state).toMatchObject({ name: 'failed', conflict: false })
    desk.broken = false
    await pass(1100)
    expect([desk.state, desk.disk]).toEqual(['saved', 'One'])
  })

  it('takes no answer to a save from before another state was put in place', async () => {
    desk.delay = 500
    desk.type('One')
    await pass(300)
    expect(desk.inFlight).toBe(1)
    // Meanwhile a version was restored: the store is two revisions on, the window shows what was restored.
    desk.revision = 9
    desk.typed = 'Restored'
    desk.saved = 'Restored'
    desk.autosave.rebase(9)
    await pass(600)
    expect(desk.state).toBe('saved')
    expect(desk.autosave.revision).toBe(9)
    expect(desk.saved).toBe('Restored')
    desk.type(' and more')
    await pass(900)
    expect(desk.sends[desk.sends.length - 1]?.base).toBe(9)
    expect([desk.state, desk.disk]).toEqual(['saved', 'Restored and more'])
  })
})
