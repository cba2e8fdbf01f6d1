import { groundRules, type QuoteDetails, quoteForms } from '../../shared/model/quote.ts'
import { Select, TextArea, TextField } from '../ui/Field.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { libraryWords } from '../words/library.ts'
import type { Problems } from './problems.ts'
import { SpeakerPicker, type SpeakerPickerProps } from './SpeakerPicker.tsx'

const words = libraryWords.quote

export interface QuoteFieldsProps {
  readonly value: QuoteDetails
  readonly onChange: (part: Partial<QuoteDetails>) => void
  readonly problems: Problems<QuoteDetails>
  readonly speaker: Omit<SpeakerPickerProps, 'label'>
}

const formOptions = Object.entries(quoteForms).map(([value, label]) => ({
  value: value as QuoteDetails['form'],
  label,
}))

/** The fields of a quote; those that are seldom known stand under "More fields". */
export function QuoteFields({ value, onChange, problems, speaker }: QuoteFieldsProps) {
  const text = (
    name: 'roleAsPrinted' | 'saidOnAsPrinted' | 'audience' | 'via' | 'language' | 'translator',
  ) => ({
    value: value[name],
    onChange: (written: string) => onChange({ [name]: written }),
    error: problems[name],
  })
  return (
    <>
      <Segmented
        label={words.form}
        showLabel
        value={value.form}
        options={formOptions}
        onChange={(form) => onChange({ form })}
      />
      <SpeakerPicker label={words.speaker} {...speaker} />
      <div className="two-columns">
        <Select
          label={words.ground}
          value={value.groundRule}
          options={groundRules}
          onChange={(groundRule) => onChange({ groundRule })}
        />
        <TextField label={words.role} {...text('roleAsPrinted')} />
      </div>
      <details className="more">
        <summary>{words.more}</summary>
        <div className="form">
          <div className="two-columns">
            <TextField
              label={words.saidOn}
              value={value.saidOn ?? ''}
              placeholder="2026-02-13"
              onChange={(saidOn) => onChange({ saidOn: saidOn.trim() === '' ? null : saidOn.trim() })}
              error={problems.saidOn}
            />
            <TextField label={words.saidOnAsPrinted} {...text('saidOnAsPrinted')} />
          </div>
          <div className="two-columns">
            <TextField label={words.audience} {...text('audience')} />
            <TextField label={words.via} {...text('via')} />
          </div>
          <div className="two-columns">
            <TextField label={words.language} {...text('language')} />
            <TextField label={words.translator} {...text('translator')} />
          </div>
          <TextArea
            label={words.translation}
            value={value.translation}
            onChange={(translation) => onChange({ translation })}
            error={problems.translation}
          />
          <TextArea
            label={words.note}
            value={value.note}
            onChange={(note) => onChange({ note })}
            error={problems.note}
          />
        </div>
      </details>
    </>
  )
}
