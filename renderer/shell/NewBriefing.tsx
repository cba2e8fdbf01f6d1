import { useState } from 'react'
import { type TemplateName, templateNames } from '../../shared/document/templates.ts'
import type { ErrorValue } from '../../shared/model/error.ts'
import type { Id } from '../../shared/model/identity.ts'
import { client, useOperation } from '../bridge.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { TextField } from '../ui/Field.tsx'
import { todayIso } from '../ui/format.ts'
import { Keys } from '../ui/Kbd.tsx'
import { shellWords } from '../words/shell.ts'
import { OwnTemplates } from './OwnTemplates.tsx'
import { shell } from './store.ts'

const words = shellWords.newBriefingDialog

/** Asks for a template and a subject, makes the briefing and opens it. */
export function NewBriefingDialog() {
  const [template, setTemplate] = useState<TemplateName>(shell().preferences.template)
  const [own, setOwn] = useState<Id | null>(null)
  const templates = useOperation('templates.list', {})
  const [subject, setSubject] = useState('')
  const [error, setError] = useState<ErrorValue | null>(null)
  const [busy, setBusy] = useState(false)
  const close = (): void => shell().show(null)
  const create = async (): Promise<void> => {
    if (busy) return
    setBusy(true)
    const result = await client.call('briefings.create', {
      template,
      ...(own === null ? {} : { own }),
      subject: subject.trim(),
      date: todayIso(),
    })
    setBusy(false)
    if (!result.ok) {
      setError(result.error)
      return
    }
    close()
    shell().go({ name: 'briefing', briefingId: result.value.id })
  }
  return (
    <Dialog
      title={words.title}
      onClose={close}
      footer={
        <>
          <Button look="primary" disabled={busy} onClick={() => void create()}>
            {words.create}
          </Button>
          <Button look="ghost" onClick={close}>
            {words.cancel}
          </Button>
          <div className="grow" />
          <Keys of="Enter" />
        </>
      }
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          void create()
        }}
      >
        {error !== null && <ErrorBar error={error} />}
        <TextField
          label={words.subject}
          value={subject}
          onChange={setSubject}
          maxLength={1000}
          data-autofocus=""
          hint={words.subjectHint}
        />
        <fieldset className="templates">
          <legend className="field-label">{words.template}</legend>
          <OwnTemplates
            items={templates.value?.items ?? []}
            chosen={own}
            onChoose={setOwn}
            onChanged={templates.refetch}
          />
          {(Object.entries(templateNames) as [TemplateName, string][]).map(([name, title]) => (
            <label key={name} className="template">
              <input
                type="radio"
                name="template"
                value={name}
                checked={own === null && template === name}
                onChange={() => {
                  setOwn(null)
                  setTemplate(name)
                }}
              />
              <span>
                <b>{title}</b>
                <span>{words.templates[name]}</span>
              </span>
            </label>
          ))}
        </fieldset>
      </form>
    </Dialog>
  )
}
