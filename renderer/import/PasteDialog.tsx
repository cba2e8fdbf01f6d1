import { useState } from 'react'
import type { ErrorValue } from '../../shared/model/error.ts'
import { sourceDetailsSchema } from '../../shared/model/source.ts'
import { client } from '../bridge.ts'
import { useFormKeys } from '../entities/draft.ts'
import { problemsOf } from '../entities/problems.ts'
import { shell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { TextArea, TextField } from '../ui/Field.tsx'
import { Keys } from '../ui/Kbd.tsx'
import { importWords } from '../words/import.ts'
import { usePasted } from './pasted.ts'

const words = importWords.paste

/** Keeps pasted text as a source. */
export function PasteDialog() {
  const [pasted] = useState(() => usePasted.getState())
  const [text, setText] = useState(pasted.text)
  const [html, setHtml] = useState(pasted.html)
  const [details, setDetails] = useState({ title: '', publisher: '', url: '', issued: '' })
  const [error, setError] = useState<ErrorValue | null>(null)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const values = { ...details, issued: details.issued.trim() === '' ? null : details.issued.trim() }
  const problems = tried ? problemsOf(sourceDetailsSchema.shape, values) : {}
  const close = (): void => {
    usePasted.setState({ text: '', html: '' })
    shell().show(null)
  }
  const save = async (): Promise<void> => {
    setTried(true)
    if (busy || text.trim() === '') return
    if (Object.keys(problemsOf(sourceDetailsSchema.shape, values)).length > 0) return
    const given = Object.fromEntries(
      Object.entries(values).filter(([, value]) => value !== null && value !== ''),
    )
    setBusy(true)
    const result = await client.call('capture.text', {
      text,
      ...(html === '' ? {} : { html }),
      ...(Object.keys(given).length === 0 ? {} : { details: given }),
    })
    setBusy(false)
    if (!result.ok) setError(result.error)
    else if (result.value.sourceId === null) {
      setError({ code: 'unsupported', message: result.value.message, hint: '' })
    } else {
      close()
      shell().go({ name: 'reader', sourceId: result.value.sourceId, tab: 'source' })
    }
  }
  const onKeyDown = useFormKeys(() => void save())
  const field = (name: keyof typeof details) => ({
    value: details[name],
    onChange: (written: string) => setDetails((before) => ({ ...before, [name]: written })),
    error: problems[name],
  })
  return (
    <Dialog
      title={words.title}
      description={words.detail}
      size="wide"
      onClose={close}
      footer={
        <>
          <Button look="primary" disabled={busy} onClick={() => void save()}>
            {words.add}
          </Button>
          <Button look="ghost" onClick={close}>
            {words.cancel}
          </Button>
          <div className="grow" />
          <Keys of="Mod+Enter" />
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: listens for the form's own keys */}
      <div className="form" onKeyDown={onKeyDown}>
        {error !== null && <ErrorBar error={error} />}
        <TextArea
          label={words.text}
          rows={9}
          value={text}
          data-autofocus=""
          error={tried && text.trim() === '' ? words.textEmpty : undefined}
          hint={html === '' ? undefined : words.withHtml}
          onChange={(written) => {
            setText(written)
            // Formatting of words that were changed by hand would be formatting of other words.
            setHtml('')
          }}
          onPaste={(event) => {
            if (text !== '') return
            const formatted = event.clipboardData.getData('text/html')
            if (formatted === '') return
            event.preventDefault()
            setText(event.clipboardData.getData('text/plain'))
            setHtml(formatted)
          }}
        />
        <TextField label={words.sourceTitle} {...field('title')} />
        <div className="two-columns">
          <TextField label={words.publisher} {...field('publisher')} />
          <TextField label={words.issued} placeholder="2026-02-13" {...field('issued')} />
        </div>
        <TextField label={words.url} inputMode="url" {...field('url')} />
      </div>
    </Dialog>
  )
}
