import { Download, FolderOpen } from 'lucide-react'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { showInFolder } from '../shell/folder.ts'
import { shell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { byteWords, hashWords } from '../ui/format.ts'
import { Icon, Mark } from '../ui/Icon.tsx'
import { panelWords } from '../words/panels.ts'
import type { ExportedFile, Exporting } from './exporting.ts'

const words = panelWords.export
/** Stages that an export tells of: reading, setting, writing. */
const allStages = 3

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
              onClick={() => void showInFolder(file.token)}
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

/** The foot of a dialog that writes a file: how far it is, what came of it, and the buttons. */
export function ExportFoot({
  exporting,
  onStart,
  onStop,
  onClose,
  more,
}: {
  exporting: Exporting
  onStart: () => void
  onStop: () => void
  onClose: () => void
  more?: ReactNode
}) {
  const foot = useRef<HTMLDivElement>(null)
  const running = exporting.name === 'running'

  // The button that had the focus is gone when the state changes; the next one takes over.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked whenever the state is another
  useEffect(() => {
    if (document.activeElement === document.body)
      foot.current?.querySelector<HTMLElement>('button, a')?.focus()
  }, [exporting.name])

  return (
    <div className="export-foot" ref={foot}>
      {exporting.name === 'running' && <Progress running={exporting} onStop={onStop} />}
      {exporting.name === 'done' && <Done file={exporting.file} />}
      {exporting.name === 'stopped' && (
        <p className="field-hint" role="status">
          {words.stopped}
        </p>
      )}
      {!running && (
        <div className="row">
          <Button look={exporting.name === 'done' ? 'plain' : 'primary'} data-autofocus="" onClick={onStart}>
            {exporting.name === 'done' ? words.again : words.start}
          </Button>
          <Button look="ghost" onClick={onClose}>
            {words.close}
          </Button>
          {more !== undefined && <div className="grow" />}
          {more}
        </div>
      )}
    </div>
  )
}
