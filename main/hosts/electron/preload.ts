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

const refusal = (message: string) => ({
  ok: false,
  error: {
    code: 'bad-request',
    message,
    hint: 'This is a fault in Attest, not in your work: please report it.',
  },
})

contextBridge.exposeInMainWorld('attest', {
  call: async (name: unknown, payload: unknown): Promise<unknown> => {
    if (!operations.has(name)) return refusal('There is no such operation.')
    let text: string
    try {
      text = JSON.stringify(payload)
    } catch {
      return refusal('The payload cannot be written as JSON.')
    }
    return ipcRenderer.invoke('attest:call', name, text)
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
