import { useEffect, useRef, useState } from 'react'
import type { Output } from '../../shared/contract/index.ts'
import { type ClaimDetails, claimDetailsSchema, emptyClaimDetails } from '../../shared/model/claim.ts'
import { AttestError, type ErrorValue, toErrorValue } from '../../shared/model/error.ts'
import type { Id } from '../../shared/model/identity.ts'
import { emptyQuoteDetails, type QuoteDetails, quoteDetailsSchema } from '../../shared/model/quote.ts'
import { request } from '../bridge.ts'
import { ClaimFields } from '../entities/ClaimFields.tsx'
import { useFormKeys } from '../entities/draft.ts'
import { problemsOf } from '../entities/problems.ts'
import { QuoteFields } from '../entities/QuoteFields.tsx'
import { speakerProblem } from '../entities/SpeakerPicker.tsx'
import { keepSpeaker, nobody, type SpeakerChoice, speakerIdOf } from '../entities/speaker.ts'
import type { MarkAddress } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { Checkbox } from '../ui/Field.tsx'
import { Mark } from '../ui/Icon.tsx'
import { Keys } from '../ui/Kbd.tsx'
import { announce } from '../ui/Live.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { libraryWords } from '../words/library.ts'
import { readerWords as words } from '../words/reader.ts'
import type { Draft } from './draft.ts'
import { type Guess, guessDescription, guessQuote } from './guess.ts'
import { claimFrom, quoteFrom } from './suggested/taking.ts'
import type { ReaderText, Span } from './text.ts'

const ownWords = { text: libraryWords.claim.textEmpty }

const attributionOf = (choice: SpeakerChoice): ClaimDetails['attribution'] => {
  if (choice.mode === 'none') return 'unattributed'
  return choice.kind === 'anonymous' ? 'anonymous' : 'named'
}

/** What to begin a claim's statement with: the words, without quote marks around all of them. */
function claimWords(text: ReaderText, trimmed: Span | null, guess: Guess | null): string {
  const quoted = guess !== null && (guess.form === 'direct' || guess.form === 'partial')
  const span = quoted ? guess.span : trimmed
  return span === null ? '' : text.slice(span.start, span.end).replace(/\s+/gu, ' ')
}

/** What was kept of an attempt that failed half-way, so that trying again makes nothing twice. */
interface Kept {
  speaker: SpeakerChoice | null
  quoteId: Id | null
}

/** The form for a selection: a quote, a claim, or a quote that also states a claim. */
export function NewMark(props: {
  type: 'quote' | 'claim'
  selection: Span
  text: ReaderText
  reading: Output<'sources.read'>
  suggested: Draft['suggested']
  onType: (type: 'quote' | 'claim') => void
  /** The passage that would be saved, to be drawn in the text. */
  onSpan: (span: Span) => void
  onSaved: (mark: MarkAddress) => void
  onCancel: () => void
}) {
  const { type, selection, text, reading, suggested, onType, onSpan, onSaved, onCancel } = props
  const language = reading.source.language
  const item = suggested?.item
  const guess = item?.type === 'quote' ? { span: selection, form: item.form } : guessQuote(text, selection)
  const trimmed = text.trim(selection)
  const span = type === 'quote' ? (guess?.span ?? null) : trimmed
  const exact = span === null ? '' : text.slice(span.start, span.end)
  const described = guessDescription(text, selection, language || 'en')
  const standsInSource = (words: string): boolean => text.has(words)

  const [quote, setQuote] = useState<QuoteDetails>(
    item?.type === 'quote'
      ? quoteFrom(item, language)
      : { ...emptyQuoteDetails, form: guess?.form ?? 'indirect', language },
  )
  const [claim, setClaim] = useState<ClaimDetails>(
    item?.type === 'claim'
      ? claimFrom(item)
      : { ...emptyClaimDetails, text: claimWords(text, trimmed, guess) },
  )
  const [also, setAlso] = useState(false)
  const [speaker, setSpeaker] = useState<SpeakerChoice>(suggested?.speaker ?? nobody)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorValue | null>(null)
  const kept = useRef<Kept>({ speaker: null, quoteId: null })
  const body = useRef<HTMLDivElement>(null)

  const withClaim = type === 'claim' || also
  const quoteProblems = tried && type === 'quote' ? problemsOf(quoteDetailsSchema.shape, quote) : {}
  const claimProblems = tried && withClaim ? problemsOf(claimDetailsSchema.shape, claim, ownWords) : {}
  const whose = speakerProblem(speaker, standsInSource)

  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the passage itself is another one
  useEffect(() => {
    if (span !== null) onSpan(span)
  }, [span?.start, span?.end])
  useEffect(() => {
    body.current?.querySelector<HTMLElement>('[role="radio"][aria-checked="true"]')?.focus()
  }, [])

  const save = async (): Promise<void> => {
    setTried(true)
    if (busy || span === null || whose !== undefined) return
    if (type === 'quote' && Object.keys(problemsOf(quoteDetailsSchema.shape, quote)).length > 0) return
    if (withClaim && Object.keys(problemsOf(claimDetailsSchema.shape, claim, ownWords)).length > 0) return
    setBusy(true)
    try {
      const place = { extractionId: reading.extraction.id, start: span.start, end: span.end }
      const said = type === 'claim' && claim.attribution === 'unattributed' ? nobody : speaker
      const known = kept.current.speaker ?? (await keepSpeaker(said, reading.source.id))
      kept.current.speaker = said.mode === 'new' ? known : null
      if (said.mode === 'new') setSpeaker(known)
      const speakerId = speakerIdOf(known)
      if (type === 'quote' && kept.current.quoteId === null) {
        kept.current.quoteId = (await request('quotes.create', { ...quote, speakerId, place })).id
      }
      let claimId: Id | null = null
      if (withClaim) {
        const attribution = type === 'claim' ? claim.attribution : attributionOf(known)
        claimId = (await request('claims.create', { ...claim, attribution, speakerId, place })).id
      }
      announce(type === 'claim' ? words.claimSaved : also ? words.bothSaved : words.quoteSaved)
      if (type === 'quote' && kept.current.quoteId !== null)
        onSaved({ type: 'quote', id: kept.current.quoteId })
      else if (claimId !== null) onSaved({ type: 'claim', id: claimId })
    } catch (problem) {
      setBusy(false)
      setError(problem instanceof AttestError ? problem : toErrorValue(problem))
    }
  }
  const onKeyDown = useFormKeys(() => void save(), onCancel)
  const claimFields = {
    value: claim,
    onChange: (part: Partial<ClaimDetails>) => setClaim((before) => ({ ...before, ...part })),
    problems: claimProblems,
    brief: true,
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: listens for the form's own keys
    <div className="new-mark" onKeyDown={onKeyDown}>
      <div className="inspector-body" ref={body}>
        <div className="form">
          <Segmented
            label={words.markAs}
            value={type}
            onChange={onType}
            options={(['quote', 'claim'] as const).map((value) => ({
              value,
              label: (
                <>
                  <Mark name={value} size={14} />
                  {words[value]}
                </>
              ),
            }))}
          />
          {error !== null && <ErrorBar error={error} />}
          <p className="passage new-mark-passage">{exact}</p>
          {type === 'quote' ? (
            <>
              <QuoteFields
                value={quote}
                onChange={(part) => setQuote((before) => ({ ...before, ...part }))}
                problems={quoteProblems}
                speaker={{
                  value: speaker,
                  onChange: setSpeaker,
                  sourceId: reading.source.id,
                  described,
                  standsInSource,
                  error: tried ? whose : undefined,
                }}
              />
              <hr />
              <Checkbox label={words.alsoClaim} checked={also} onChange={setAlso} />
              {also && <ClaimFields {...claimFields} />}
            </>
          ) : (
            <ClaimFields
              {...claimFields}
              speaker={{
                value: speaker,
                onChange: setSpeaker,
                sourceId: reading.source.id,
                described,
                standsInSource,
                error: tried ? whose : undefined,
              }}
            />
          )}
        </div>
      </div>
      <div className="inspector-foot">
        <Button look="primary" disabled={busy} onClick={() => void save()}>
          {type === 'claim' ? words.saveClaim : also ? words.saveBoth : words.saveQuote}
        </Button>
        <Button look="ghost" onClick={onCancel}>
          {words.cancel}
        </Button>
        <Keys of="Mod+Enter" />
      </div>
    </div>
  )
}
