import { create, type StoreApi, type UseBoundStore } from 'zustand'
import type { ErrorValue } from '../../shared/model/error.ts'
import type { Id } from '../../shared/model/identity.ts'
import type { Autosave } from './autosave.ts'

/** What leaving needs of a briefing that is open in this window. */
export interface Leavable {
  readonly id: Id
  readonly autosave: Pick<Autosave, 'state' | 'flush'>
  readonly state: { subscribe(listener: () => void): () => void }
  /** Saves, then ends. */
  dispose(): Promise<void>
  /** Ends without saving. */
  abandon(): Promise<void>
}

/** A briefing that is no longer shown and whose last words could not be saved. */
export interface Unsaved<Session> {
  readonly session: Session
  readonly error: ErrorValue
}

interface State<Session> {
  readonly items: readonly Unsaved<Session>[]
  /** Briefings that were left and are not on the disk yet, those that could not be saved among them. */
  readonly waiting: number
}

/** The briefings of a window that are shown no more, until their words are on the disk. */
export class Leaving<Session extends Leavable> {
  /** For what is said of them on every page. */
  readonly store: UseBoundStore<StoreApi<State<Session>>> = create<State<Session>>(() => ({
    items: [],
    waiting: 0,
  }))
  readonly #waiting = new Map<Id, { readonly session: Session; readonly unsubscribe: () => void }>()
  readonly #shown = new Set<Session>()

  /** This briefing is shown: its words count when the window is to close. Returns the function that ends it. */
  show(session: Session): () => void {
    this.#shown.add(session)
    return () => this.#shown.delete(session)
  }

  /** What this window shows of a briefing now. */
  shown(id: Id): Session | undefined {
    return [...this.#shown].find((session) => session.id === id)
  }

  /** Ends a session once everything is saved. What cannot be saved stays in the window until it is opened again. */
  async leave(session: Session): Promise<void> {
    this.#shown.delete(session)
    const unsubscribe = session.state.subscribe(() => this.#settle(session))
    this.#waiting.set(session.id, { session, unsubscribe })
    this.#publish()
    await session.autosave.flush()
    this.#settle(session)
  }

  /** The session of a briefing that was left with unsaved words, as it was, with its undo. */
  take(id: Id): Session | undefined {
    const entry = this.#waiting.get(id)
    this.#waiting.delete(id)
    entry?.unsubscribe()
    this.#publish()
    return entry?.session
  }

  /** Lets go of words that a person has saved elsewhere, or does not want. */
  drop(session: Session): void {
    this.take(session.id)
    void session.abandon()
  }

  /** Whether words of a briefing that was left are in this window alone. */
  get hasUnsaved(): boolean {
    return this.#waiting.size > 0
  }

  /** Saves all there is. @returns whether no word is in this window alone */
  async saveAll(): Promise<boolean> {
    const sessions = [...this.#waiting.values()].map(({ session }) => session)
    sessions.push(...this.#shown)
    await Promise.all(sessions.map((session) => session.autosave.flush()))
    return sessions.every((session) => session.autosave.state.name === 'saved')
  }

  #settle(session: Session): void {
    const entry = this.#waiting.get(session.id)
    if (entry?.session !== session) return
    if (session.autosave.state.name === 'saved') {
      this.#waiting.delete(session.id)
      entry.unsubscribe()
      void session.dispose()
    }
    this.#publish()
  }

  #publish(): void {
    const items = [...this.#waiting.values()].flatMap(({ session }) => {
      const { state } = session.autosave
      return state.name === 'failed' ? [{ session, error: state.error }] : []
    })
    this.store.setState({ items, waiting: this.#waiting.size })
  }
}
