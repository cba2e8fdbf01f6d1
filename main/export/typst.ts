import { AttestError } from '../../shared/model/error.ts'
import type { Child, LaunchChild } from '../children.ts'
import { cancelled, compileError } from './problems.ts'
import type { Conformance, PrintedPicture, TypstAnswer, TypstRequest } from './typstMessages.ts'

/** Above this much memory the child is replaced after its answer, in bytes. */
const tooLarge = 700 * 1024 * 1024
const heapMiB = 1024
/** Longest a document may take, ms: 500 pages take seconds. */
const longestMs = 120_000

export interface CompileOptions {
  readonly signal?: AbortSignal | undefined
  /** Date and time the file carries: milliseconds since the Unix epoch, whole seconds are kept. */
  readonly timestampMs: number
  readonly conformance: Conformance
  /** What the figures of the document show. */
  readonly pictures?: readonly PrintedPicture[]
}

export interface Typst {
  /**
   * Sets a resolved document. The same document and timestamp give the same bytes.
   *
   * @throws AttestError `missing-glyph`, `compile-failed`, `cancelled`, `timeout`
   */
  compile(document: unknown, options: CompileOptions): Promise<{ pdf: Uint8Array; pages: number }>
  /** Starts the child, so that the first compile finds it ready. */
  warm(): void
  dispose(): Promise<void>
}

interface Running {
  readonly request: TypstRequest
  readonly settle: (answer: TypstAnswer | AttestError) => void
}

/** Answers a cancelled caller at once, even while another's document is being set. */
function orCancelled<Value>(result: Promise<Value>, signal: AbortSignal | undefined): Promise<Value> {
  if (!signal) return result
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(cancelled())
    if (signal.aborted) onAbort()
    signal.addEventListener('abort', onAbort, { once: true })
    result.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort))
  })
}

const notStarted = (cause: unknown): AttestError =>
  new AttestError(
    'internal',
    `The process that sets documents did not start (${cause instanceof Error ? cause.message : cause}).`,
    'Nothing was written. Close other programs or start Attest again, then export again.',
    { cause },
  )

/** The Typst child: started when first needed, kept warm, killed to cancel, started again after a crash. */
export function createTypst({
  launchChild,
  timeoutMs = longestMs,
  recycleAtBytes = tooLarge,
}: {
  launchChild: LaunchChild
  timeoutMs?: number
  recycleAtBytes?: number
}): Typst {
  let child: Child | null = null
  let running: Running | null = null
  let last: Promise<unknown> = Promise.resolve()
  let next = 1
  let disposed = false

  function start(): Child {
    if (child) return child
    const started = launchChild('typst', { memoryMiB: heapMiB })
    child = started
    started.onMessage((message) => {
      const answer = message as TypstAnswer
      if (child !== started || answer.id !== running?.request.id) return
      const { settle } = running
      running = null
      if (answer.memoryBytes > recycleAtBytes) stop()
      settle(answer)
    })
    started.onExit((_code, error) => {
      if (child !== started) return
      child = null
      const failed = running
      running = null
      failed?.settle(
        error !== undefined
          ? notStarted(error)
          : new AttestError(
              'compile-failed',
              'The process that sets documents ended in the middle of this one.',
              'Nothing was written. Try again; if it happens with this briefing each time, export it in parts and report it.',
            ),
      )
    })
    return started
  }

  /** A compile cannot be interrupted, only its process ended. */
  function stop() {
    const old = child
    child = null
    old?.kill()
  }

  async function ask(request: TypstRequest, signal: AbortSignal | undefined): Promise<TypstAnswer> {
    if (signal?.aborted || disposed) throw cancelled()
    let timer: ReturnType<typeof setTimeout> | undefined
    let onAbort: (() => void) | undefined
    const answer = await new Promise<TypstAnswer | AttestError>((resolve) => {
      const giveUp = (error: AttestError) => {
        running = null
        stop()
        resolve(error)
      }
      running = { request, settle: resolve }
      onAbort = () => giveUp(cancelled())
      signal?.addEventListener('abort', onAbort, { once: true })
      timer = setTimeout(
        () =>
          giveUp(
            new AttestError(
              'timeout',
              `The document was not set within ${Math.round(timeoutMs / 1000)} seconds.`,
              'Nothing was written. Export it in parts.',
            ),
          ),
        timeoutMs,
      )
      try {
        start().send(request)
      } catch (error) {
        giveUp(notStarted(error))
      }
    })
    clearTimeout(timer)
    if (onAbort) signal?.removeEventListener('abort', onAbort)
    if (answer instanceof AttestError) throw answer
    return answer
  }

  return {
    compile(document, { signal, timestampMs, conformance, pictures = [] }) {
      const json = JSON.stringify(document)
      const request: TypstRequest = {
        id: next++,
        document: json,
        timestamp: Math.floor(timestampMs / 1000),
        conformance,
        pictures,
      }
      // One at a time: the child works through its messages in order anyway, and a kill must end only its own.
      const result = last.then(async () => {
        const answer = await ask(request, signal)
        if ('problems' in answer) throw compileError(answer.problems, document)
        if ('error' in answer)
          throw new AttestError(answer.error.code, answer.error.message, answer.error.hint)
        return { pdf: answer.pdf, pages: answer.pages }
      })
      last = result.catch(() => undefined)
      return orCancelled(result, signal)
    },
    warm: () => {
      if (!disposed) start()
    },
    dispose: async () => {
      disposed = true
      const failed = running
      running = null
      stop()
      failed?.settle(cancelled())
    },
  }
}
