import { useState } from 'react'
import type { ErrorValue } from '../../shared/model/error.ts'
import { AttestError, toErrorValue } from '../../shared/model/error.ts'
import type { Id } from '../../shared/model/identity.ts'
import {
  groundRules,
  type Quote,
  type QuoteDetails,
  quoteDetailsSchema,
  quoteForms,
} from '../../shared/model/quote.ts'
import { client, request, useOperation } from '../bridge.ts'
import { shell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { dateWords } from '../ui/format.ts'
import { Mark } from '../ui/Icon.tsx'
import { Keys } from '../ui/Kbd.tsx'
import { announce } from '../ui/Live.tsx'
import { toast } from '../ui/Toast.tsx'
import { verdictMark, verdictWords } from '../ui/verdict.ts'
import { libraryWords } from '../words/library.ts'
import { useSpeakerChoice } from './ClaimInspector.tsx'
import { useBase, useDraft, useFormKeys } from './draft.ts'
import { MarkActions } from './MarkActions.tsx'
import { openQuote } from './open.ts'
import { PassageInContext, RemoveDialog, SaveTrouble, Section, UsageList } from './parts.tsx'
import { problemsOf } from './problems.ts'
import { QuoteFields } from './QuoteFields.tsx'
import { speakerProblem } from './SpeakerPicker.tsx'
import { keepSpeaker, type SpeakerChoice, speakerIdOf } from './speaker.ts'

const words = libraryWords.quote

const detailsOf = (quote: Quote): QuoteDetails => ({
  form: quote.form,
  speakerId: quote.speakerId,
  groundRule: quote.groundRule,
  roleAsPrinted: quote.roleAsPrinted,
  saidOn: quote.saidOn,
  saidOnAsPrinted: quote.saidOnAsPrinted,
  audience: quote.audience,
  via: quote.via,
  language: quote.language,
  translation: quote.translation,
  translator: quote.translator,
  note: quote.note,
})

function QuoteEditor({ quote, onDone }: { quote: Quote; onDone: () => void }) {
  const draft = useDraft(quote.id, detailsOf(quote))
  const { base, saved } = useBase(quote, draft)
  const stored = useSpeakerChoice(quote.speakerId)
  const [picked, setPicked] = useState<SpeakerChoice | null>(null)
  const speaker = picked ?? stored
  const [error, setError] = useState<ErrorValue | null>(null)
  const [tried, setTried] = useState(false)
  const problems = tried ? problemsOf(quoteDetailsSchema.shape, draft.value) : {}

  const save = async (revision = base): Promise<void> => {
    setTried(true)
    if (Object.keys(problemsOf(quoteDetailsSchema.shape, draft.value)).length > 0) return
    if (speakerProblem(speaker) !== undefined) return
    try {
      const kept = picked === null ? null : await keepSpeaker(picked, quote.passage.sourceId)
      if (kept !== null) setPicked(kept)
      const details = { ...draft.changes(), ...(kept === null ? {} : { speakerId: speakerIdOf(kept) }) }
      const updated = await request('quotes.update', { id: quote.id, revision, details })
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
          <SaveTrouble error={error} onOver={() => void save(quote.revision)} onLoad={onDone} />
        )}
        <div className="form">
          <QuoteFields
            value={draft.value}
            onChange={draft.set}
            problems={problems}
            speaker={{
              value: speaker,
              onChange: setPicked,
              sourceId: quote.passage.sourceId,
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

function QuoteView({ quote }: { quote: Quote }) {
  const speaker = useSpeakerChoice(quote.speakerId)
  const rows = [
    [words.saidOn, [dateWords(quote.saidOn), quote.saidOnAsPrinted].filter(Boolean).join(', ')],
    [words.audience, quote.audience],
    [words.via, quote.via],
    [words.language, quote.language],
    [words.translation, quote.translation],
    [words.translator, quote.translator],
    [words.note, quote.note],
  ].filter(([, value]) => value !== '')
  return (
    <>
      <div className="verdict">
        <Mark name={verdictMark(quote.verification.verdict)} size={20} />
        <b>{verdictWords[quote.verification.verdict]}</b>
      </div>
      <div className="sheet">
        <PassageInContext passage={quote.passage} />
        {quote.passage.page !== null && <p className="field-hint">{libraryWords.page(quote.passage.page)}</p>}
      </div>
      <Section title={words.speaker}>
        {speaker.mode === 'existing' ? (
          <div className="said-by">
            <Mark name={speaker.kind} />
            <div>
              <button
                type="button"
                className="said-by-name"
                onClick={() => shell().go({ name: 'speakers', selected: speaker.id })}
              >
                {speaker.name}
              </button>
              {quote.roleAsPrinted !== '' && <p className="field-hint">{quote.roleAsPrinted}</p>}
            </div>
          </div>
        ) : (
          <p className="field-hint">{quote.speakerId === null ? words.noSpeaker : ''}</p>
        )}
        <div className="tags">
          <span className="tag">{quoteForms[quote.form]}</span>
          <span
            className={speaker.mode === 'existing' && speaker.kind === 'anonymous' ? 'tag tag-dashed' : 'tag'}
          >
            {quote.groundRule === 'unknown'
              ? `${words.ground}: ${groundRules.unknown.toLowerCase()}`
              : groundRules[quote.groundRule]}
          </span>
        </div>
      </Section>
      {rows.length > 0 && (
        <Section>
          <dl className="key-values">
            {rows.map(([name, value]) => (
              <div key={name} className="key-value">
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
    </>
  )
}

/** One quote with its speaker and where it is used; edited in place. */
export function QuoteInspector({
  quoteId,
  inReader,
  onRemoved,
}: {
  quoteId: Id
  inReader?: true
  onRemoved?: () => void
}) {
  const asked = useOperation('quotes.get', { id: quoteId }, ['quote', 'source', 'speaker', 'briefing'])
  const [editing, setEditing] = useState<Id | null>(null)
  const [removing, setRemoving] = useState(false)
  if (asked.error !== null) return <ErrorBar error={asked.error} />
  if (asked.value === null) return null
  const { quote, usage } = asked.value
  if (editing === quote.id)
    return <QuoteEditor key={quote.id} quote={quote} onDone={() => setEditing(null)} />

  const remove = async (): Promise<void> => {
    setRemoving(false)
    const result = await client.call('quotes.remove', { id: quote.id, revision: quote.revision })
    if (!result.ok) shell().setTrouble(result.error)
    else {
      toast(libraryWords.removed(words.heading.toLowerCase()))
      onRemoved?.()
    }
  }
  return (
    <>
      <div className="inspector-body">
        <QuoteView quote={quote} />
        <UsageList usage={usage} />
      </div>
      <MarkActions
        target={{ type: 'quote', id: quote.id }}
        {...(inReader === true ? {} : { onOpen: () => openQuote(quote) })}
        onEdit={() => setEditing(quote.id)}
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
