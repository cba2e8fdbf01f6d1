import { type CommandId, catalogue, commandIds } from '../../shared/commands/catalogue.ts'
import { client } from '../bridge.ts'
import { useShell } from '../shell/store.ts'
import { toast } from '../ui/Toast.tsx'
import { commandWords as words } from '../words/commands.ts'
import { canRun, commandById, followRegistry, runCommand } from './registry.ts'

/** How long the window rests before the menu is told, in ms. */
const restMs = 120

/** Runs what was chosen in the native menu, or says why it cannot be used here. */
export function runFromMenu(id: string): void {
  if (runCommand(id) || !(id in catalogue)) return
  const { title, place } = catalogue[id as CommandId]
  toast(words.notHere(title, place))
}

/** Keeps the native menu told which commands can be used. Returns the function that ends it. */
export function followMenu(): () => void {
  let told = ''
  let timer: ReturnType<typeof setTimeout> | null = null
  const tell = (): void => {
    timer = null
    const enabled = commandIds.filter((id) => {
      const command = commandById(id)
      return command !== undefined && canRun(command)
    })
    if (enabled.join() === told) return
    told = enabled.join()
    void client.call('app.commands', { enabled })
  }
  const later = (): void => {
    timer ??= setTimeout(tell, restMs)
  }
  later()
  document.addEventListener('focusin', later)
  const ends = [
    followRegistry(later),
    useShell.subscribe(later),
    () => document.removeEventListener('focusin', later),
  ]
  return () => {
    if (timer !== null) clearTimeout(timer)
    for (const end of ends) end()
  }
}
