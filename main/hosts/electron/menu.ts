import { Menu, type MenuItemConstructorOptions } from 'electron'

type Send = (command: string) => void

/**
 * The native menu. What the window can do goes to it as a command by the same id; the window binds the keys itself,
 * so that here they are only shown (macOS always binds them: the window gets the key first and keeps it).
 */
export function installMenu(send: Send): void {
  const command = (id: string, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    label,
    click: () => send(id),
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
  })
  const separator: MenuItemConstructorOptions = { type: 'separator' }
  const mac = process.platform === 'darwin'

  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(mac ? [{ role: 'appMenu' } satisfies MenuItemConstructorOptions] : []),
      {
        label: '&File',
        submenu: [
          command('briefing.new', 'New Briefing', 'CmdOrCtrl+N'),
          command('library.new', 'New Library…'),
          command('library.open', 'Open Library…', 'CmdOrCtrl+O'),
          command('library.sample', 'Open Sample Library', 'CmdOrCtrl+Shift+O'),
          separator,
          command('import', 'Import…'),
          command('paste', 'Paste as Source…'),
          command('export', 'Export…', 'CmdOrCtrl+E'),
          command('versions', 'Versions'),
          separator,
          command('library.close', 'Close Library'),
          mac ? { role: 'close' } : { role: 'quit' },
        ],
      },
      {
        label: '&Edit',
        submenu: [
          { role: 'undo' },
          { role: 'redo' },
          separator,
          { role: 'cut' },
          { role: 'copy' },
          { role: 'paste' },
          { role: 'pasteAndMatchStyle' },
          { role: 'selectAll' },
          separator,
          command('palette', 'Find or Do…', 'CmdOrCtrl+K'),
        ],
      },
      {
        label: '&View',
        submenu: [
          command('view.sidebar', 'Sidebar', 'CmdOrCtrl+Shift+L'),
          command('view.inspector', 'Inspector', 'CmdOrCtrl+Shift+I'),
          separator,
          {
            label: 'Theme',
            submenu: [
              command('theme.system', 'As the System'),
              command('theme.light', 'Light'),
              command('theme.dark', 'Dark'),
            ],
          },
          separator,
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          separator,
          { role: 'togglefullscreen' },
        ],
      },
      { role: 'windowMenu' },
      {
        role: 'help',
        submenu: [
          command('shortcuts', 'Keyboard Shortcuts'),
          // On macOS it stands in the application's own menu.
          ...(mac ? [] : [{ role: 'about' } satisfies MenuItemConstructorOptions]),
        ],
      },
    ]),
  )
}
