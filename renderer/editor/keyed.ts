import { useSyncExternalStore } from 'react'

/**
 * Values by key, outside of React: a component that reads one key is rendered again when that key changes, and no
 * other is. Numbers, verdicts and labels live in these, so that a keystroke renders its own block only.
 */
export class Keyed<Value> {
  readonly #values = new Map<string, Value>()
  readonly #listeners = new Map<string, Set<() => void>>()
  readonly #all = new Set<() => void>()
  #version = 0

  get(key: string): Value | undefined {
    return this.#values.get(key)
  }

  /** All values; the same map object as long as nothing changes is not promised, use `version`. */
  entries(): ReadonlyMap<string, Value> {
    return this.#values
  }

  get version(): number {
    return this.#version
  }

  /** Sets several at once and tells only those whose value is another one by `Object.is`. */
  setAll(values: Iterable<readonly [string, Value]>): void {
    const changed: string[] = []
    for (const [key, value] of values) {
      if (Object.is(this.#values.get(key), value)) continue
      this.#values.set(key, value)
      changed.push(key)
    }
    this.#tell(changed)
  }

  delete(keys: Iterable<string>): void {
    const changed = [...keys].filter((key) => this.#values.delete(key))
    this.#tell(changed)
  }

  #tell(changed: readonly string[]): void {
    if (changed.length === 0) return
    this.#version += 1
    for (const key of changed) for (const listener of this.#listeners.get(key) ?? []) listener()
    for (const listener of this.#all) listener()
  }

  subscribe(key: string, listener: () => void): () => void {
    const set = this.#listeners.get(key) ?? new Set()
    this.#listeners.set(key, set.add(listener))
    return () => {
      set.delete(listener)
      if (set.size === 0) this.#listeners.delete(key)
    }
  }

  subscribeAll(listener: () => void): () => void {
    this.#all.add(listener)
    return () => this.#all.delete(listener)
  }
}

/** The value of one key, followed. */
export const useKeyed = <Value>(store: Keyed<Value>, key: string): Value | undefined =>
  useSyncExternalStore(
    (listener) => store.subscribe(key, listener),
    () => store.get(key),
  )

/** A number that changes with any value: for counts and lists over all of them. */
export const useVersion = (store: Keyed<never> | Keyed<unknown>): number =>
  useSyncExternalStore(
    (listener) => store.subscribeAll(listener),
    () => store.version,
  )
