import { create } from 'zustand'
import type { CaptureResult } from '../../shared/contract/capture.ts'
import { maxCaptureBytes } from '../../shared/contract/capture.ts'
import type { EventPayload } from '../../shared/contract/index.ts'
import { AttestError, type ErrorValue } from '../../shared/model/error.ts'
import type { Id } from '../../shared/model/identity.ts'
import { client, request } from '../bridge.ts'
import { shell } from '../shell/store.ts'
import { byteWords } from '../ui/format.ts'
import { announce } from '../ui/Live.tsx'
import { toast } from '../ui/Toast.tsx'
import { uploadFile } from '../upload.ts'
import { importWords as words } from '../words/import.ts'

export interface Import {
  /** Names in the order they were given; results come by name and place. */
  readonly names: readonly string[]
  readonly results: readonly CaptureResult[]
  readonly stage: string
  readonly actId: Id | null
  readonly finished: boolean
  readonly stopping: boolean
  readonly error: ErrorValue | null
}

/** The import that goes on, or the last one until its report is closed. */
export const useImporter = create<{ current: Import | null; shown: boolean }>(() => ({
  current: null,
  shown: false,
}))

const change = (part: Partial<Import>): void =>
  useImporter.setState((state) =>
    state.current === null ? state : { current: { ...state.current, ...part } },
  )
const current = (): Import | null => useImporter.getState().current

/** Events of acts whose id is not known yet: an act may end before its `capture.files` was answered. */
const early = new Map<Id, (EventPayload<'act.progress'> | EventPayload<'act.done'>)[]>()
/** Files that failed before the act began; they stay at the head of the report. */
let failedBefore: CaptureResult[] = []

const add = (result: CaptureResult): void => {
  const now = current()
  if (now !== null) change({ results: [...now.results, result] })
}

/** Says how it ended, and opens the one source that came of it. */
function finish(error: ErrorValue | null, results: readonly CaptureResult[] | undefined): void {
  const now = current()
  if (now === null) return
  const all = results === undefined ? now.results : [...failedBefore, ...results]
  change({ results: all, finished: true, stage: '', error })
  const fresh = withParts(all).filter(
    (result) => result.status === 'imported' || result.status === 'new-capture',
  )
  announce(words.doneToast(fresh.length))
  const [only] = fresh
  if (all.length === 1 && only !== undefined && only.sourceId !== null) {
    useImporter.setState({ current: null, shown: false })
    shell().go({ name: 'reader', sourceId: only.sourceId, tab: 'source' })
  } else if (!useImporter.getState().shown) {
    toast(words.doneToast(fresh.length), () => useImporter.setState({ shown: true }), words.show)
  }
}

function take(event: EventPayload<'act.progress'> | EventPayload<'act.done'>): void {
  const now = current()
  if (now === null || now.finished) return
  if (now.actId === null) {
    early.set(event.actId, [...(early.get(event.actId) ?? []), event])
    return
  }
  if (event.actId !== now.actId) return
  if ('stage' in event) {
    change({ stage: event.stage })
    if (event.result !== undefined) add(event.result)
  } else finish(event.error, event.results)
}

/** Follows the main side's acts; call once. Returns the function that ends it. */
export function followImports(): () => void {
  const ends = [client.on('act.progress', take), client.on('act.done', take)]
  return () => {
    for (const end of ends) end()
  }
}

function begin(names: readonly string[]): boolean {
  const now = current()
  if (now !== null && !now.finished) {
    useImporter.setState({ shown: true })
    return false
  }
  early.clear()
  failedBefore = []
  useImporter.setState({
    current: { names, results: [], stage: '', actId: null, finished: false, stopping: false, error: null },
    shown: true,
  })
  return true
}

async function capture(tokens: string[]): Promise<void> {
  if (tokens.length === 0) {
    finish(null, undefined)
    return
  }
  const result = await client.call('capture.files', { tokens })
  if (!result.ok) {
    finish(result.error, undefined)
    return
  }
  change({ actId: result.value.actId })
  for (const event of early.get(result.value.actId) ?? []) take(event)
  early.clear()
}

/** Each result, and behind it those of the documents that it holds. */
export const withParts = (results: readonly CaptureResult[]): CaptureResult[] =>
  results.flatMap((result) => [result, ...(result.parts ?? [])])

const failure = (name: string, message: string): CaptureResult => ({
  file: name,
  status: 'failed',
  sourceId: null,
  sourceKey: null,
  snapshotId: null,
  message,
})

/** Sends files of the window (dropped, pasted or chosen) to the main side and captures them. */
export async function importFiles(files: readonly File[]): Promise<void> {
  if (files.length === 0 || !begin(files.map((file) => file.name))) return
  const tokens: string[] = []
  for (const file of files) {
    if (current()?.stopping === true) break
    change({ stage: words.reading(file.name) })
    try {
      if (file.size > maxCaptureBytes) {
        throw new AttestError('too-large', words.tooLarge(file.name, byteWords(file.size)), '')
      }
      tokens.push(await uploadFile(file))
    } catch (problem) {
      const message =
        problem instanceof AttestError
          ? `${problem.message} ${problem.hint}`.trim()
          : words.uploadFailed(file.name)
      const result = failure(file.name, message)
      failedBefore.push(result)
      add(result)
    }
  }
  await capture(tokens)
}

/** Captures what was dropped, once its folders are read. */
export async function importDropped(files: Promise<File[]>): Promise<void> {
  try {
    const found = await files
    if (found.length === 0) toast(words.emptyFolder)
    else await importFiles(found)
  } catch (problem) {
    if (problem instanceof AttestError) shell().setTrouble(problem)
    else throw problem
  }
}

/** Lets the person choose files through the host's dialog and captures them. */
export async function importChosen(): Promise<void> {
  try {
    const { files } = await request('files.choose', {})
    if (files.length === 0 || !begin(files.map((file) => file.name))) return
    await capture(files.map((file) => file.token))
  } catch (problem) {
    if (problem instanceof AttestError) shell().setTrouble(problem)
  }
}

/** Stops after the file in hand; what was imported stays. */
export function stopImport(): void {
  const now = current()
  if (now === null) return
  change({ stopping: true })
  if (now.actId !== null) void client.call('acts.cancel', { actId: now.actId })
}

/** The report as text, one file a line. */
export const report = (results: readonly CaptureResult[]): string =>
  withParts(results)
    .map((result) => `${result.file}\t${words.status[result.status]}\t${result.message}`)
    .join('\n')
