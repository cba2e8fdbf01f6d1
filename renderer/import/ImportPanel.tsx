import { Check, Copy, Ellipsis, FileX2, LoaderCircle, MinusCircle } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { CaptureResult } from '../../shared/contract/capture.ts'
import { Slot } from '../shell/slots.tsx'
import { shell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { Icon, Mark } from '../ui/Icon.tsx'
import { toast } from '../ui/Toast.tsx'
import { importWords as words } from '../words/import.ts'
import { type Import, report, stopImport, useImporter, withParts } from './importer.ts'
import './import.css'

type Status = CaptureResult['status'] | 'waiting' | 'reading'

function StatusIcon({ status }: { status: Status }) {
  switch (status) {
    case 'imported':
      return <Icon of={Check} />
    case 'new-capture':
      return <Mark name="stale" />
    case 'duplicate':
      return <Icon of={Copy} />
    case 'failed':
      return <Icon of={FileX2} />
    case 'cancelled':
      return <Icon of={MinusCircle} />
    case 'reading':
      return <Icon of={LoaderCircle} />
    case 'waiting':
      return <Icon of={Ellipsis} />
  }
}

interface Row {
  readonly name: string
  readonly status: Status
  readonly message: string
  readonly result: CaptureResult | null
  readonly isPart?: boolean
}

/** Each file once, and beneath it the documents that it held: with its result, as the one being read, or waiting. Same names are matched in their order. */
function rowsOf(state: Import): Row[] {
  const left = new Map<string, CaptureResult[]>()
  for (const result of state.results) left.set(result.file, [...(left.get(result.file) ?? []), result])
  let reading = !state.finished
  return state.names.flatMap((name): Row[] => {
    const result = left.get(name)?.shift() ?? null
    if (result !== null) {
      return [
        { name, status: result.status, message: result.message, result },
        ...(result.parts ?? []).map((part) => ({
          // Whose it is shows by its place.
          name: part.file.split(' › ').slice(1).join(' › '),
          status: part.status,
          message: part.message,
          result: part,
          isPart: true,
        })),
      ]
    }
    const status: Status = state.finished ? 'cancelled' : reading ? 'reading' : 'waiting'
    const message = status === 'reading' ? state.stage : ''
    reading = false
    return [{ name, status, message, result }]
  })
}

const kinds = ['imported', 'new-capture', 'duplicate', 'failed', 'cancelled'] as const

/** What an import does and did, file by file. It never stands in the way: the window can be used meanwhile. */
export function ImportPanel() {
  const { current, shown } = useImporter()
  const panel = useRef<HTMLElement>(null)
  const before = useRef<Element | null>(null)
  const visible = current !== null && shown
  useEffect(() => {
    if (!visible) return
    before.current = document.activeElement
    panel.current?.focus()
    return () => {
      const back = before.current
      if (back instanceof HTMLElement && back.isConnected && document.activeElement === document.body)
        back.focus()
    }
  }, [visible])

  if (current === null) return null
  const total = current.names.length
  const done = current.results.length
  if (!shown) {
    return (
      <Slot name="status">
        <button type="button" className="status-button" onClick={() => useImporter.setState({ shown: true })}>
          {current.finished ? words.report : words.inBackground(done, total)}
        </button>
      </Slot>
    )
  }
  const hide = (): void =>
    useImporter.setState(current.finished ? { current: null, shown: false } : { shown: false })
  const title = current.finished ? words.titleDone(total) : words.title(total)
  return (
    <section
      ref={panel}
      className="import-panel"
      role="dialog"
      aria-label={title}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        hide()
      }}
    >
      <div className="import-head">
        <h2>{title}</h2>
        <p aria-live="polite">
          {current.stopping && !current.finished ? words.stopping : words.progress(done, total)}
        </p>
        <div
          className="progress"
          role="progressbar"
          aria-label={title}
          aria-valuemin={0}
          aria-valuemax={total}
          aria-valuenow={done}
        >
          <div style={{ width: `${total === 0 ? 0 : (100 * done) / total}%` }} />
        </div>
        <p className="import-counts">
          {kinds.map((kind) => {
            const count = withParts(current.results).filter((result) => result.status === kind).length
            return count === 0 ? null : (
              <span key={kind}>
                <b className="tabular">{count}</b> {words.counts[kind]}
              </span>
            )
          })}
        </p>
      </div>
      {current.error !== null && <ErrorBar error={current.error} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling list has to be reachable by keys */}
      <ul className="import-files" tabIndex={0} aria-label={title}>
        {rowsOf(current).map((row, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the order of the files never changes
          <li key={index} className={`import-file import-${row.status}${row.isPart ? ' import-part' : ''}`}>
            <StatusIcon status={row.status} />
            <span className="grow">
              <b className="ellipsis">{row.name}</b>
              {row.message !== '' && <span>{row.message}</span>}
            </span>
            <span className="import-status">{words.status[row.status]}</span>
            {current.finished && row.result?.sourceId != null && (
              <Button
                look="link"
                size="small"
                aria-label={`${words.open} ${row.name}`}
                onClick={() => {
                  const sourceId = row.result?.sourceId
                  if (sourceId == null) return
                  // The report steps aside; the status bar brings it back.
                  useImporter.setState({ shown: false })
                  shell().go({ name: 'reader', sourceId, tab: 'source' })
                }}
              >
                {words.open}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <div className="dialog-foot">
        <Button look="primary" onClick={hide}>
          {current.finished ? words.close : words.background}
        </Button>
        {!current.finished && (
          <Button look="ghost" disabled={current.stopping} onClick={stopImport}>
            {words.stop}
          </Button>
        )}
        <div className="grow" />
        <Button
          look="link"
          onClick={() =>
            void navigator.clipboard.writeText(report(current.results)).then(
              () => toast(words.copied),
              () => undefined,
            )
          }
        >
          {words.copy}
        </Button>
      </div>
    </section>
  )
}
