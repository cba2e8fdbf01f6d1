import { join, resolve } from 'node:path'
import { app, BrowserWindow, dialog, shell } from 'electron'
import { toErrorValue } from '../../../shared/model/error.ts'
import { type App, createApp } from '../../app.ts'
import { dataFolder } from '../dataDir.ts'
import type { Emit, Host } from '../host.ts'
import { launchUtility } from './children.ts'
import { createDialogs } from './dialogs.ts'
import { createFlush } from './flush.ts'
import { hardenApp, hardenDefaultSession } from './hardening.ts'
import { answerCalls } from './ipc.ts'
import { installMenu } from './menu.ts'
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
const flush = createFlush((window) =>
  window.webContents.send('attest:event', 'menu.command', { command: 'flush' }),
)

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
    flushed: flush.answered,
  }
}

function openWindow(attest: App): void {
  const window = createWindow(attest.settings)
  const windowId = windowIdOf(window.webContents.id)
  windows.set(windowId, window)
  flush.guard(window, windowId)
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    // The page is gone with what it had not sent; everything acknowledged is on the disk.
    if (reason !== 'clean-exit' && !window.isDestroyed()) window.webContents.reload()
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
  let attest: App | null = null
  app.on('open-file', (event, path) => {
    event.preventDefault()
    if (attest === null) early = path
    else void openLibrary(attest, path)
  })
  await app.whenReady()

  hardenDefaultSession()
  serveScheme(join(import.meta.dirname, '../renderer'))
  const running = createApp({
    host: createHost(),
    dataDir: join(app.getPath('userData'), dataFolder),
    launchChild: launchUtility,
    version: app.getVersion(),
    now: Date.now,
  })
  attest = running
  answerCalls(running.handlers, identify)
  installMenu((command) => emit('menu.command', { command }))

  const file = early ?? libraryIn(process.argv, process.cwd())
  if (file !== null) await openLibrary(running, file)
  openWindow(running)

  app.on('second-instance', (_event, argv, folder) => {
    const path = libraryIn(argv, folder)
    if (path !== null) void openLibrary(running, path)
    focus()
  })
  app.on('activate', () => {
    if (windows.size === 0) openWindow(running)
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  // Chromium's own handler would end the process before the library is closed.
  process.on('SIGTERM', () => app.quit())
  process.on('SIGINT', () => app.quit())
  let disposed = false
  app.on('will-quit', (event) => {
    if (disposed) return
    event.preventDefault()
    void running.dispose().finally(() => {
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
