import type { Output } from '../../shared/contract/index.ts'
import type { BriefingChange } from '../../shared/model/briefing.ts'
import { type ErrorValue, type Result, toErrorValue } from '../../shared/model/error.ts'

/** What the status bar says, and it is always true. */
export type SaveState =
  | { readonly name: 'saved'; readonly at: number | null }
  | { readonly name: 'unsaved' }
  | { readonly name: 'saving' }
  | { readonly name: 'failed'; readonly error: ErrorValue; readonly conflict: boolean }

export interface AutosaveOptions {
  /** What differs from the last acknowledged state, and `taken()` when that has been acknowledged; null for nothing. */
  collect(): { change: Omit<BriefingChange, 'baseRevision'>; acknowledged: () => void } | null
  send(change: BriefingChange): Promise<Result<Output<'briefings.save'>>>
  onState(state: SaveState): void
  readonly revision: number
  /** Milliseconds since the Unix epoch, for what is shown; pauses are measured by a clock that never goes back. */
  now?(): number
}

/** After the last keystroke, ms. */
const quietMs = 250
/** While typing goes on, ms after the first unsaved keystroke. */
const atLeastMs = 900
const retryMs = [1000, 2000, 5000, 10_000]

/**
 * Saves what changed: soon after the last keystroke, at least every second while typing, one save at a time, each
 * naming the revision it is based on. A save that failed is tried again with growing pauses; a conflict waits for a
 * person.
 */
export class Autosave {
  readonly #options: AutosaveOptions
  #revision: number
  #state: SaveState = { name: 'saved', at: null }
  #firstUnsaved: number | null = null
  #timer: ReturnType<typeof setTimeout> | null = null
  #running: Promise<void> | null = null
  #failures = 0
  #stopped = false
  /** Grows with `rebase`: the answer to a save from before one is about a text that is gone. */
  #epoch = 0

  constructor(options: AutosaveOptions) {
    this.#options = options
    this.#revision = options.revision
  }

  get revision(): number {
    return this.#revision
  }

  get state(): SaveState {
    return this.#state
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now()
  }

  #set(state: SaveState): void {
    this.#state = state
    this.#options.onState(state)
  }

  /** Something was edited. */
  touch(): void {
    if (this.#stopped) return
    const now = performance.now()
    this.#firstUnsaved ??= now
    if (this.#state.name === 'saved') this.#set({ name: 'unsaved' })
    if (this.#state.name === 'failed') return
    const wait = Math.min(quietMs, Math.max(0, this.#firstUnsaved + atLeastMs - now))
    this.#schedule(wait)
  }

  #schedule(ms: number): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#timer = null
      void this.flush()
    }, ms)
  }

  /** Saves now; fulfilled when nothing is unsaved any more, or a save failed. */
  async flush(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#running) await this.#running
    if (this.#stopped || (this.#state.name === 'failed' && this.#state.conflict)) return
    if (this.#running) return this.flush()
    const collected = this.#options.collect()
    if (!collected) {
      if (this.#state.name !== 'saved') this.#set({ name: 'saved', at: this.#now() })
      this.#firstUnsaved = null
      return
    }
    this.#firstUnsaved = null
    // While it is tried again what is true stays on the screen, and so do the ways out beside it.
    if (this.#state.name !== 'failed') this.#set({ name: 'saving' })
    this.#running = this.#save(collected).finally(() => {
      this.#running = null
    })
    await this.#running
  }

  async #save({ change, acknowledged }: NonNullable<ReturnType<AutosaveOptions['collect']>>): Promise<void> {
    const epoch = this.#epoch
    const result = await this.#send({ ...change, baseRevision: this.#revision })
    if (epoch !== this.#epoch) return
    if (result.ok) {
      this.#failures = 0
      this.#revision = result.value.revision
      acknowledged()
      // Typed in the meantime: `touch` has set a timer, and the state must not claim more than is true.
      if (this.#firstUnsaved === null) this.#set({ name: 'saved', at: result.value.savedAt })
      else {
        this.#set({ name: 'unsaved' })
        if (!this.#timer && !this.#stopped) this.#schedule(quietMs)
      }
      return
    }
    const conflict = result.error.code === 'conflict' || result.error.code === 'busy'
    this.#set({ name: 'failed', error: result.error, conflict })
    if (!conflict && !this.#stopped) {
      this.#schedule(retryMs[Math.min(this.#failures, retryMs.length - 1)] ?? 10_000)
      this.#failures += 1
    }
  }

  /** A line that breaks is a failure like any other: it must not leave "saving" standing for good. */
  async #send(change: BriefingChange): Promise<Result<Output<'briefings.save'>>> {
    try {
      return await this.#options.send(change)
    } catch (error) {
      return { ok: false, error: toErrorValue(error) }
    }
  }

  /** Goes on from another state of the briefing: after a conflict was settled or a version restored. */
  rebase(revision: number): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
    this.#epoch += 1
    this.#revision = revision
    this.#failures = 0
    this.#firstUnsaved = null
    this.#set({ name: 'saved', at: null })
  }

  stop(): void {
    this.#stopped = true
    if (this.#timer) clearTimeout(this.#timer)
  }
}
