import type { Id } from '../../shared/model/identity.ts'
import { client } from '../bridge.ts'
import { showInFolder } from '../shell/folder.ts'
import { shell } from '../shell/store.ts'
import { toast } from '../ui/Toast.tsx'
import { libraryWords } from '../words/library.ts'

const words = libraryWords.source

/** Saves a capture's bytes where the person says, or hands them to the browser as a download. */
export async function saveOriginal(sourceId: Id, snapshotId: Id): Promise<void> {
  const result = await client.call('sources.saveOriginal', { sourceId, snapshotId })
  if (!result.ok) {
    shell().setTrouble(result.error)
    return
  }
  const { file } = result.value
  if (file === null) return
  if (file.download === null) {
    toast(words.savedOriginal(file.name), () => void showInFolder(file.token), words.showOriginal)
    return
  }
  const link = document.createElement('a')
  link.href = file.download
  link.download = file.name
  link.click()
  toast(words.savedOriginal(file.name))
}
