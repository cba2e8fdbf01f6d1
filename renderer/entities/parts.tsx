import type { ReactNode } from 'react'
import type { Usage } from '../../shared/contract/entities.ts'
import type { ErrorValue } from '../../shared/model/error.ts'
import type { Passage, Verification } from '../../shared/model/passage.ts'
import { shell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { Mark } from '../ui/Icon.tsx'
import { verdictMark, verdictWords } from '../ui/verdict.ts'
import { libraryWords as words } from '../words/library.ts'

/** A passage among the words around it. */
export function PassageInContext({ passage }: { passage: Passage }) {
  return (
    <p className="passage">
      {passage.prefix !== '' && `…${passage.prefix}`}
      <mark>{passage.exact}</mark>
      {passage.suffix !== '' && `${passage.suffix}…`}
    </p>
  )
}

/** The verdict on a passage, as a mark with its words. */
export function VerdictMark({ verification, size = 14 }: { verification: Verification; size?: number }) {
  return (
    <Mark name={verdictMark(verification.verdict)} size={size} label={verdictWords[verification.verdict]} />
  )
}

/** Where an entity is cited; each place opens its briefing there. */
export function UsageList({ usage }: { usage: readonly Usage[] }) {
  return (
    <div className="section">
      <h3 className="section-title">{words.usedIn}</h3>
      {usage.length === 0 && <p className="field-hint">{words.notUsedYet}</p>}
      {usage.map((use) => (
        <button
          key={use.nodeId}
          type="button"
          className="use"
          onClick={() => shell().go({ name: 'briefing', briefingId: use.briefingId, nodeId: use.nodeId })}
        >
          <b>{use.subject || use.briefingKey}</b>
          <span>{use.words}</span>
        </button>
      ))}
    </div>
  )
}

/** A section of an inspector with a small heading. */
export function Section({ title, children }: { title?: ReactNode; children: ReactNode }) {
  return (
    <div className="section">
      {title !== undefined && <h3 className="section-title">{title}</h3>}
      {children}
    </div>
  )
}

/** Asks before something leaves the library, because that cannot be taken back from here. */
export function RemoveDialog(props: {
  title: string
  text: string
  onKeep: () => void
  onRemove: () => void
}) {
  return (
    <Dialog
      title={props.title}
      onClose={props.onKeep}
      footer={
        <>
          <Button look="primary" onClick={props.onRemove}>
            {words.remove}
          </Button>
          <Button look="ghost" data-autofocus="" onClick={props.onKeep}>
            {words.confirm}
          </Button>
        </>
      }
    >
      <p>{props.text}</p>
    </Dialog>
  )
}

/** Trouble with saving; a conflict offers both ways out and loses no words. */
export function SaveTrouble(props: { error: ErrorValue; onLoad?: () => void; onOver?: () => void }) {
  if (props.error.code !== 'conflict') return <ErrorBar error={props.error} />
  return (
    <ErrorBar error={{ message: words.conflict, hint: words.conflictHint }}>
      {props.onOver !== undefined && (
        <Button size="small" onClick={props.onOver}>
          {words.conflictOver}
        </Button>
      )}
      {props.onLoad !== undefined && (
        <Button size="small" look="ghost" onClick={props.onLoad}>
          {words.conflictLoad}
        </Button>
      )}
    </ErrorBar>
  )
}

/** Nothing to show in the inspector. */
export function NothingChosen({ children }: { children?: ReactNode }) {
  return (
    <div className="inspector-body">
      <h3>{words.nothingChosen}</h3>
      <p className="field-hint">{children ?? words.nothingChosenText}</p>
    </div>
  )
}
