import { useCallback, useEffect, useRef, useState } from 'react'
import type {
  Client,
  EventName,
  EventPayload,
  Input,
  OperationName,
  Output,
} from '../shared/contract/index.ts'
import type { ErrorValue, Result } from '../shared/model/error.ts'
import { AttestError } from '../shared/model/error.ts'
import type { EntityType } from '../shared/model/identity.ts'

/** What the Electron preload exposes; the only way out of a sandboxed window. */
interface Preload {
  call(name: string, payload: unknown): Promise<Result<unknown>>
  on(name: string, listener: (payload: unknown) => void): () => void
}
declare global {
  interface Window {
    readonly attest?: Preload
  }
}

const lost: ErrorValue = {
  code: 'io',
  message: 'Attest’s own process does not answer.',
  hint: 'What was saved is safe, and this window keeps what it shows. Check that Attest still runs, then try again.',
}

const strange: ErrorValue = {
  code: 'forbidden',
  message: 'This browser is not the one that Attest was opened in.',
  hint: 'Start Attest again and open the link it prints. What was saved is safe.',
}

function preloadClient(preload: Preload): Client {
  return {
    call: async <Name extends OperationName>(name: Name, input: Input<Name>) =>
      (await preload.call(name, input)) as Result<Output<Name>>,
    on: (name, listener) => preload.on(name, listener as (payload: unknown) => void),
  }
}

function httpClient(): Client {
  // Tabs share the session's cookie; a briefing is leased to one tab.
  const windowId = crypto.randomUUID()
  const listeners = new Map<string, Set<(payload: never) => void>>()
  let stream: EventSource | null = null
  const listen = (): void => {
    if (stream !== null) return
    stream = new EventSource(`/events?window=${windowId}`)
    stream.onmessage = (message) => {
      const event = JSON.parse(String(message.data)) as { name: string; payload: never }
      for (const listener of listeners.get(event.name) ?? []) listener(event.payload)
    }
  }
  // What this page had leased is free at once: the page that comes in its place, after a reload, wants it.
  window.addEventListener('pagehide', () => {
    const leaving = { method: 'POST', keepalive: true, headers: { 'x-attest-window': windowId } }
    void fetch('/leave', leaving).catch(() => undefined)
  })
  return {
    async call<Name extends OperationName>(name: Name, input: Input<Name>): Promise<Result<Output<Name>>> {
      try {
        const response = await fetch(`/call/${name}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-attest-window': windowId },
          body: JSON.stringify(input),
        })
        if (response.status === 401 || response.status === 403) return { ok: false, error: strange }
        return (await response.json()) as Result<Output<Name>>
      } catch {
        return { ok: false, error: lost }
      }
    },
    on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void) {
      const entry = listener as (payload: never) => void
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(entry))
      listen()
      return () => {
        set.delete(entry)
      }
    },
  }
}

/** The main side, through Electron's preload where there is one, else through the loopback server. */
export const client: Client = window.attest === undefined ? httpClient() : preloadClient(window.attest)

/** Like `client.call`, but throws the error as an `AttestError`: for acts that a form catches as a whole. */
export async function request<Name extends OperationName>(
  name: Name,
  input: Input<Name>,
): Promise<Output<Name>> {
  const result = await client.call(name, input)
  if (result.ok) return result.value
  throw new AttestError(result.error.code, result.error.message, result.error.hint)
}

/** Listens to an event for as long as the component is mounted; the newest `listener` is the one called. */
export function useEvent<Name extends EventName>(
  name: Name,
  listener: (payload: EventPayload<Name>) => void,
): void {
  const newest = useRef(listener)
  newest.current = listener
  useEffect(() => client.on(name, (payload) => newest.current(payload)), [name])
}

export interface Asked<Value> {
  /** The last answer; kept while a newer one is on its way. Null before the first and after an error. */
  readonly value: Value | null
  readonly error: ErrorValue | null
  /** Asked and not yet answered. */
  readonly loading: boolean
  readonly refetch: () => void
}

/**
 * Asks the main side, and again whenever the input changes or entities of `types` did.
 *
 * @param input the payload, or null to ask nothing (the value is then null)
 * @param types kinds of entity whose `library.changed` makes the answer old
 */
export function useOperation<Name extends OperationName>(
  name: Name,
  input: Input<Name> | null,
  types: readonly EntityType[] = [],
): Asked<Output<Name>> {
  const key = input === null ? null : JSON.stringify(input)
  const [turn, setTurn] = useState(0)
  const [state, setState] = useState<{
    key: string | null
    value: Output<Name> | null
    error: ErrorValue | null
    loading: boolean
  }>({ key: null, value: null, error: null, loading: key !== null })

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` asks again
  useEffect(() => {
    if (key === null) {
      setState({ key: null, value: null, error: null, loading: false })
      return
    }
    let current = true
    setState((before) => ({ ...before, loading: true }))
    client.call(name, JSON.parse(key) as Input<Name>).then((result) => {
      if (!current) return
      setState(
        result.ok
          ? { key, value: result.value, error: null, loading: false }
          : { key, value: null, error: result.error, loading: false },
      )
    })
    return () => {
      current = false
    }
  }, [name, key, turn])

  useEvent('library.changed', (changed) => {
    if (changed.types.some((type) => types.includes(type))) setTurn((before) => before + 1)
  })
  const refetch = useCallback(() => setTurn((before) => before + 1), [])
  return { value: state.value, error: state.error, loading: state.loading, refetch }
}
