import { useState } from 'react'
import type { Id } from '../../shared/model/identity.ts'
import { useOperation } from '../bridge.ts'
import { shell } from '../shell/store.ts'
import { besideWords as words } from '../words/beside.ts'
import { PickDialog } from './PickDialog.tsx'

/** Asks which briefing is to stand beside the one that is open. */
export function BesideDialog({ open, onClose }: { open: Id; onClose: () => void }) {
  const briefings = useOperation('briefings.list', {}, ['briefing'])
  const [refused, setRefused] = useState<ReturnType<typeof words.same> | null>(null)
  if (briefings.value === null && briefings.error === null) return null
  const items = briefings.value?.items ?? []
  const picks = items.map(({ id, header }) => ({
    id,
    sign: '',
    title: header.subject || words.untitled,
    ...(id === open ? { detail: words.openHere } : {}),
  }))
  return (
    <PickDialog
      title={words.title}
      label={words.search}
      none={items.length < 2 ? words.noOther : words.none}
      picks={picks}
      className="pick-briefings"
      trouble={briefings.error ?? refused}
      onPick={({ id, title }) => {
        if (id === open) {
          setRefused(words.same(title))
          return
        }
        onClose()
        // The dialog gives the focus back first.
        requestAnimationFrame(() => shell().openBeside(id))
      }}
      onClose={onClose}
    />
  )
}
