import { useState } from 'react'
import type { ErrorValue } from '../../shared/model/error.ts'
import {
  reliabilities,
  type Source,
  type SourceDetails,
  sourceDetailsSchema,
  sourceTypes,
} from '../../shared/model/source.ts'
import { client } from '../bridge.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox, Select, TextArea, TextField } from '../ui/Field.tsx'
import { Keys } from '../ui/Kbd.tsx'
import { announce } from '../ui/Live.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { libraryWords } from '../words/library.ts'
import { useBase, useDraft, useFormKeys } from './draft.ts'
import { nameLines, parseNames } from './names.ts'
import { SaveTrouble } from './parts.tsx'
import { problemsOf } from './problems.ts'

const words = libraryWords.source

const shape = sourceDetailsSchema.shape
type Values = Omit<SourceDetails, 'authors'> & { authorLines: string; status: 'current' | 'withdrawn' }

const valuesOf = (source: Source): Values => ({
  type: source.type,
  title: source.title,
  publisher: source.publisher,
  authorLines: nameLines(source.authors),
  issued: source.issued,
  issuedAsPrinted: source.issuedAsPrinted,
  accessed: source.accessed,
  url: source.url,
  language: source.language,
  reliability: source.reliability,
  descriptor: source.descriptor,
  marking: source.marking,
  status: source.status,
})

/**
 * The details of a source. Saving names the revision the form was filled from; when the source changed meanwhile, the
 * person chooses.
 */
export function SourceForm({ source, onSaved }: { source: Source; onSaved: () => void }) {
  const draft = useDraft(source.id, valuesOf(source))
  const { value, set } = draft
  const [error, setError] = useState<ErrorValue | null>(null)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const { base, saved } = useBase(source, draft)
  const problems = tried ? problemsOf(shape, value) : {}

  const save = async (revision = base): Promise<void> => {
    setTried(true)
    if (busy || Object.keys(problemsOf(shape, value)).length > 0) return
    setBusy(true)
    const { authorLines, status, ...details } = draft.changes()
    const result = await client.call('sources.update', {
      id: source.id,
      revision,
      details: { ...details, ...(authorLines === undefined ? {} : { authors: parseNames(authorLines) }) },
      ...(status === undefined ? {} : { status }),
    })
    setBusy(false)
    if (!result.ok) {
      setError(result.error)
      return
    }
    setError(null)
    setTried(false)
    saved(result.value.revision)
    announce(libraryWords.saved)
    onSaved()
  }
  const onKeyDown = useFormKeys(() => void save())
  const text = (
    name: 'title' | 'publisher' | 'issuedAsPrinted' | 'url' | 'language' | 'descriptor' | 'marking',
  ) => ({
    value: value[name],
    onChange: (written: string) => set({ [name]: written }),
    error: problems[name],
  })
  const canSave = draft.dirty || !source.confirmed

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: listens for the form's own keys */}
      <div className="inspector-body" onKeyDown={onKeyDown}>
        {error !== null && (
          <SaveTrouble
            error={error}
            onOver={() => void save(source.revision)}
            onLoad={() => {
              draft.reset()
              setError(null)
            }}
          />
        )}
        <div className="form">
          {!source.confirmed && (
            <p className="field-hint">
              <span className="tag tag-dashed">{libraryWords.unconfirmed}</span>
              {words.confirmHint}
            </p>
          )}
          <TextArea label={words.title} rows={2} {...text('title')} />
          <Segmented
            label={words.reliability}
            showLabel
            value={value.reliability}
            options={(Object.keys(reliabilities) as SourceDetails['reliability'][]).map((grade) => ({
              value: grade,
              label: grade,
              title: reliabilities[grade],
            }))}
            onChange={(reliability) => set({ reliability })}
            hint={`${value.reliability}: ${reliabilities[value.reliability].toLowerCase()}`}
          />
          <TextField label={words.publisher} {...text('publisher')} />
          <TextArea
            label={words.authors}
            hint={words.authorsHint}
            rows={2}
            value={value.authorLines}
            onChange={(authorLines) => set({ authorLines })}
          />
          <div className="two-columns">
            <TextField
              label={words.issued}
              value={value.issued ?? ''}
              placeholder="2026-02-13"
              onChange={(issued) => set({ issued: issued.trim() === '' ? null : issued.trim() })}
              error={problems.issued}
            />
            <TextField label={words.issuedAsPrinted} {...text('issuedAsPrinted')} />
          </div>
          <TextField label={words.url} inputMode="url" {...text('url')} />
          <div className="two-columns">
            <Select
              label={words.type}
              value={value.type}
              options={sourceTypes}
              onChange={(type) => set({ type })}
            />
            <TextField label={words.language} {...text('language')} />
          </div>
          <TextArea label={words.descriptor} hint={words.descriptorHint} rows={2} {...text('descriptor')} />
          <TextField label={words.marking} {...text('marking')} />
          <Checkbox
            label={words.withdrawnState}
            checked={value.status === 'withdrawn'}
            onChange={(withdrawn) => set({ status: withdrawn ? 'withdrawn' : 'current' })}
          />
        </div>
      </div>
      {canSave && (
        <div className="inspector-foot">
          <Button look="primary" disabled={busy} onClick={() => void save()}>
            {libraryWords.save}
          </Button>
          {draft.dirty && (
            <Button look="ghost" onClick={draft.reset}>
              {libraryWords.discard}
            </Button>
          )}
          <Keys of="Mod+Enter" />
        </div>
      )}
    </>
  )
}
