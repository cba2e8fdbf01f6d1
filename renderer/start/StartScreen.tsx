import { BookOpen, FolderOpen, FolderPlus } from 'lucide-react'
import { useOperation } from '../bridge.ts'
import { runCommand } from '../commands/registry.ts'
import { shell, useShell } from '../shell/store.ts'
import { declineTour, startTour, useTour } from '../tour/store.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { Icon, type IconComponent, Mark } from '../ui/Icon.tsx'
import { Keys } from '../ui/Kbd.tsx'
import { backupWords } from '../words/backups.ts'
import { examinationWords } from '../words/examination.ts'
import { shellWords } from '../words/shell.ts'
import { startWords as words } from '../words/start.ts'
import { tourWords } from '../words/tour.ts'
import { useFailed } from './acts.ts'
import { RecentList } from './RecentList.tsx'
import '../tour/tour.css'
import './start.css'

function Act(props: {
  icon: IconComponent
  title: string
  detail: string
  keys: string
  command: string
  first?: true
}) {
  return (
    <button
      type="button"
      className={props.first === true ? 'start-act start-act-first' : 'start-act'}
      onClick={() => runCommand(props.command)}
    >
      <span className="start-act-icon">
        <Icon of={props.icon} size={18} />
      </span>
      <span className="grow">
        <b className="start-act-title">{props.title}</b>
        <span className="start-act-detail">{props.detail}</span>
      </span>
      <Keys of={props.keys} />
    </button>
  )
}

/** What Attest does, shown with an invented case; decoration for those who see it. */
function Demonstration() {
  return (
    <div className="start-demo" aria-hidden="true">
      <div className="start-sheet surface-page">
        <span className="field-label">{words.yourBriefing}</span>
        <p>
          {words.demoLead}
          <span className="start-quotation">{words.demoQuote}</span>{' '}
          <span className="start-chip">
            <Mark name="quote" size={12} /> <b className="start-chip-number">6</b> {words.demoChip}
          </span>
          .
        </p>
        <Mark name="verified" size={14} className="start-verdict" />
      </div>
      <div className="start-link" />
      <div className="start-sheet surface-page">
        <span className="field-label">{words.theSource}</span>
        <p className="passage">
          {words.demoBefore}
          <mark>{words.demoExact}</mark>
          {words.demoAfter}
        </p>
      </div>
    </div>
  )
}

/** Offers the tour, until it was taken or declined. */
function TourOffer() {
  const offered = useShell((state) => state.preferences.tourOffered)
  const running = useTour((state) => state.step !== null)
  if (!offered || running) return null
  return (
    <section className="tour-offer" aria-label={tourWords.label}>
      <p>
        <b>{tourWords.offer}</b> {tourWords.offerDetail}
      </p>
      <div className="row">
        <Button size="small" onClick={startTour}>
          {tourWords.begin}
        </Button>
        <Button size="small" look="ghost" onClick={declineTour}>
          {tourWords.decline}
        </Button>
      </div>
    </section>
  )
}

/** The window while no library is open. */
export function StartScreen() {
  const recent = useOperation('libraries.recent', {})
  const version = useShell((state) => state.info?.version)
  const trouble = useShell((state) => state.trouble)
  const failed = useFailed((state) => state.token)
  return (
    <div className="start">
      <div className="start-drag" />
      <main className="start-main surface-page" data-region="page" tabIndex={-1}>
        <div className="start-columns">
          <section className="start-left">
            <h1>
              <Mark name="logo" size={40} />
              {words.title}
            </h1>
            <p className="start-motto">
              {words.motto[0]} {words.motto[1]}
            </p>
            <div className="start-acts">
              <Act
                first
                icon={FolderPlus}
                title={words.create}
                detail={words.createDetail}
                keys="Mod+N"
                command="library.new"
              />
              <Act
                icon={FolderOpen}
                title={words.open}
                detail={words.openDetail}
                keys="Mod+O"
                command="library.open"
              />
              <Act
                icon={BookOpen}
                title={words.sample}
                detail={words.sampleDetail}
                keys="Mod+Shift+O"
                command="library.sample"
              />
            </div>
            <TourOffer />
            {trouble !== null && (
              <ErrorBar error={trouble}>
                {failed !== null && ['library-corrupt', 'not-found', 'io'].includes(trouble.code) && (
                  <Button size="small" onClick={() => shell().show({ name: 'restore', library: failed })}>
                    {backupWords.offer}
                  </Button>
                )}
                {trouble.code === 'library-corrupt' && (
                  <Button size="small" onClick={() => shell().show({ name: 'examination' })}>
                    {examinationWords.offer}
                  </Button>
                )}
                <Button size="small" onClick={() => shell().setTrouble(null)}>
                  {shellWords.dismiss}
                </Button>
              </ErrorBar>
            )}
          </section>
          <section className="start-right" aria-labelledby="recent-libraries">
            <h2 id="recent-libraries" className="field-label">
              {words.recent}
            </h2>
            {recent.error !== null && <ErrorBar error={recent.error} />}
            {recent.value !== null && recent.value.items.length === 0 && (
              <p className="start-nothing">{words.noRecent}</p>
            )}
            <RecentList items={recent.value?.items ?? []} onForgotten={recent.refetch} />
          </section>
        </div>
      </main>
      <Demonstration />
      <footer className="status-bar surface-chrome">
        <div className="status-part">
          <span>{words.offline}</span>
        </div>
        <div className="grow" />
        <div className="status-part">{version !== undefined && <span>{words.version(version)}</span>}</div>
      </footer>
    </div>
  )
}
