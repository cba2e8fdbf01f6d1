import { join } from 'node:path'
import { BrowserWindow, nativeTheme, screen } from 'electron'
import { resourcePath } from '../../resources.ts'
import type { MachineSettings, Settings } from '../../settings.ts'
import type { FirstLook } from '../firstLook.ts'
import { restored } from '../place.ts'
import { windowUrl } from './scheme.ts'

type Theme = MachineSettings['theme']

/** `lab`-measured chrome of both themes: the frame that the system draws must be of one piece with the window's. */
const chrome = {
  light: { color: '#EEF2F3', symbolColor: '#42494E' },
  dark: { color: '#15191C', symbolColor: '#BCBBB3' },
}
/** The title bar drawn by the window, in px, less its hairline. */
const titleBarHeight = 39
const least = { width: 1024, height: 700 }
const first = { width: 1440, height: 900 }

/** Window controls over the page: everywhere but in the Linux of older Electrons, which keep the system's frame. */
const overlays = process.platform !== 'linux' || Number(process.versions.electron.split('.')[0]) >= 38

/** Makes the window, hidden until it has painted, where it was left. */
export function createWindow(look: FirstLook): BrowserWindow {
  nativeTheme.themeSource = look.theme
  const state = restored(look.window, (window) => screen.getDisplayMatching(window).workArea)
  const window = new BrowserWindow({
    ...(state ?? first),
    minWidth: least.width,
    minHeight: least.height,
    title: 'Attest',
    show: false,
    backgroundColor: colors().color,
    autoHideMenuBar: true,
    // Elsewhere the system takes it from the program.
    ...(process.platform === 'linux' ? { icon: resourcePath('icon.png') } : {}),
    ...(overlays
      ? { titleBarStyle: 'hidden' as const, titleBarOverlay: { ...colors(), height: titleBarHeight } }
      : {}),
    webPreferences: {
      preload: join(import.meta.dirname, 'preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    },
  })
  if (state?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())

  const recolor = () => {
    window.setBackgroundColor(colors().color)
    if (overlays && process.platform !== 'darwin') {
      window.setTitleBarOverlay({ ...colors(), height: titleBarHeight })
    }
  }
  nativeTheme.on('updated', recolor)
  window.once('closed', () => nativeTheme.off('updated', recolor))
  void window.loadURL(windowUrl)
  return window
}

/** Menus, dialogs and the frame follow the chosen theme. */
export function applyTheme(theme: Theme): void {
  nativeTheme.themeSource = theme
}

const colors = () => (nativeTheme.shouldUseDarkColors ? chrome.dark : chrome.light)

/** Keeps where the window is, for the next start. */
export function keepState(window: BrowserWindow, settings: Settings): void {
  let timer: NodeJS.Timeout | null = null
  const keep = () => {
    timer = null
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return
    // What cannot be written is no reason to trouble anybody: the window opens elsewhere next time.
    settings
      .set({ window: { ...window.getNormalBounds(), maximized: window.isMaximized() } })
      .catch(() => undefined)
  }
  const later = () => {
    timer ??= setTimeout(keep, 500)
  }
  window.on('resize', later)
  window.on('move', later)
  window.on('maximize', later)
  window.on('unmaximize', later)
  window.on('close', () => {
    if (timer !== null) clearTimeout(timer)
    keep()
  })
}
