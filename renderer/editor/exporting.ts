import { useEffect, useRef, useState } from 'react'
import type { EventPayload } from '../../shared/contract/index.ts'
import type { Reading } from '../../shared/document/suggestions.ts'
import type { ErrorValue, Result } from '../../shared/model/error.ts'
import type { Id } from '../../shared/model/identity.ts'
import { client } from '../bridge.ts'
import { exportRuns } from '../shell/leaving.ts'
import { announce } from '../ui/Live.tsx'
import { panelWords } from '../words/panels.ts'
import type { BriefingSession } from './session.ts'

const words = panelWords.export
export type Format = 'pdf' | 'md'
export type ExportedFile = NonNullable<EventPayload<'act.done'>['file']>

/** Where an export stands. */
export type Exporting =
  | { readonly name: 'ready' }
  | {
      readonly name: 'running'
      readonly actId: Id | null
      readonly stage: string
      readonly stages: number
      readonly stopping: boolean
    }
  | { readonly name: 'stopped' }
  | { readonly name: 'failed'; readonly error: ErrorValue }
  | { readonly name: 'done'; readonly file: ExportedFile }

type Event =
  | { readonly done: false; readonly payload: EventPayload<'act.progress'> }
  | { readonly done: true; readonly payload: EventPayload<'act.done'> }

/** Runs exports of one briefing and follows their acts. */
export function useExport(session: BriefingSession): {
  exporting: Exporting
  start: (format: Format, reading: Reading, plain?: boolean) => Promise<void>
  stop: () => void
} {
  const { exporting, run, stop } = useExportAct()
  const start = (format: Format, reading: Reading, plain = false): Promise<void> =>
    run(words.starting, async () => {
      await session.autosave.flush()
      const { state } = session.autosave
      if (state.name === 'failed') {
        return { ok: false, error: { ...state.error, message: `${words.unsaved} ${state.error.message}` } }
      }
      return client.call('export.start', { briefingId: session.id, format, plain, reading })
    })
  return { exporting, start, stop }
}

/** Runs acts that write a file, one at a time, and follows them. */
export function useExportAct(): {
  exporting: Exporting
  /** `begin` asks where to and starts the act; its id is null when the person cancelled. */
  run: (stage: string, begin: () => Promise<Result<{ actId: Id | null }>>) => Promise<void>
  stop: () => void
} {
  const [exporting, setExporting] = useState<Exporting>({ name: 'ready' })
  /** The act that is followed; null while its id is not known. */
  const followed = useRef<Id | null>(null)
  const running = useRef(false)
  const stopAsked = useRef(false)
  /** An act may go on, or even end, before its start was answered. */
  const early = useRef<Event[]>([])

  const take = (event: Event): void => {
    if (!event.done) {
      const { stage } = event.payload
      announce(stage)
      setExporting((now) => (now.name === 'running' ? { ...now, stage, stages: now.stages + 1 } : now))
      return
    }
    running.current = false
    exportRuns(event.payload.actId, false)
    const { error, file } = event.payload
    if (error?.code === 'cancelled') setExporting({ name: 'stopped' })
    else if (error) setExporting({ name: 'failed', error })
    else if (file) {
      announce(`${words.done}: ${file.name}`)
      setExporting({ name: 'done', file })
    } else {
      const nothing = { message: words.nothingWritten, hint: words.nothingWrittenHint }
      setExporting({ name: 'failed', error: { code: 'internal', ...nothing } })
    }
  }
  const newest = useRef(take)
  newest.current = take

  useEffect(() => {
    const hear = (event: Event): void => {
      if (!running.current) return
      if (followed.current === null) early.current.push(event)
      else if (followed.current === event.payload.actId) newest.current(event)
    }
    const deaf = [
      client.on('act.progress', (payload) => hear({ done: false, payload })),
      client.on('act.done', (payload) => hear({ done: true, payload })),
    ]
    return () => {
      for (const off of deaf) off()
    }
  }, [])

  const run = async (stage: string, begin: () => Promise<Result<{ actId: Id | null }>>): Promise<void> => {
    if (running.current) return
    running.current = true
    stopAsked.current = false
    followed.current = null
    early.current = []
    setExporting({ name: 'running', actId: null, stage, stages: 0, stopping: false })
    const result = await begin()
    if (!result.ok) {
      running.current = false
      setExporting({ name: 'failed', error: result.error })
      return
    }
    const { actId } = result.value
    if (actId === null) {
      // The person closed the dialog that asks where to.
      running.current = false
      setExporting({ name: 'ready' })
      return
    }
    followed.current = actId
    exportRuns(actId, true)
    setExporting((now) => (now.name === 'running' ? { ...now, actId } : now))
    if (stopAsked.current) void client.call('acts.cancel', { actId })
    const waiting = early.current.filter((event) => event.payload.actId === actId)
    early.current = []
    for (const event of waiting) newest.current(event)
  }

  const stop = (): void => {
    stopAsked.current = true
    setExporting((now) => (now.name === 'running' ? { ...now, stopping: true } : now))
    if (followed.current !== null) void client.call('acts.cancel', { actId: followed.current })
  }
  return { exporting, run, stop }
}
