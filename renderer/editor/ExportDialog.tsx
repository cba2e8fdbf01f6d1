import { Download, FolderOpen } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { Finding } from '../../shared/model/finding.ts'
import { client } from '../bridge.ts'
import { shell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { byteWords, hashWords } from '../ui/format.ts'
import { Icon, Mark } from '../ui/Icon.tsx'
import { announce } from '../ui/Live.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { panelWords } from '../words/panels.ts'
import { countVerdicts, keyedFindings } from './ChecksPanel.tsx'
import { type ExportedFile, type Exporting, type Format, useExport } from './exporting.ts'
import { useVersion } from './keyed.ts'
import type { BriefingSession } from './session.ts'

const words = panelWords.export
/** Findings that are named one by one; the rest are counted. */
const mostNamed = 6
/** Stages that an export tells of: reading, setting, writing. */
const allStages = 3

function Before({ session }: { session: BriefingSession }) {
  const findings = session.state((state) => state.findings)
  useVersion(session.verdicts)
  useVersion(session.entities)
  const counts = countVerdicts(session)
  const weight: Record<Finding['severity'], number> = { stops: 0, settle: 1, note: 2 }
  const sorted = [...findings].sort((a, b) => weight[a.severity] - weight[b.severity])
  const stops = findings.filter((finding) => finding.severity === 'stops').length
  const rest = sorted.length - mostNamed
  return (
    <section className="export-before" aria-labelledby="export-before">
      <h3 id="export-before" className="field-label">
        {words.before}
      </h3>
      <ul>
        <li>
          <Mark name={counts.verified > 0 ? 'verified' : 'note'} size={14} />
          <b>{counts.verified > 0 ? words.matching(counts.verified) : words.noQuotations}</b>
        </li>
        {stops > 0 && (
          <li>
            <Mark name="stops" size={14} />
            <span>
              <b>{words.stopping(stops)}</b>
              <span className="finding-detail">{words.stoppingWhy}</span>
            </span>
          </li>
        )}
        {keyedFindings(sorted.slice(0, mostNamed)).map(({ key, finding }) => (
          <li key={key}>
            <Mark name={finding.severity} size={14} label={panelWords.checks.groups[finding.severity]} />
            <span>
              <b>{finding.message}</b>
              <span className="finding-detail">{finding.detail}</span>
            </span>
          </li>
        ))}
        {rest > 0 && <li className="field-hint">{words.more(rest)}</li>}
      </ul>
    </section>
  )
}

function Done({ file }: { file: ExportedFile }) {
  const [shows, setShows] = useState(true)
  const facts = [file.pages === null ? '' : words.pages(file.pages), byteWords(file.bytes)]
  return (
    <div className="export-done" role="status">
      <Mark name="verified" size={20} />
      <div className="grow">
        <b>
          {words.done}: {file.name}
        </b>
        <p>
          {facts.filter(Boolean).join(', ')}, {words.hash}{' '}
          <code title={file.sha256}>{hashWords(file.sha256)}</code>
        </p>
      </div>
      {file.download !== null
        ? shows && (
            <a
              className="button button-primary button-normal"
              href={file.download}
              download={file.name}
              data-autofocus=""
              // It is served once.
              onClick={() => setTimeout(() => setShows(false))}
            >
              <Icon of={Download} />
              {words.download(file.name)}
            </a>
          )
        : shell().info !== null && (
            <Button
              look="primary"
              icon={<Icon of={FolderOpen} />}
              onClick={() => {
                void client.call('export.showInFolder', { token: file.token }).then((result) => {
                  if (!result.ok) shell().setTrouble(result.error)
                })
              }}
            >
              {words.show}
            </Button>
          )}
    </div>
  )
}

function Progress({
  running,
  onStop,
}: {
  running: Extract<Exporting, { name: 'running' }>
  onStop: () => void
}) {
  const part = Math.min(100, Math.round((100 * (running.stages + 0.5)) / (allStages + 0.5)))
  return (
    <div className="export-progress">
      <div className="row">
        <b className="grow">{running.stopping ? words.stoppingNow : running.stage}</b>
        <Button size="small" onClick={onStop} aria-disabled={running.stopping || undefined} data-stop="">
          {words.stop}
        </Button>
      </div>
      <div
        className="progress"
        role="progressbar"
        aria-label={words.title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={part}
        aria-valuetext={running.stage}
      >
        <div style={{ width: `${part}%` }} />
      </div>
      <p className="field-hint">{words.beside}</p>
    </div>
  )
}

/** Writes the briefing to a file: what kind, on what paper, what is still to settle, and how far it is. */
export function ExportDialog({ session, onClose }: { session: BriefingSession; onClose: () => void }) {
  const header = session.state((state) => state.header)
  const [format, setFormat] = useState<Format>('pdf')
  const { exporting, start, stop } = useExport(session)
  const foot = useRef<HTMLDivElement>(null)
  const running = exporting.name === 'running'

  // The button that had the focus is gone when the state changes; the next one takes over.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked whenever the state is another
  useEffect(() => {
    if (document.activeElement === document.body)
      foot.current?.querySelector<HTMLElement>('button, a')?.focus()
  }, [exporting.name])

  const close = (): void => {
    if (running) announce(words.stopFirst)
    else onClose()
  }
  const error = exporting.name === 'failed' ? exporting.error : null
  return (
    <Dialog
      title={words.title}
      description={words.described(header.subject || words.untitled, session.autosave.revision)}
      className="export"
      onClose={close}
      footer={
        <div className="export-foot" ref={foot}>
          {exporting.name === 'running' && <Progress running={exporting} onStop={stop} />}
          {exporting.name === 'done' && <Done file={exporting.file} />}
          {exporting.name === 'stopped' && (
            <p className="field-hint" role="status">
              {words.stopped}
            </p>
          )}
          {!running && (
            <div className="row">
              <Button
                look={exporting.name === 'done' ? 'plain' : 'primary'}
                data-autofocus=""
                onClick={() => void start(format)}
              >
                {exporting.name === 'done' ? words.again : words.start}
              </Button>
              <Button look="ghost" onClick={onClose}>
                {words.close}
              </Button>
            </div>
          )}
        </div>
      }
    >
      {error && (
        <ErrorBar error={error}>
          {error.code === 'missing-glyph' && (
            <>
              <Button size="small" onClick={() => void start('pdf', true)}>
                {words.plain}
              </Button>
              <span className="field-hint">{words.plainWhy}</span>
            </>
          )}
        </ErrorBar>
      )}
      <div className="form" inert={running || undefined}>
        <Segmented
          label={words.format}
          showLabel
          value={format}
          onChange={setFormat}
          options={[
            { value: 'pdf', label: words.formats.pdf },
            { value: 'md', label: words.formats.md },
          ]}
        />
        {format === 'pdf' ? (
          <>
            <Segmented
              label={words.paper}
              showLabel
              value={header.paper}
              onChange={(paper) => {
                if (!session.readOnly && paper !== header.paper) session.setHeader({ ...header, paper })
              }}
              options={[
                { value: 'a4', label: words.papers.a4 },
                { value: 'us-letter', label: words.papers['us-letter'] },
              ]}
              {...(session.readOnly ? { hint: words.readOnly } : {})}
            />
            <div>
              <span className="field-label">{words.conformance}</span>
              <p>{words.conforms}</p>
              <p className="field-hint">{words.conformsWhy}</p>
            </div>
          </>
        ) : (
          <p className="field-hint">{words.markdownWhy}</p>
        )}
        <Before session={session} />
      </div>
    </Dialog>
  )
}
