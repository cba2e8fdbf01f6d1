import { useState } from 'react'
import type { Output } from '../../shared/contract/index.ts'
import type { ErrorValue } from '../../shared/model/error.ts'
import type { EntityType, Id } from '../../shared/model/identity.ts'
import { client, useOperation } from '../bridge.ts'
import { shell } from '../shell/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorBar } from '../ui/ErrorBar.tsx'
import { Checkbox } from '../ui/Field.tsx'
import { toast } from '../ui/Toast.tsx'
import { backupWords as words } from '../words/backups.ts'
import './backups.css'

type Plan = Output<'purge.plan'>
const close = (): void => shell().show(null)

function partsOf({ goes }: Plan): string {
  const parts = [
    [goes.captures, 'capture', 'captures'],
    [goes.quotes, 'quote', 'quotes'],
    [goes.claims, 'claim', 'claims'],
    [goes.speakers, 'unnamed speaker', 'unnamed speakers'],
    [goes.versions, 'kept version', 'kept versions'],
    [goes.releases, 'record of a release', 'records of releases'],
  ] as const
  return parts
    .filter(([count]) => count > 0)
    .map(([count, one, several]) => words.count(count, one, several))
    .join(', ')
}

/** Says what purging takes away and breaks, and purges when a person wants it all the same. */
export function PurgeDialog({ type, id }: { type: EntityType; id: Id }) {
  const plan = useOperation('purge.plan', { type, id })
  const [force, setForce] = useState(false)
  const [redo, setRedo] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<ErrorValue | null>(null)
  const value = plan.value
  const used = value !== null && value.cited.length + value.spoken.length > 0

  const purge = async (): Promise<void> => {
    setBusy(true)
    setError(null)
    const input = { type, id, force, backups: redo ? ('redo' as const) : ('keep' as const) }
    const result = await client.call('purge.run', input)
    setBusy(false)
    if (!result.ok) {
      setError(result.error)
      return
    }
    close()
    toast(words.purged(value?.key ?? ''))
    const { route } = shell()
    if ('selected' in route && route.selected === id) shell().replace({ name: route.name })
  }

  const parts = value === null ? '' : partsOf(value)
  return (
    <Dialog
      title={words.purgeTitle(value?.key ?? '')}
      description={words.purgeDetail}
      onClose={close}
      footer={
        <>
          <Button
            look="primary"
            disabled={busy || value === null || (used && !force)}
            onClick={() => void purge()}
          >
            {busy ? words.purging : words.purge}
          </Button>
          <Button look="ghost" data-autofocus="" onClick={close}>
            {words.cancel}
          </Button>
        </>
      }
    >
      {(error ?? plan.error) !== null && <ErrorBar error={(error ?? plan.error) as ErrorValue} />}
      {value !== null && (
        <div className="purge">
          <p>{words.purgeWhat(value.title || value.key)}</p>
          {parts !== '' && <p>{words.goesToo(parts)}</p>}
          {value.cited.length > 0 && (
            <>
              <p>{words.cited(value.cited.length)}</p>
              <ul>
                {value.cited.slice(0, 8).map(({ briefingId, blockId, subject, words: text }) => (
                  <li key={`${briefingId} ${blockId}`}>
                    <b>{subject}</b> <span className="ellipsis">{text.slice(0, 120)}</span>
                  </li>
                ))}
              </ul>
            </>
          )}
          {value.spoken.length > 0 && (
            <p>
              {words.spoken(
                value.spoken
                  .map(({ key }) => key)
                  .slice(0, 8)
                  .join(', '),
              )}
            </p>
          )}
          {used && <Checkbox label={words.force} checked={force} onChange={setForce} />}
          {value.backups > 0 && (
            <>
              <p>{words.backupsHold(value.backups)}</p>
              <Checkbox label={words.redo} checked={redo} onChange={setRedo} />
            </>
          )}
          <p className="backup-safe">{words.outside}</p>
        </div>
      )}
    </Dialog>
  )
}
