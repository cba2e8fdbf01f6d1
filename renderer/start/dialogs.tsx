import { LibraryBig } from 'lucide-react'
import { useState } from 'react'
import { useOperation } from '../bridge.ts'
import { shell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { TextField } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { startWords as words } from '../words/start.ts'
import { createLibrary } from './acts.ts'
import { RecentList } from './RecentList.tsx'
import './start.css'

const close = (): void => shell().show(null)

/** Asks for the name of a new library, where the host has no dialog for it. */
export function CreateLibraryDialog() {
  const [name, setName] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const create = async (): Promise<void> => {
    setTried(true)
    if (name.trim() === '' || busy) return
    setBusy(true)
    await createLibrary(name.trim())
    setBusy(false)
    close()
  }
  return (
    <Dialog
      title={words.nameTitle}
      description={words.nameDetail}
      onClose={close}
      footer={
        <>
          <Button look="primary" disabled={busy} onClick={() => void create()}>
            {words.createIt}
          </Button>
          <Button look="ghost" onClick={close}>
            {words.cancel}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void create()
        }}
      >
        <TextField
          label={words.nameLabel}
          value={name}
          onChange={setName}
          maxLength={120}
          data-autofocus=""
          error={tried && name.trim() === '' ? words.nameEmpty : undefined}
          hint={name.trim() === '' ? undefined : words.nameHint(name.trim())}
        />
      </form>
    </Dialog>
  )
}

/** Lists the libraries to open, where the host has no dialog for it. */
export function OpenLibraryDialog() {
  const recent = useOperation('libraries.recent', {})
  return (
    <Dialog title={words.chooseTitle} description={words.chooseDetail} onClose={close}>
      {recent.value?.items.length === 0 ? (
        <EmptyState icon={<Icon of={LibraryBig} size={24} />} title={words.nothingToChoose}>
          {words.nothingToChooseDetail}
        </EmptyState>
      ) : (
        <RecentList items={recent.value?.items ?? []} onForgotten={recent.refetch} onOpened={close} />
      )}
    </Dialog>
  )
}
