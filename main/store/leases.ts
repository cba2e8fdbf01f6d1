import type { Id } from '../../shared/model/identity.ts'

/** Which window may write to which briefing: at most one. Kept in memory: a lease ends with the process. */
export class Leases {
  readonly #windows = new Map<Id, string>()

  /** True when this window may write now; asking again is harmless. */
  acquire(briefingId: Id, windowId: string): boolean {
    const holder = this.#windows.get(briefingId)
    if (holder !== undefined && holder !== windowId) return false
    this.#windows.set(briefingId, windowId)
    return true
  }

  /** True when this window had the lease. */
  release(briefingId: Id, windowId: string): boolean {
    if (this.#windows.get(briefingId) !== windowId) return false
    return this.#windows.delete(briefingId)
  }

  /** Ends all leases of a window. @returns the briefings it had */
  releaseWindow(windowId: string): Id[] {
    const held = [...this.#windows].filter(([, holder]) => holder === windowId).map(([id]) => id)
    for (const id of held) this.#windows.delete(id)
    return held
  }

  holder(briefingId: Id): string | null {
    return this.#windows.get(briefingId) ?? null
  }
}
