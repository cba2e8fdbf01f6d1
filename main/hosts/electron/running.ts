import { app, type BrowserWindow, dialog, shell } from 'electron'
import type { KeyChoice } from '../../../shared/commands/ownKeys.ts'
import { type App, createApp } from '../../app.ts'
import { dispatch } from '../../ipc/register.ts'
import type { FirstLook } from '../firstLook.ts'
import { createFlush } from '../flush.ts'
import type { Emit, Host } from '../host.ts'
import { linkOpening, type Opening, openingIn } from '../opening.ts'
import { launchUtility } from './children.ts'
import { createDialogs } from './dialogs.ts'
import { createHandover } from './handover.ts'
import type { Dispatch } from './ipc.ts'
import { enableCommands, installMenu } from './menu.ts'
import { watchPage } from './revival.ts'
import { applyTheme, keepState } from './window.ts'

/** What the system or another start asks of the app, as it was told. */
export type Asked =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'link'; readonly link: string }
  | { readonly kind: 'start'; readonly argv: readonly string[]; readonly folder: string }

export interface RunOptions {
  /** Our windows by their ids; whoever opens and closes them keeps it. */
  readonly windows: ReadonlyMap<string, BrowserWindow>
  openWindow(look: FirstLook): BrowserWindow
  /** Where the machine's settings, the sample and passing files live. */
  readonly dataDir: string
  /** From now on what the system asks for goes to `listener`, what it asked before first. */
  take(listener: (asked: Asked) => void): void
}

export interface Running {
  readonly dispatch: Dispatch
  /** The open library's file; null when none is open. */
  libraryPath(): string | null
  readonly picture: App['picture']
}

/** Starts the services, and has them look after the windows until the app ends. */
export function run({ windows, openWindow, dataDir, take }: RunOptions): Running {
  const emit: Emit = (name, payload) => {
    for (const window of windows.values()) window.webContents.send('attest:event', name, payload)
  }
  /** The person wants the app to end, not only its window: macOS tells the two apart. */
  let quitting = false
  const flush = createFlush<BrowserWindow>({
    show: (window, message) => dialog.showMessageBox(window, message),
    ask: (window) => window.webContents.send('attest:event', 'menu.command', { command: 'flush' }),
    running: (windowId) => attest.running(windowId),
    stop: (windowId) => attest.stop(windowId),
    stays: () => {
      quitting = false
    },
  })
  const find = (windowId: string): BrowserWindow => {
    const window = windows.get(windowId)
    if (window === undefined) throw new Error(`no window ${windowId}`)
    return window
  }
  const host: Host = {
    kind: 'electron',
    dialogs: true,
    screenReader: () => app.accessibilitySupportEnabled,
    emit,
    ...createDialogs(find),
    showInFolder: (path) => shell.showItemInFolder(path),
    themed: applyTheme,
    keyed: (choice) => showMenu(choice),
    commands: (_windowId, enabled) => enableCommands(enabled),
    flushed: flush.answered,
  }
  const attest = createApp({
    host,
    dataDir,
    launchChild: launchUtility,
    version: app.getVersion(),
    now: Date.now,
  })

  const showMenu = (choice: KeyChoice): void =>
    installMenu((command) => emit('menu.command', { command }), choice)

  function watch(window: BrowserWindow, windowId: string): void {
    keepState(window, attest.settings)
    flush.guard(window, windowId)
    watchPage(window, {
      libraryPath: () => attest.libraryPath(),
      gone: () => attest.windowClosed(windowId),
    })
    window.once('closed', () => void attest.windowClosed(windowId))
  }

  function focus(): void {
    const [window] = windows.values()
    if (window?.isMinimized()) window.restore()
    window?.focus()
  }

  const handOver = createHandover({
    attest,
    window: () => [...windows.values()][0] ?? null,
    leave: () => flush.leave(windows),
    show: (target) => emit('app.show', target),
  })
  // What another program asked for already comes before what this start was given.
  let first: Opening | null = null
  take((asked) => {
    const opening = openingOf(asked)
    if (opening !== null) first = opening
  })
  first ??= openingIn(process.argv, process.cwd())
  // The window loads while the library opens; what it asks meanwhile waits for that.
  if (first !== null) void handOver(first)
  for (const [windowId, window] of windows) watch(window, windowId)
  showMenu(attest.settings.get())
  take((asked) => {
    const opening = openingOf(asked)
    if (opening === null && asked.kind !== 'start') return
    focus()
    if (opening !== null) void handOver(opening)
  })

  app.on('activate', () => {
    if (windows.size > 0) return
    const opened = openWindow(attest.settings.get())
    for (const [windowId, window] of windows) if (window === opened) watch(window, windowId)
  })
  app.on('before-quit', () => {
    quitting = true
  })
  app.on('window-all-closed', () => {
    // A window that saved before it closed has held up the quitting it was part of.
    if (process.platform !== 'darwin' || quitting) app.quit()
  })
  // Chromium's own handler would end the process before the library is closed.
  const end = () => {
    flush.unattended()
    app.quit()
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
  let disposed = false
  app.on('will-quit', (event) => {
    if (disposed) return
    event.preventDefault()
    void attest.dispose().finally(() => {
      disposed = true
      app.quit()
    })
  })
  return {
    dispatch: (name, payload, caller) => dispatch(attest.handlers, name, payload, caller),
    libraryPath: () => attest.libraryPath(),
    picture: attest.picture,
  }
}

function openingOf(asked: Asked): Opening | null {
  switch (asked.kind) {
    case 'file':
      return { kind: 'library', path: asked.path }
    case 'link':
      return linkOpening(asked.link)
    case 'start':
      return openingIn(asked.argv, asked.folder)
  }
}
