import { useState } from 'react'
import {
  type Claim,
  type ClaimDetails,
  claimDetailsSchema,
  claimKinds,
  confidences,
  credibilities,
  modalities,
} from '../../shared/model/claim.ts'
import type { ErrorValue } from '../../shared/model/error.ts'
import { AttestError, toErrorValue } from '../../shared/model/error.ts'
import type { Id } from '../../shared/model/identity.ts'
import { client, request, useOperation } from '../bridge.ts'
import { shell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { dateWords } from '../ui/format.ts'
import { Mark } from '../ui/Icon.tsx'
import { Keys } from '../ui/Kbd.tsx'
import { announce } from '../ui/Live.tsx'
import { toast } from '../ui/Toast.tsx'
import { libraryWords } from '../words/library.ts'
import { ClaimFields } from './ClaimFields.tsx'
import { useBase, useDraft, useFormKeys } from './draft.ts'
import { MarkActions } from './MarkActions.tsx'
import { openClaim } from './open.ts'
import { PassageInContext, RemoveDialog, SaveTrouble, Section, UsageList, VerdictMark } from './parts.tsx'
import { problemsOf } from './problems.ts'
import { speakerProblem } from './SpeakerPicker.tsx'
import { keepSpeaker, nobody, type SpeakerChoice, speakerIdOf } from './speaker.ts'

const words = libraryWords.claim
const own = { text: words.textEmpty }

const detailsOf = (claim: Claim): ClaimDetails => ({
  text: claim.text,
  kind: claim.kind,
  modality: claim.modality,
  attribution: claim.attribution,
  speakerId: claim.speakerId,
  credibility: claim.credibility,
  likelihood: claim.likelihood,
  confidence: claim.confidence,
  date: claim.date,
  dateAsPrinted: claim.dateAsPrinted,
  note: claim.note,
})

/** The speaker behind an id, as a choice; nobody while it is not known. */
export function useSpeakerChoice(id: Id | null): SpeakerChoice {
  const asked = useOperation('speakers.get', id === null ? null : { id }, ['speaker'])
  const speaker = asked.value?.speaker
  if (speaker === undefined || speaker.id !== id) return nobody
  return { mode: 'existing', id: speaker.id, name: speaker.name, kind: speaker.kind }
}

function ClaimEditor({ claim, onDone }: { claim: Claim; onDone: () => void }) {
  const draft = useDraft(claim.id, detailsOf(claim))
  const { base, saved } = useBase(claim, draft)
  const stored = useSpeakerChoice(claim.speakerId)
  const [picked, setPicked] = useState<SpeakerChoice | null>(null)
  const speaker = picked ?? stored
  const [error, setError] = useState<ErrorValue | null>(null)
  const [tried, setTried] = useState(false)
  const problems = tried ? problemsOf(claimDetailsSchema.shape, draft.value, own) : {}

  const save = async (revision = base): Promise<void> => {
    setTried(true)
    if (Object.keys(problemsOf(claimDetailsSchema.shape, draft.value, own)).length > 0) return
    if (speakerProblem(speaker) !== undefined) return
    try {
      const sourceId = claim.evidence[0]?.passage.sourceId ?? ''
      const kept = picked === null ? null : await keepSpeaker(picked, sourceId)
      if (kept !== null) setPicked(kept)
      const details = { ...draft.changes(), ...(kept === null ? {} : { speakerId: speakerIdOf(kept) }) }
      const updated = await request('claims.update', { id: claim.id, revision, details })
      saved(updated.revision)
      announce(libraryWords.saved)
      onDone()
    } catch (problem) {
      setError(problem instanceof AttestError ? problem : toErrorValue(problem))
    }
  }
  const onKeyDown = useFormKeys(() => void save(), onDone)
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: listens for the form's own keys */}
      <div className="inspector-body" onKeyDown={onKeyDown}>
        {error !== null && (
          <SaveTrouble error={error} onOver={() => void save(claim.revision)} onLoad={onDone} />
        )}
        <div className="form">
          <ClaimFields
            value={draft.value}
            onChange={draft.set}
            problems={problems}
            speaker={{
              value: speaker,
              onChange: setPicked,
              sourceId: claim.evidence[0]?.passage.sourceId ?? claim.id,
              error: tried ? speakerProblem(speaker) : undefined,
            }}
          />
        </div>
      </div>
      <div className="inspector-foot">
        <Button look="primary" onClick={() => void save()}>
          {libraryWords.save}
        </Button>
        <Button look="ghost" onClick={onDone}>
          {libraryWords.cancel}
        </Button>
        <Keys of="Mod+Enter" />
      </div>
    </>
  )
}

function ClaimView({ claim }: { claim: Claim }) {
  const speaker = useSpeakerChoice(claim.speakerId)
  const sides = [
    { stance: 'supports', title: words.evidenceFor },
    { stance: 'contradicts', title: words.evidenceAgainst },
  ] as const
  const credibility = String(claim.credibility) as unknown as keyof typeof credibilities
  return (
    <>
      <h3 className="statement">{claim.text}</h3>
      <div className="tags">
        <span className="tag">{claimKinds[claim.kind]}</span>
        <span className="tag">{modalities[claim.modality]}</span>
        {claim.likelihood !== null && <span className="tag">{claim.likelihood}</span>}
        {claim.confidence !== null && (
          <span className="tag">{`${confidences[claim.confidence]} ${words.confidence.toLowerCase()}`}</span>
        )}
        <span className="grade">{claim.credibility}</span>
        <span className="field-hint">{credibilities[credibility]}</span>
      </div>
      {speaker.mode === 'existing' && (
        <p className="said-by">
          <Mark name={speaker.kind} size={14} />
          <span>{speaker.name}</span>
        </p>
      )}
      {(claim.date !== null || claim.dateAsPrinted !== '') && (
        <p className="field-hint">
          {[dateWords(claim.date), claim.dateAsPrinted].filter(Boolean).join(', ')}
        </p>
      )}
      {claim.note !== '' && <p className="note-text">{claim.note}</p>}
      {sides.map(({ stance, title }) => {
        const evidence = claim.evidence.filter((entry) => entry.stance === stance)
        if (evidence.length === 0) return null
        return (
          <Section key={stance} title={`${title} ${evidence.length}`}>
            {evidence.map((entry) => (
              <div key={entry.id} className="evidence">
                <PassageInContext passage={entry.passage} />
                <div className="row">
                  <Button look="link" size="small" onClick={() => openClaim(claim, entry.id)}>
                    {entry.passage.page === null
                      ? libraryWords.openInReader
                      : libraryWords.page(entry.passage.page)}
                  </Button>
                  <div className="grow" />
                  <VerdictMark verification={entry.verification} />
                </div>
              </div>
            ))}
          </Section>
        )
      })}
    </>
  )
}

/** One claim with its evidence and where it is used; edited in place. */
export function ClaimInspector({
  claimId,
  inReader,
  onRemoved,
}: {
  claimId: Id
  inReader?: true
  onRemoved?: () => void
}) {
  const asked = useOperation('claims.get', { id: claimId }, ['claim', 'source', 'briefing'])
  const [editing, setEditing] = useState<Id | null>(null)
  const [removing, setRemoving] = useState(false)
  if (asked.error !== null) return <ErrorBar error={asked.error} />
  if (asked.value === null) return null
  const { claim, usage } = asked.value
  if (editing === claim.id)
    return <ClaimEditor key={claim.id} claim={claim} onDone={() => setEditing(null)} />

  const remove = async (): Promise<void> => {
    setRemoving(false)
    const result = await client.call('claims.remove', { id: claim.id, revision: claim.revision })
    if (!result.ok) shell().setTrouble(result.error)
    else {
      toast(libraryWords.removed(words.heading.toLowerCase()))
      onRemoved?.()
    }
  }
  return (
    <>
      <div className="inspector-body">
        <ClaimView claim={claim} />
        <UsageList usage={usage} />
      </div>
      <MarkActions
        target={{ type: 'claim', id: claim.id }}
        {...(inReader === true ? {} : { onOpen: () => openClaim(claim) })}
        onEdit={() => setEditing(claim.id)}
        onRemove={() => setRemoving(true)}
      />
      {removing && (
        <RemoveDialog
          title={words.removeTitle}
          text={words.removeText(usage.length)}
          onKeep={() => setRemoving(false)}
          onRemove={() => void remove()}
        />
      )}
    </>
  )
}
