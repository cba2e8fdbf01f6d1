import type { Id } from '../../shared/model/identity.ts'
import type { Store } from './store.ts'
import { keepVersion } from './versions.ts'

/** A state of a briefing that is being written is kept at least this often, in ms. */
const EVERY = 10 * 60_000

/** Whether the time has come; also when the clock went back, since nobody knows then how long it has been. */
const isDue = (last: number, now: number): boolean => now - last >= EVERY || now < last

/**
 * Keeps versions of briefings on its own, never within a save: when writing begins, every ten minutes while it goes
 * on, and when it ends.
 */
export class Keeping {
  readonly #store: Store
  /** Briefings saved to since they were last kept, with the time they were last kept. */
  readonly #edited = new Map<Id, number>()
  #work: Promise<unknown> = Promise.resolve()

  constructor(store: Store) {
    this.#store = store
  }

  /** Keeps the state before the first change. */
  begin(briefingId: Id): void {
    this.#keep(briefingId)
  }

  /** Called after each save. */
  saved(briefingId: Id): void {
    const now = this.#store.now()
    const last = this.#edited.get(briefingId)
    if (last === undefined) this.#edited.set(briefingId, now)
    else if (isDue(last, now)) {
      this.#edited.set(briefingId, now)
      this.#keep(briefingId)
    }
  }

  /** Keeps what was written, when a window lets go of it. */
  end(briefingId: Id): void {
    if (this.#edited.delete(briefingId)) this.#keep(briefingId)
  }

  /** Keeps every briefing whose time has come. */
  async tidy(): Promise<void> {
    const now = this.#store.now()
    for (const [id, last] of this.#edited) {
      if (!isDue(last, now)) continue
      this.#edited.set(id, now)
      this.#keep(id)
    }
    await this.#work
  }

  /** Waits until nothing is being kept. */
  async settled(): Promise<void> {
    await this.#work
  }

  /** Keeps all that was written and waits for it. */
  async finish(): Promise<void> {
    for (const id of [...this.#edited.keys()]) this.end(id)
    await this.#work
  }

  #keep(briefingId: Id): void {
    // A version that cannot be kept now (a full disk, a briefing removed meanwhile) must not stop anyone's writing:
    // the briefing itself is saved, and the next turn tries again.
    this.#work = this.#work.then(() => keepVersion(this.#store, briefingId, null)).catch(() => undefined)
  }
}
