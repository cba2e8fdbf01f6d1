import { useState } from 'react'
import type { ErrorValue } from '../../shared/model/error.ts'
import { client } from '../bridge.ts'
import { known, useCommands } from '../commands/registry.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { TextField } from '../ui/Field.tsx'
import { toast } from '../ui/Toast.tsx'
import { templateWords as words } from '../words/templates.ts'
import { useSession } from './context.ts'

/** Keeps the structure of this briefing as one of the library's own templates, under a name that is asked for. */
export function SaveTemplate() {
  const session = useSession()
  const [name, setName] = useState<string | null>(null)
  const [error, setError] = useState<ErrorValue | null>(null)
  useCommands([
    known('template.save', () => {
      setError(null)
      setName(session.state.getState().header.label)
    }),
  ])
  if (name === null) return null
  const close = (): void => setName(null)
  const save = async (): Promise<void> => {
    if (name.trim() === '') return
    // What the template is made of is what is saved.
    await session.autosave.flush()
    const result = await client.call('templates.save', { briefingId: session.id, name: name.trim() })
    if (!result.ok) {
      setError(result.error)
      return
    }
    close()
    toast(words.saved(name.trim()))
  }
  return (
    <Dialog
      title={words.save}
      description={words.saveDetail}
      onClose={close}
      footer={
        <>
          <Button look="primary" disabled={name.trim() === ''} onClick={() => void save()}>
            {words.saveIt}
          </Button>
          <Button look="ghost" onClick={close}>
            {words.cancel}
          </Button>
        </>
      }
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        {error !== null && <ErrorBar error={error} />}
        <TextField label={words.name} value={name} onChange={setName} maxLength={100} data-autofocus="" />
      </form>
    </Dialog>
  )
}
