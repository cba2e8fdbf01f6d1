import { join } from 'node:path'
import { app, type BrowserWindow, dialog, session } from 'electron'
import { toErrorValue } from '../../../shared/model/error.ts'
import { dataFolder } from '../dataDir.ts'
import { createFaultLog } from '../faults.ts'
import { firstLook } from '../firstLook.ts'
import { catchFaults } from './faults.ts'
import { hardenApp, hardenDefaultSession } from './hardening.ts'
import { answerCalls, type Dispatch } from './ipc.ts'
import type { Asked, Running } from './running.ts'
import { declareScheme, pageHasScripts, serveScheme } from './scheme.ts'
import { createWindow } from './window.ts'

// What a start runs before there is a window, and nothing else: the services, most of the program, are in a bundle of
// their own (`running.ts`), which is read while the window's page reads its scripts.

/** Longest wait for a page to ask for its scripts, in ms: the services are needed, whatever became of it. */
const patience = 1_000

/** Ours only, by their ids for the services: a page that got into another window of this process is nobody. */
const windows = new Map<string, BrowserWindow>()
const windowIdOf = (webContentsId: number) => `window-${webContentsId}`

function openWindow(look: Parameters<typeof createWindow>[0]): BrowserWindow {
  const window = createWindow(look)
  const windowId = windowIdOf(window.webContents.id)
  windows.set(windowId, window)
  window.once('closed', () => windows.delete(windowId))
  return window
}

/** What the system asks for, kept until the services can do it. */
function listenToSystem(): { take(listener: (asked: Asked) => void): void } {
  const early: Asked[] = []
  let hand = (asked: Asked): void => {
    early.push(asked)
  }
  // macOS tells of a double-clicked file or a link before the app is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault()
    hand({ kind: 'file', path })
  })
  app.on('open-url', (event, link) => {
    event.preventDefault()
    hand({ kind: 'link', link })
  })
  app.on('second-instance', (_event, argv, folder) => hand({ kind: 'start', argv, folder }))
  return {
    take: (listener) => {
      hand = listener
      for (const asked of early.splice(0)) listener(asked)
    },
  }
}

async function start(): Promise<void> {
  const system = listenToSystem()
  let running: Running | null = null
  const dataDir = join(app.getPath('userData'), dataFolder)
  catchFaults(createFaultLog(dataDir, app.getVersion(), Date.now), () => running?.libraryPath() ?? null)
  await app.whenReady()

  hardenDefaultSession()
  let answering: (dispatch: Dispatch) => void = () => undefined
  answerCalls(
    new Promise<Dispatch>((resolve) => {
      answering = resolve
    }),
    (webContentsId) => {
      const windowId = windowIdOf(webContentsId)
      return windows.has(windowId) ? windowId : null
    },
  )
  serveScheme(join(import.meta.dirname, '../renderer'), async (pathname) =>
    running === null ? null : running.picture(pathname),
  )
  const scripts = pageHasScripts(session.defaultSession)
  openWindow(firstLook(dataDir))
  // Reading the services stops this process: the page's own scripts go first, and are run meanwhile.
  await Promise.race([scripts, new Promise((resolve) => setTimeout(resolve, patience))])
  // Closed already: there is nothing to run for.
  if (windows.size === 0 && process.platform !== 'darwin') return
  const { run } = await import('./running.ts')
  running = run({ windows, openWindow, dataDir, take: system.take })
  answering(running.dispatch)
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
