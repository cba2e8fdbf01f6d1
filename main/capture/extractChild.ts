import { toErrorValue } from '../../shared/model/error.ts'
import { extract } from './extract.ts'
import type { ExtractJob } from './extracted.ts'

/*
 * The extraction child: takes `{ id, job }`, answers `{ id, extracted }` or `{ id, error }`. Captured documents are
 * hostile until shown otherwise, so that what reads them runs here, where it can be killed.
 */

interface Port {
  onRequest(listener: (message: unknown) => void): void
  answer(message: unknown): void
}

/** Electron's `utilityProcess` has a port of its own, `fork` the process's channel. */
function findPort(): Port {
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

const port = findPort()
port.onRequest((message) => {
  const { id, job } = message as { id: number; job: ExtractJob }
  try {
    port.answer({ id, extracted: extract(job) })
  } catch (error) {
    port.answer({ id, error: toErrorValue(error) })
  }
})
