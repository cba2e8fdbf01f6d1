import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { create } from 'zustand'
import { Autosave, type SaveState } from '../../../renderer/editor/autosave.ts'
import { type Leavable, Leaving } from '../../../renderer/editor/unsaved.ts'
import type { ErrorValue } from '../../../shared/model/error.ts'
import { idOf } from './notation.ts'

/** What saves are refused with. */
let refusal: ErrorValue | null = null
const disk = new Map<string, string>()
let left: Leaving<Desk>

beforeEach(() => {
  vi.useFakeTimers()
  refusal = null
  disk.clear()
  left = new Leaving<Desk>()
})
afterEach(() => void vi.useRealTimers())

/** A briefing in this window with the real saving behind it; what is acknowledged is in `disk`. */
class Desk implements Leavable {
  readonly id: string
  readonly state = create<{ save: SaveState }>(() => ({ save: { name: 'saved', at: null } }))
  typed = ''
  saved = ''
  ended: 'disposed' | 'abandoned' | null = null
  readonly autosave = new Autosave({
    revision: 1,
    collect: () => {
      const { typed } = this
      if (typed === this.saved) return null
      return {
        change: { briefingId: this.id, upserts: [], removals: [] },
        acknowledged: () => {
          this.saved = typed
          disk.set(this.id, typed)
        },
      }
    },
    send: async ({ baseRevision }) => {
      await new Promise((resolve) => setTimeout(resolve, 20))
      if (refusal) return { ok: false, error: refusal }
      return { ok: true, value: { revision: baseRevision + 1, savedAt: 1 } }
    },
    onState: (save) => this.state.setState({ save }),
  })

  constructor(name: string) {
    this.id = idOf(name)
  }

  type(words: string): void {
    this.typed += words
    this.autosave.touch()
  }

  dispose = async (): Promise<void> => {
    await this.autosave.flush()
    this.autosave.stop()
    this.ended = 'disposed'
  }
  abandon = async (): Promise<void> => {
    this.autosave.stop()
    this.ended = 'abandoned'
  }
}

const full: ErrorValue = { code: 'disk-full', message: 'The disk is full.', hint: 'Free some space.' }
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
describe('a briefing that is left', () => {
  it('is let go once its last words are on the disk', async () => {
    const desk = new Desk('a')
    desk.type('last words')
    void left.leave(desk)
    expect(left.hasUnsaved).toBe(true)
    expect(left.store.getState().waiting).toBe(1)
    await pass(50)
    expect([disk.get(desk.id), desk.ended]).toEqual(['last words', 'disposed'])
    expect(left.hasUnsaved).toBe(false)
    expect(left.store.getState()).toEqual({ items: [], waiting: 0 })
  })

  it('while it cannot be saved keeps its words, says so everywhere, and saves them when it can', async () => {
    const desk = new Desk('a')
    refusal = full
    desk.type('last words')
    void left.leave(desk)
    await pass(300)
    expect(desk.ended).toBe(null)
    expect(left.store.getState().items).toEqual([{ session: desk, error: full }])
    expect(left.hasUnsaved).toBe(true)
    // It stays said while it is tried again.
    for (let turn = 0; turn < 300; turn++) {
      await pass(50)
      expect(left.store.getState().items).toHaveLength(1)
    }
    refusal = null
    await pass(10_100)
    expect([disk.get(desk.id), desk.ended]).toEqual(['last words', 'disposed'])
    expect(left.store.getState()).toEqual({ items: [], waiting: 0 })
    expect(left.hasUnsaved).toBe(false)
  })

  it('beside another that is shown: both are saved when the window closes, and both hold it', async () => {
    const [first, second] = [new Desk('a'), new Desk('b')]
    left.show(first)
    const end = left.show(second)
    first.type('of the first')
    second.type('of the second')
    const all = left.saveAll()
    await pass(50)
    expect(await all).toBe(true)
    expect([disk.get(first.id), disk.get(second.id)]).toEqual(['of the first', 'of the second'])
    refusal = full
    first.type(', more')
    const refused = left.saveAll()
    await pass(50)
    expect(await refused).toBe(false)
    expect(left.shown(second.id)).toBe(second)
    end()
    expect(left.shown(second.id)).toBeUndefined()
  })

  it('comes back as it was, and is then no longer waited for', async () => {
    const desk = new Desk('a')
    refusal = full
    desk.type('last words')
    void left.leave(desk)
    await pass(300)
    expect(left.take(idOf('b'))).toBe(undefined)
    expect(left.take(desk.id)).toBe(desk)
    expect(left.store.getState()).toEqual({ items: [], waiting: 0 })
    refusal = null
    await pass(10_100)
    // It is shown again: saved, and still open.
    expect([disk.get(desk.id), desk.ended]).toEqual(['last words', null])
    desk.type(' and more')
    void left.leave(desk)
    await pass(50)
    expect([disk.get(desk.id), desk.ended]).toEqual(['last words and more', 'disposed'])
  })

  it('is let go without saving only when a person says so', async () => {
    const desk = new Desk('a')
    refusal = full
    desk.type('last words')
    void left.leave(desk)
    await pass(300)
    left.drop(desk)
    expect(desk.ended).toBe('abandoned')
    expect(left.hasUnsaved).toBe(false)
  })
})

describe('the window that is asked whether it may close', () => {
  it('may, when nothing is open', async () => {
    expect(await left.saveAll()).toBe(true)
  })

  it('saves what is shown and what was left, and may', async () => {
    const [shown, other] = [new Desk('a'), new Desk('b')]
    left.show(shown)
    shown.type('shown')
    other.type('left')
    void left.leave(other)
    const answered = left.saveAll()
    await pass(60)
    expect(await answered).toBe(true)
    expect([disk.get(shown.id), disk.get(other.id)]).toEqual(['shown', 'left'])
  })

  it.each(['shown', 'left'])('may not while words are in it alone: %s', async (how) => {
    const desk = new Desk('a')
    refusal = full
    desk.type('last words')
    if (how === 'shown') left.show(desk)
    else void left.leave(desk)
    const answered = left.saveAll()
    await pass(100)
    expect(await answered).toBe(false)
  })
})
