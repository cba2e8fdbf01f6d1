import { BookMarked } from 'lucide-react'
import { useState } from 'react'
import type { Reading } from '../../shared/document/suggestions.ts'
import type { Finding } from '../../shared/model/finding.ts'
import { shell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { Icon, Mark } from '../ui/Icon.tsx'
import { announce } from '../ui/Live.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { panelWords } from '../words/panels.ts'
import { countVerdicts, keyedFindings } from './ChecksPanel.tsx'
import { ExportFoot } from './ExportFoot.tsx'
import { type Format, useExport } from './exporting.ts'
import { useVersion } from './keyed.ts'
import type { BriefingSession } from './session.ts'

const words = panelWords.export
/** Findings that are named one by one; the rest are counted. */
const mostNamed = 6

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

/** Writes the briefing to a file: what kind, on what paper, what is still to settle, and how far it is. */
export function ExportDialog({ session, onClose }: { session: BriefingSession; onClose: () => void }) {
  const header = session.state((state) => state.header)
  const [format, setFormat] = useState<Format>('pdf')
  const [reading, setReading] = useState<Reading>('final')
  const suggestions = session.state((state) => state.suggestions)
  const { exporting, start, stop } = useExport(session)
  const running = exporting.name === 'running'

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
        <ExportFoot
          exporting={exporting}
          onStart={() => void start(format, reading)}
          onStop={stop}
          onClose={onClose}
          more={
            <Button
              look="ghost"
              icon={<Icon of={BookMarked} />}
              onClick={() => {
                const briefing = { id: session.id, subject: header.subject || words.untitled }
                // What is cited is read from what is saved.
                void session.autosave.flush().then(() => {
                  onClose()
                  shell().show({ name: 'references', briefing })
                })
              }}
            >
              {words.references}
            </Button>
          }
        />
      }
    >
      {error && (
        <ErrorBar error={error}>
          {error.code === 'missing-glyph' && (
            <>
              <Button size="small" onClick={() => void start('pdf', reading, true)}>
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
        {suggestions > 0 && (
          <Segmented
            label={words.suggestions(suggestions)}
            showLabel
            value={reading}
            onChange={setReading}
            options={[
              { value: 'final', label: words.readings.final },
              { value: 'original', label: words.readings.original },
            ]}
          />
        )}
        <Before session={session} />
      </div>
    </Dialog>
  )
}
