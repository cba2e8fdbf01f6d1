import {
  attributions,
  type ClaimDetails,
  claimKinds,
  confidences,
  credibilities,
  type Likelihood,
  likelihoods,
  modalities,
} from '../../shared/model/claim.ts'
import type { Id } from '../../shared/model/identity.ts'
import { Select, TextArea, TextField } from '../ui/Field.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { libraryWords } from '../words/library.ts'
import type { Problems } from './problems.ts'
import { SpeakerPicker } from './SpeakerPicker.tsx'
import { nobody, type SpeakerChoice } from './speaker.ts'

const words = libraryWords.claim

export interface ClaimFieldsProps {
  readonly value: ClaimDetails
  readonly onChange: (part: Partial<ClaimDetails>) => void
  readonly problems: Problems<ClaimDetails>
  /** Left out where the quote beside it already says whose claim it is. */
  readonly speaker?: {
    readonly value: SpeakerChoice
    readonly onChange: (choice: SpeakerChoice) => void
    readonly sourceId: Id
    readonly described?: string
    readonly standsInSource?: (text: string) => boolean
    readonly error?: string | undefined
  }
  readonly autoFocus?: boolean
  /** Only what a new claim needs. */
  readonly brief?: boolean
}

const likelihoodOptions = {
  '': words.notGiven,
  ...Object.fromEntries(
    Object.entries(likelihoods).map(([name, [low, high]]) => [name, words.likelihoodBand(name, low, high)]),
  ),
} as Record<'' | Likelihood, string>
const confidenceOptions = { '': words.notGiven, ...confidences }

const attributionOf = (choice: SpeakerChoice): ClaimDetails['attribution'] => {
  if (choice.mode === 'none') return 'unattributed'
  return choice.kind === 'anonymous' ? 'anonymous' : 'named'
}

/** The fields of a claim; a likelihood and a confidence only where the kind has them. */
export function ClaimFields({ value, onChange, problems, speaker, autoFocus, brief }: ClaimFieldsProps) {
  const uncertain = value.kind === 'judgment' || value.kind === 'forecast'
  const credibility = String(value.credibility) as unknown as keyof typeof credibilities
  return (
    <>
      <TextArea
        label={words.text}
        value={value.text}
        onChange={(text) => onChange({ text })}
        error={problems.text}
        rows={3}
        {...(autoFocus === true ? { 'data-autofocus': '' } : {})}
      />
      <div className="two-columns">
        <Select
          label={words.kind}
          value={value.kind}
          options={claimKinds}
          onChange={(kind) =>
            onChange(
              kind === 'judgment' || kind === 'forecast'
                ? { kind }
                : { kind, likelihood: null, confidence: null },
            )
          }
        />
        <Select
          label={words.modality}
          value={value.modality}
          options={modalities}
          onChange={(modality) => onChange({ modality })}
        />
      </div>
      {uncertain && (
        <div className="two-columns">
          <Select
            label={words.likelihood}
            value={value.likelihood ?? ''}
            options={likelihoodOptions}
            onChange={(choice) =>
              onChange({ likelihood: choice === '' ? null : (choice as ClaimDetails['likelihood']) })
            }
          />
          <Select
            label={words.confidence}
            value={value.confidence ?? ''}
            options={confidenceOptions}
            onChange={(choice) =>
              onChange({ confidence: choice === '' ? null : (choice as ClaimDetails['confidence']) })
            }
          />
        </div>
      )}
      {speaker !== undefined && (
        <>
          <Select
            label={words.attribution}
            value={value.attribution}
            options={attributions}
            onChange={(attribution) => {
              onChange({ attribution })
              if (attribution === 'unattributed') speaker.onChange(nobody)
              else if (attribution === 'anonymous' && attributionOf(speaker.value) !== 'anonymous')
                speaker.onChange(
                  speaker.standsInSource === undefined
                    ? nobody
                    : { mode: 'new', kind: 'anonymous', name: speaker.described ?? '' },
                )
              else if (attributionOf(speaker.value) !== attribution) speaker.onChange(nobody)
            }}
          />
          {value.attribution !== 'unattributed' && (
            <SpeakerPicker
              label={words.speaker}
              value={speaker.value}
              onChange={(choice) => {
                speaker.onChange(choice)
                if (choice.mode !== 'none') onChange({ attribution: attributionOf(choice) })
              }}
              sourceId={speaker.sourceId}
              {...(speaker.described === undefined ? {} : { described: speaker.described })}
              {...(speaker.standsInSource === undefined ? {} : { standsInSource: speaker.standsInSource })}
              error={speaker.error}
            />
          )}
        </>
      )}
      <Segmented
        label={words.credibility}
        showLabel
        value={value.credibility}
        options={([1, 2, 3, 4, 5, 6] as const).map((grade) => ({
          value: grade,
          label: String(grade),
          title: credibilities[grade],
        }))}
        onChange={(grade) => onChange({ credibility: grade })}
        hint={`${value.credibility}: ${credibilities[credibility].toLowerCase()}`}
      />
      <div className="two-columns">
        <TextField
          label={words.date}
          value={value.date ?? ''}
          placeholder="2026-02-13"
          onChange={(date) => onChange({ date: date.trim() === '' ? null : date.trim() })}
          error={problems.date}
        />
        <TextField
          label={words.dateAsPrinted}
          value={value.dateAsPrinted}
          onChange={(dateAsPrinted) => onChange({ dateAsPrinted })}
          error={problems.dateAsPrinted}
        />
      </div>
      {brief !== true && (
        <TextArea
          label={words.note}
          value={value.note}
          onChange={(note) => onChange({ note })}
          error={problems.note}
        />
      )}
    </>
  )
}
