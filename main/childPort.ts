/** How a child hears its parent and answers: Electron's `utilityProcess` has a port of its own, `fork` the process's channel. */
export interface ChildPort {
  onRequest(listener: (message: unknown) => void): void
  answer(message: unknown): void
}

/** The way to the parent of this process; a forked child ends when its parent does. */
export function childPort(): ChildPort {
  const { parentPort } = process as unknown as {
    parentPort?: {
      on(event: 'message', listener: (event: { data: unknown }) => void): void
      postMessage(message: unknown): void
    }
  }
  if (parentPort) {
    return {
      onRequest: (listener) => parentPort.on('message', ({ data }) => listener(data)),
      answer: (message) => parentPort.postMessage(message),
    }
  }
  // Without its parent it has nothing to do.
  process.on('disconnect', () => process.exit(0))
  return {
    onRequest: (listener) => process.on('message', listener),
    answer: (message) => process.send?.(message),
  }
}
