import { Menu, type MenuItemConstructorOptions } from 'electron'
import { type CommandId, catalogue, commandIds } from '../../../shared/commands/catalogue.ts'
import { accelerator, type MenuLine, menuPlan } from '../../../shared/commands/menu.ts'

type Send = (command: string) => void

/**
 * The native menu. What the window can do goes to it as a command by the same id; the window binds the keys itself,
 * so that here they are only shown (macOS always binds them: the window gets the key first and keeps it).
 */
export function installMenu(send: Send): void {
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
    const { menu, title, keys } = catalogue[id]
    const chord = accelerator(keys?.[0], platform)
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
}

/** Greys what cannot be used in the window now. */
export function enableCommands(enabled: readonly string[]): void {
  const menu = Menu.getApplicationMenu()
  const can = new Set(enabled)
  for (const id of commandIds) {
    const item = menu?.getMenuItemById(id)
    if (item) item.enabled = can.has(id)
  }
}
