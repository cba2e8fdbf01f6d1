import { z } from 'zod'
import { AttestError, errorCodes } from '../../shared/model/error.ts'
import type { Child, LaunchChild } from '../children.ts'
import { type Extracted, type ExtractJob, extractedSchema } from './extracted.ts'

/** Takes the text out of documents in a child process, one at a time. */
export interface Extractor {
  /**
   * Rejects with `timeout` when it took too long, `damaged` when the child crashed, `cancelled`, or what `extract`
   * throws. The next job gets a new child when one had to be ended.
   */
  extract(job: ExtractJob, signal?: AbortSignal): Promise<Extracted>
  /** Ends the child; what is under way is rejected with `cancelled`. */
  dispose(): void
}

export interface ExtractorLimits {
  /** JavaScript heap of the child. */
  readonly memoryMiB: number
  /** For one document, in ms; the child's starts count. */
  readonly timeMs: number
}

/** A page of 64 MiB without much markup needs 600 MiB; the slowest real pages take 2 s. */
const extractorLimits: ExtractorLimits = { memoryMiB: 1024, timeMs: 20_000 }

/** After a document of more bytes the child is ended, so that its memory goes back. */
const recycleBytes = 8 * 1024 * 1024

// What a child sends was made from a hostile document: checked like anything from outside.
const answerSchema = z.union([
  z.object({ id: z.int(), extracted: extractedSchema }),
  z.object({
    id: z.int(),
    error: z.object({ code: z.enum(errorCodes), message: z.string(), hint: z.string() }),
  }),
])

/** What waits for the child's answer; both end it. */
interface Pending {
  answered(message: unknown): void
  failed(error: AttestError): void
  readonly name: string
}

export function createExtractor(
  launchChild: LaunchChild,
  limits: ExtractorLimits = extractorLimits,
): Extractor {
  let child: Child | null = null
  let pending: Pending | null = null
  let turn: Promise<unknown> = Promise.resolve()
  let lastId = 0
  let isDisposed = false

  function runningChild(): Child {
    if (child !== null) return child
    const started = launchChild('extract', { memoryMiB: limits.memoryMiB })
    child = started
    started.onMessage((message) => {
      if (child === started) pending?.answered(message)
    })
    started.onExit((_code, error) => {
      if (child !== started) return
      child = null
      pending?.failed(error === undefined ? crashed(pending.name) : notStarted(pending.name, error))
    })
    return started
  }

  /** Forgets the child first, so that its exit counts for nothing. */
  function endChild(): void {
    const ended = child
    child = null
    ended?.kill()
  }

  function run(job: ExtractJob, signal: AbortSignal | undefined, timeMs: number): Promise<Extracted> {
    if (isDisposed || signal?.aborted) return Promise.reject(cancelled(job.name))
    lastId += 1
    const id = lastId
    return new Promise<Extracted>((resolve, reject) => {
      const onAbort = () => failed(cancelled(job.name))
      const timer = setTimeout(() => failed(tookTooLong(job.name, limits.timeMs)), timeMs)
      const finish = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', onAbort)
        pending = null
      }
      const failed = (error: AttestError) => {
        finish()
        endChild()
        reject(error)
      }
      const answered = (message: unknown) => {
        const answer = answerSchema.safeParse(message)
        if (!answer.success) {
          failed(crashed(job.name))
          return
        }
        const { data } = answer
        if (data.id !== id) return
        finish()
        if (job.bytes.length > recycleBytes) endChild()
        if ('extracted' in data) resolve(data.extracted)
        else reject(new AttestError(data.error.code, data.error.message, data.error.hint))
      }
      signal?.addEventListener('abort', onAbort)
      pending = { answered, failed, name: job.name }
      try {
        runningChild().send({ id, job })
      } catch (error) {
        failed(notStarted(job.name, error))
      }
    })
  }

  /** Of a page whose article takes too long to find, at least the text: that needs one walk over it. */
  async function read(job: ExtractJob, signal: AbortSignal | undefined): Promise<Extracted> {
    if (job.kind !== 'html' || job.extent !== 'article') return run(job, signal, limits.timeMs)
    const forArticle = limits.timeMs * 0.6
    try {
      return await run(job, signal, forArticle)
    } catch (error) {
      if (!(error instanceof AttestError) || error.code !== 'timeout') throw error
      return run({ ...job, extent: 'slow' }, signal, limits.timeMs - forArticle)
    }
  }

  return {
    extract: (job, signal) => {
      const mine = turn.then(() => read(job, signal))
      turn = mine.catch(() => undefined)
      return mine
    },
    dispose: () => {
      isDisposed = true
      if (pending === null) endChild()
      else pending.failed(cancelled(pending.name))
    },
  }
}

const retry = 'Nothing else is affected. Copy the text that you need in the browser or editor and paste it.'

const tookTooLong = (name: string, timeMs: number) =>
  new AttestError('timeout', `${name} could not be read within ${Math.round(timeMs / 1000)} seconds.`, retry)

const crashed = (name: string) =>
  new AttestError(
    'damaged',
    `${name} could not be read: it took more memory than one document may have, or broke the reading process.`,
    retry,
  )

const cancelled = (name: string) =>
  new AttestError('cancelled', `${name} was not captured: cancelled.`, 'Capture it again when you want it.')

const notStarted = (name: string, cause: unknown) =>
  new AttestError(
    'internal',
    `${name} could not be read: the reading process did not start (${cause instanceof Error ? cause.message : cause}).`,
    'Start Attest again; if it happens again, report these words.',
    { cause },
  )
