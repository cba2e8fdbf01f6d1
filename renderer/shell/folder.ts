import { client } from '../bridge.ts'
import { shell } from './store.ts'

/** Shows a file that was written in its folder; what goes wrong is told. */
export async function showInFolder(token: string): Promise<void> {
  const result = await client.call('export.showInFolder', { token })
  if (!result.ok) shell().setTrouble(result.error)
}
