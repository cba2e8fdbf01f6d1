import type { CaptureResult } from '../../shared/contract/capture.ts'
import { toErrorValue } from '../../shared/model/error.ts'
import { describeOutcome, describeParts } from './messages.ts'

const nothing = { sourceId: null, sourceKey: null, snapshotId: null }

/** What became of a document that the store took. */
export function resultOf(
  file: string,
  outcome: Parameters<typeof describeOutcome>[0],
  read: Parameters<typeof describeOutcome>[1],
): CaptureResult {
  return {
    file,
    status: outcome.status,
    sourceId: outcome.source.id,
    sourceKey: outcome.source.key,
    snapshotId: outcome.snapshot.id,
    message: describeOutcome(outcome, read),
  }
}

/** What became of a document that only holds others is told by what came of them. */
export function boxOf(file: string, parts: CaptureResult[], message = describeParts(parts)): CaptureResult {
  const has = (status: CaptureResult['status']) => parts.some((part) => part.status === status)
  const status =
    has('imported') || has('new-capture') ? 'imported' : has('duplicate') ? 'duplicate' : 'failed'
  const code = status === 'failed' ? parts.find((part) => part.code !== undefined)?.code : undefined
  return {
    file,
    status: has('cancelled') ? 'cancelled' : status,
    ...nothing,
    ...(code === undefined ? {} : { code }),
    message,
    parts,
  }
}

export const cancelled = (file: string): CaptureResult => ({
  file,
  status: 'cancelled',
  ...nothing,
  message: 'Cancelled before it was captured.',
})

/** Any failure as a result: of the document, of the disk, or one that nobody foresaw. */
export async function settled(file: string, work: () => Promise<CaptureResult>): Promise<CaptureResult> {
  try {
    return await work()
  } catch (error) {
    const { code, message, hint } = toErrorValue(error)
    if (code === 'cancelled') return cancelled(file)
    return { file, status: 'failed', ...nothing, code, message: `${message} ${hint}` }
  }
}
