import { Menu, type MenuItemConstructorOptions } from 'electron'
import { type CommandId, catalogue, commandIds } from '../../../shared/commands/catalogue.ts'
import { accelerator, type MenuLine, menuPlan } from '../../../shared/commands/menu.ts'
import { type KeyChoice, keysOf } from '../../../shared/commands/ownKeys.ts'

type Send = (command: string) => void

/**
 * The native menu. What the window can do goes to it as a command by the same id; the window binds the keys itself,
 * so that here they are only shown (macOS always binds them: the window gets the key first and keeps it).
 */
export function installMenu(send: Send, choice: KeyChoice): void {
  const { platform } = process

  function item(line: MenuLine): MenuItemConstructorOptions {
    if (line === 'separator') return { type: 'separator' }
    if ('lines' in line) return { label: line.label, submenu: line.lines.map(item) }
    if ('role' in line) {
      if (line.command === undefined) return { role: line.role }
      return { role: line.role, ...words(line.command) }
    }
    return { id: line.command, ...words(line.command), click: () => send(line.command) }
  }

  function words(id: CommandId): MenuItemConstructorOptions {
    const { menu, title } = catalogue[id]
    const chord = accelerator(keysOf(choice, id)[0], platform)
    return {
      label: menu ?? title,
      ...(chord === undefined ? {} : { accelerator: chord, registerAccelerator: false }),
    }
  }

  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuPlan(platform).map(({ label, role, lines }) => ({
        label,
        ...(role === undefined ? {} : { role }),
        submenu: lines.map(item),
      })),
    ),
  )
  // A menu that is made anew knows nothing of what the last one was told.
  if (lastEnabled !== null) enableCommands(lastEnabled)
}

let lastEnabled: readonly string[] | null = null

/** Greys what cannot be used in the window now. */
export function enableCommands(enabled: readonly string[]): void {
  lastEnabled = enabled
  const menu = Menu.getApplicationMenu()
  const can = new Set(enabled)
  for (const id of commandIds) {
    const item = menu?.getMenuItemById(id)
    if (item) item.enabled = can.has(id)
  }
}
