import { create } from 'zustand'
import type { LibraryState } from '../../shared/contract/library.ts'
import type { Result } from '../../shared/model/error.ts'
import { client } from '../bridge.ts'
import { shell, useShell } from '../shell/store.ts'

/** The recent library that could not be opened last: a backup of it may be restored. */
export const useFailed = create<{ token: string | null }>(() => ({ token: null }))

/** Takes the answer to opening or closing: shows the library, or the trouble. A cancelled dialog changes nothing. */
function take(result: Result<LibraryState>, before: LibraryState['library']): boolean {
  if (!result.ok) {
    if (result.error.code !== 'cancelled') shell().setTrouble(result.error)
    return false
  }
  shell().setTrouble(null)
  if (result.value.library === null && before !== null) return false
  shell().setLibrary(result.value.library)
  return result.value.library !== null
}

const hasDialogs = (): boolean => useShell.getState().info?.dialogs ?? false

/** Creates a library: through the host's dialog, or by a name given in a dialog of the window. */
export async function createLibrary(name?: string): Promise<boolean> {
  if (name === undefined && !hasDialogs()) {
    shell().show({ name: 'create-library' })
    return false
  }
  const before = shell().library
  return take(await client.call('libraries.create', name === undefined ? {} : { name }), before)
}

/** Opens a library by the token of a recent one, or lets the person choose. */
export async function openLibrary(token?: string): Promise<boolean> {
  if (token === undefined && !hasDialogs()) {
    shell().show({ name: 'open-library' })
    return false
  }
  const before = shell().library
  useFailed.setState({ token: null })
  const result = await client.call('libraries.open', token === undefined ? {} : { token })
  if (!result.ok) useFailed.setState({ token: token ?? null })
  return take(result, before)
}

/** Opens the person's copy of the sample. */
export async function openSample(): Promise<boolean> {
  return take(await client.call('libraries.openSample', {}), shell().library)
}

/** Closes the open library and shows the first screen. */
export async function closeLibrary(): Promise<void> {
  const result = await client.call('libraries.close', {})
  if (result.ok) shell().setLibrary(null)
  else shell().setTrouble(result.error)
}
