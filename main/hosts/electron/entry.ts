import { join } from 'node:path'
import { app, type BrowserWindow, dialog, shell } from 'electron'
import { toErrorValue } from '../../../shared/model/error.ts'
import { type App, createApp } from '../../app.ts'
import { dataFolder } from '../dataDir.ts'
import { createFaultLog } from '../faults.ts'
import type { Emit, Host } from '../host.ts'
import { linkOpening, type Opening, openingIn } from '../opening.ts'
import { launchUtility } from './children.ts'
import { createDialogs } from './dialogs.ts'
import { catchFaults } from './faults.ts'
import { createFlush } from './flush.ts'
import { createHandover } from './handover.ts'
import { hardenApp, hardenDefaultSession } from './hardening.ts'
import { answerCalls } from './ipc.ts'
import { enableCommands, installMenu } from './menu.ts'
import { watchPage } from './revival.ts'
import { declareScheme, serveScheme } from './scheme.ts'
import { applyTheme, createWindow } from './window.ts'

const windowIdOf = (webContentsId: number) => `window-${webContentsId}`
/** Ours only: a page that got into another window of this process is nobody. */
const windows = new Map<string, BrowserWindow>()
const identify = (webContentsId: number) => {
  const windowId = windowIdOf(webContentsId)
  return windows.has(windowId) ? windowId : null
}

const emit: Emit = (name, payload) => {
  for (const window of windows.values()) window.webContents.send('attest:event', name, payload)
}
/** The person wants the app to end, not only its window: macOS tells the two apart. */
let quitting = false
let running: App | null = null
const flush = createFlush({
  ask: (window) => window.webContents.send('attest:event', 'menu.command', { command: 'flush' }),
  running: (windowId) => running?.running(windowId) ?? [],
  stop: async (windowId) => running?.stop(windowId),
  stays: () => {
    quitting = false
  },
})

function createHost(): Host {
  const find = (windowId: string): BrowserWindow => {
    const window = windows.get(windowId)
    if (window === undefined) throw new Error(`no window ${windowId}`)
    return window
  }
  return {
    kind: 'electron',
    dialogs: true,
    emit,
    ...createDialogs(find),
    showInFolder: (path) => shell.showItemInFolder(path),
    themed: applyTheme,
    commands: (_windowId, enabled) => enableCommands(enabled),
    flushed: flush.answered,
  }
}

function openWindow(attest: App): void {
  const window = createWindow(attest.settings)
  const windowId = windowIdOf(window.webContents.id)
  windows.set(windowId, window)
  flush.guard(window, windowId)
  watchPage(window, {
    libraryPath: () => attest.libraryPath(),
    gone: () => attest.windowClosed(windowId),
  })
  window.once('closed', () => {
    windows.delete(windowId)
    void attest.windowClosed(windowId)
  })
}

function focus(): void {
  const [window] = windows.values()
  if (window?.isMinimized()) window.restore()
  window?.focus()
}

async function start(): Promise<void> {
  // macOS tells of a double-clicked file or a link before the app is ready.
  let early: Opening | null = null
  let hand = (opening: Opening): void => {
    early = opening
  }
  app.on('open-file', (event, path) => {
    event.preventDefault()
    hand({ kind: 'library', path })
  })
  app.on('open-url', (event, link) => {
    event.preventDefault()
    const opening = linkOpening(link)
    if (opening !== null) hand(opening)
  })
  const dataDir = join(app.getPath('userData'), dataFolder)
  catchFaults(createFaultLog(dataDir, app.getVersion(), Date.now), () => running?.libraryPath() ?? null)
  await app.whenReady()

  hardenDefaultSession()
  serveScheme(join(import.meta.dirname, '../renderer'))
  const attest = createApp({
    host: createHost(),
    dataDir,
    launchChild: launchUtility,
    version: app.getVersion(),
    now: Date.now,
  })
  running = attest
  answerCalls(attest.handlers, identify)
  installMenu((command) => emit('menu.command', { command }))

  const handOver = createHandover({
    attest,
    window: () => [...windows.values()][0] ?? null,
    leave: () => flush.leave(windows),
    show: (target) => emit('app.show', target),
  })
  hand = (opening) => {
    focus()
    void handOver(opening)
  }
  const first = early ?? openingIn(process.argv, process.cwd())
  // The window loads while the library opens; what it asks meanwhile waits for that.
  if (first !== null) void handOver(first)
  openWindow(attest)

  app.on('second-instance', (_event, argv, folder) => {
    const opening = openingIn(argv, folder)
    if (opening === null) focus()
    else hand(opening)
  })
  app.on('activate', () => {
    if (windows.size === 0) openWindow(attest)
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
}

/**
 * An AppImage's own start script adds the switch where the system lets no sandbox be made. Whoever wants to go without
 * one must not get there unasked.
 */
const unprotected = app.isPackaged && app.commandLine.hasSwitch('no-sandbox')

declareScheme()
hardenApp()
if (unprotected) {
  dialog.showErrorBox(
    'Attest does not start without its sandbox',
    'This system, or the way Attest was started, switches off what keeps a captured page away from your files. Install Attest’s package, or allow user namespaces, and start it without --no-sandbox.',
  )
  app.exit(3)
} else if (app.requestSingleInstanceLock()) {
  start().catch((error: unknown) => {
    dialog.showErrorBox('Attest cannot start', toErrorValue(error).message)
    app.exit(3)
  })
} else {
  app.quit()
}
