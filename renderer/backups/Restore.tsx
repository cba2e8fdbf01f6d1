import { useEffect, useId, useRef, useState } from 'react'
import type { LibraryBackup } from '../../shared/contract/backups.ts'
import type { ErrorValue } from '../../shared/model/error.ts'
import { client, useOperation } from '../bridge.ts'
import { shell } from '../shell/store.ts'
import { type Followed, follow } from '../start/following.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { byteWords, momentWords } from '../ui/format.ts'
import { announce } from '../ui/Live.tsx'
import { toast } from '../ui/Toast.tsx'
import { backupWords as words } from '../words/backups.ts'
import './backups.css'

const close = (): void => shell().show(null)

function BackupLine(props: { backup: LibraryBackup; group: string; chosen: boolean; onChoose: () => void }) {
  const { kind, madeAt, bytes, counts, problem } = props.backup
  return (
    <label className={problem === null ? 'backup' : 'backup backup-spoilt'}>
      <input
        type="radio"
        name={props.group}
        checked={props.chosen}
        disabled={problem !== null}
        onChange={props.onChoose}
      />
      <span className="grow">
        <b className="backup-when">{momentWords(madeAt)}</b>
        <span className="backup-what">
          {problem !== null
            ? problem.message
            : counts === null
              ? ''
              : words.holds(counts.sources, counts.briefings)}
        </span>
      </span>
      <span className="backup-kind">
        <span>{words.kinds[kind]}</span>
        <span className="backup-what">{byteWords(bytes)}</span>
      </span>
    </label>
  )
}

/** The backups of a library that is not open, to put one in its place. */
export function RestoreDialog({ library }: { library: string }) {
  const asked = useOperation('backups.list', { library })
  const [chosen, setChosen] = useState<string | null>(null)
  const [error, setError] = useState<ErrorValue | null>(null)
  const [busy, setBusy] = useState(false)
  const running = useRef<Followed | null>(null)
  const group = useId()
  const items = asked.value?.items ?? []
  const backup = items.find(({ token }) => token === chosen) ?? items.find(({ problem }) => problem === null)

  useEffect(() => () => running.current?.stop(), [])

  const restore = async (from: LibraryBackup): Promise<void> => {
    setBusy(true)
    setError(null)
    let aside = ''
    const act = follow(
      () => client.call('backups.restore', { library, backup: from.token }),
      ({ stage, done }) => {
        if (done === 1) aside = stage
      },
    )
    running.current = act
    const ended = await act.ended
    running.current = null
    setBusy(false)
    if (ended?.error) {
      setError(ended.error)
      return
    }
    close()
    shell().setTrouble(null)
    const said = [words.restored(momentWords(from.madeAt)), aside === '' ? '' : words.aside(aside)]
    toast(said.join(' ').trim())
    announce(said.join(' ').trim())
  }

  return (
    <Dialog
      title={words.title(asked.value?.library ?? '')}
      description={asked.value === null ? undefined : words.detail(asked.value.folder)}
      onClose={close}
      footer={
        <>
          {backup !== undefined && (
            <Button look="primary" disabled={busy} onClick={() => void restore(backup)}>
              {busy ? words.restoring : words.restore}
            </Button>
          )}
          <Button look="ghost" onClick={() => (busy ? running.current?.stop() : close())}>
            {busy ? words.stop : words.cancel}
          </Button>
        </>
      }
    >
      {(error ?? asked.error) !== null && <ErrorBar error={(error ?? asked.error) as ErrorValue} />}
      {asked.loading && <p role="status">{words.looking}</p>}
      {asked.value !== null && items.length === 0 && (
        <p>
          <b>{words.none}</b> {words.noneDetail}
        </p>
      )}
      {items.length > 0 && (
        <>
          <div className="backups" role="radiogroup" aria-label={words.title(asked.value?.library ?? '')}>
            {items.map((item) => (
              <BackupLine
                key={item.token}
                backup={item}
                group={group}
                chosen={item.token === backup?.token}
                onChoose={() => setChosen(item.token)}
              />
            ))}
          </div>
          <p className="backup-safe">{words.safe}</p>
        </>
      )}
    </Dialog>
  )
}
