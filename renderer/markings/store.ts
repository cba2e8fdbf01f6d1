import { useEffect } from 'react'
import { create } from 'zustand'
import { firstMarkings, type Marking } from '../../shared/model/marking.ts'
import { client } from '../bridge.ts'
import { shell, useShell } from '../shell/store.ts'

const useStore = create<{ library: string | null; items: readonly Marking[] }>(() => ({
  library: null,
  items: firstMarkings,
}))

async function load(library: string): Promise<void> {
  const result = await client.call('markings.list', {})
  if (result.ok) useStore.setState({ library, items: result.value.items })
}

/** The open library's list of markings; asked once for a library. */
export function useMarkings(): readonly Marking[] {
  const library = useShell((state) => state.library?.id ?? null)
  const items = useStore((state) => state.items)
  useEffect(() => {
    if (library !== null && library !== useStore.getState().library) void load(library)
  }, [library])
  return items
}

/** Keeps another list. @returns whether it was kept; trouble is shown. */
export async function keepMarkings(items: readonly Marking[]): Promise<boolean> {
  const result = await client.call('markings.set', { items: [...items] })
  if (!result.ok) {
    shell().setTrouble(result.error)
    return false
  }
  const { library } = shell()
  if (library !== null) await load(library.id)
  return true
}
