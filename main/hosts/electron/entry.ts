import { join, resolve } from 'node:path'
import { app, BrowserWindow, dialog, shell } from 'electron'
import { toErrorValue } from '../../../shared/model/error.ts'
import { type App, createApp } from '../../app.ts'
import { dataFolder } from '../dataDir.ts'
import { createFaultLog } from '../faults.ts'
import type { Emit, Host } from '../host.ts'
import { launchUtility } from './children.ts'
import { createDialogs } from './dialogs.ts'
import { catchFaults } from './faults.ts'
import { createFlush } from './flush.ts'
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

/** A library among the arguments of a start, by its extension. */
const libraryIn = (argv: readonly string[], folder: string): string | null => {
  const file = argv.slice(1).find((argument) => !argument.startsWith('-') && argument.endsWith('.attest'))
  return file === undefined ? null : resolve(folder, file)
}

async function openLibrary(attest: App, path: string): Promise<void> {
  try {
    await attest.open(path)
  } catch (error) {
    const { message, hint } = toErrorValue(error)
    const window = BrowserWindow.getAllWindows()[0]
    const options = { type: 'error' as const, message, detail: hint }
    await (window === undefined ? dialog.showMessageBox(options) : dialog.showMessageBox(window, options))
  }
}

function focus(): void {
  const [window] = windows.values()
  if (window?.isMinimized()) window.restore()
  window?.focus()
}

async function start(): Promise<void> {
  // macOS tells of a double-clicked file before the app is ready.
  let early: string | null = null
  app.on('open-file', (event, path) => {
    event.preventDefault()
    if (running === null) early = path
    else void openLibrary(running, path)
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

  const file = early ?? libraryIn(process.argv, process.cwd())
  if (file !== null) await openLibrary(attest, file)
  openWindow(attest)

  app.on('second-instance', (_event, argv, folder) => {
    const path = libraryIn(argv, folder)
    if (path !== null) void openLibrary(attest, path)
    focus()
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

declareScheme()
hardenApp()
if (app.requestSingleInstanceLock()) {
  start().catch((error: unknown) => {
    dialog.showErrorBox('Attest cannot start', toErrorValue(error).message)
    app.exit(3)
  })
} else {
  app.quit()
}
