import { useState } from 'react'
import type { Notice } from '../../shared/contract/backups.ts'
import { client, useEvent, useOperation } from '../bridge.ts'
import { Button } from '../ui/Button.tsx'
import { backupWords as words } from '../words/backups.ts'
import './backups.css'

/** What a person should know of the open library; quiet, and there until it is put away. */
export function Notices() {
  const first = useOperation('library.notices', {})
  const [later, setLater] = useState<readonly Notice[] | null>(null)
  useEvent('library.notices', ({ items }) => setLater(items))
  const items = later ?? first.value?.items ?? []
  if (items.length === 0) return null
  return (
    <section className="notices" aria-label={words.notices}>
      {items.map(({ id, message, hint }) => (
        <div key={id} className="notice" role="status">
          <p>
            <b>{message}</b> {hint}
          </p>
          <Button size="small" look="ghost" onClick={() => void client.call('library.dismiss', { id })}>
            {words.dismiss}
          </Button>
        </div>
      ))}
    </section>
  )
}
