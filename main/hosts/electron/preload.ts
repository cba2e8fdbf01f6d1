import { contextBridge, ipcRenderer } from 'electron'

// Runs sandboxed before the page. It lets through what the contract names and nothing else: no channel name, no
// Electron object and no event reaches the page.

/** Put in by the build from `shared/contract`: the names without the schemas. */
declare const ATTEST_OPERATIONS: readonly string[]
declare const ATTEST_EVENTS: readonly string[]

const operations: ReadonlySet<unknown> = new Set(ATTEST_OPERATIONS)
const events: ReadonlySet<unknown> = new Set(ATTEST_EVENTS)
const listeners = new Map<string, Set<(payload: unknown) => void>>()

ipcRenderer.on('attest:event', (_event, name: string, payload: unknown) => {
  for (const listener of listeners.get(name) ?? []) listener(payload)
})

contextBridge.exposeInMainWorld('attest', {
  call: async (name: unknown, payload: unknown): Promise<unknown> => {
    if (!operations.has(name)) {
      const error = {
        code: 'bad-request',
        message: 'There is no such operation.',
        hint: 'Please report this.',
      }
      return { ok: false, error }
    }
    return ipcRenderer.invoke('attest:call', name, JSON.stringify(payload))
  },
  on: (name: unknown, listener: unknown): (() => void) => {
    if (!events.has(name) || typeof listener !== 'function') return () => undefined
    const entry = (payload: unknown): void => listener(payload)
    const set = listeners.get(String(name)) ?? new Set()
    listeners.set(String(name), set.add(entry))
    return () => {
      set.delete(entry)
    }
  },
})
