import type { EntityType, Id } from '../../shared/model/identity.ts'
import { client } from '../bridge.ts'
import { showInFolder } from '../shell/folder.ts'
import { type Route, shell } from '../shell/store.ts'
import { follow } from '../start/following.ts'
import { toast } from '../ui/Toast.tsx'
import { backupWords as words } from '../words/backups.ts'

/** Makes a backup of the open library and says where it is. */
export async function backUpNow(): Promise<void> {
  const endMaking = toast(words.making)
  const ended = await follow(
    () => client.call('backups.make', {}),
    () => undefined,
  ).ended
  endMaking()
  if (ended?.error) {
    if (ended.error.code !== 'cancelled') shell().setTrouble(ended.error)
    return
  }
  if (!ended || !('file' in ended) || !ended.file) return
  const { name, token } = ended.file
  if (shell().info?.dialogs !== true) toast(words.made(name))
  else toast(words.made(name), () => void showInFolder(token), words.show)
}

const listed = { sources: 'source', claims: 'claim', quotes: 'quote', speakers: 'speaker' } as const

/** What is shown or selected now, and so can be purged; null for nothing. */
export function shownEntity(route: Route): { type: EntityType; id: Id } | null {
  switch (route.name) {
    case 'start':
      return null
    case 'reader':
      return { type: 'source', id: route.sourceId }
    case 'briefing':
      return { type: 'briefing', id: route.briefingId }
    default:
      return route.selected === undefined ? null : { type: listed[route.name], id: route.selected }
  }
}

/** Asks whether to purge what is shown. An open briefing is left first: nothing may write to it meanwhile. */
export function askPurge(): void {
  const { route } = shell()
  const entity = shownEntity(route)
  if (entity === null) return
  if (route.name === 'briefing' || route.name === 'reader') shell().go({ name: 'sources' })
  shell().show({ name: 'purge', ...entity })
}
