import { type BrowserWindow, dialog } from 'electron'

/** Longest wait for a window to send what it has not saved yet, in ms. */
const patience = 2_000

/** Makes windows save before they close. */
export interface Flush {
  /** Takes over the window's closing. */
  guard(window: BrowserWindow, windowId: string): void
  /** The window's answer. */
  answered(windowId: string, saved: boolean): void
}

/** @param ask tells the window to save everything and to answer with `app.flushed` */
export function createFlush(ask: (window: BrowserWindow) => void): Flush {
  const waiting = new Map<string, (saved: boolean | null) => void>()

  /** Whether it saved; null when it did not answer in time. */
  const flush = (window: BrowserWindow, windowId: string): Promise<boolean | null> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), patience)
      waiting.set(windowId, (saved) => {
        clearTimeout(timer)
        resolve(saved)
      })
      ask(window)
    })

  async function close(window: BrowserWindow, windowId: string): Promise<void> {
    const saved = window.webContents.isCrashed() ? null : await flush(window, windowId)
    waiting.delete(windowId)
    if (window.isDestroyed()) return
    if (saved === false && !(await leavesAnyway(window))) return
    window.destroy()
  }

  return {
    guard: (window, windowId) => {
      let closing = false
      window.on('close', (event) => {
        event.preventDefault()
        if (closing) return
        closing = true
        void close(window, windowId).finally(() => {
          closing = false
        })
      })
    },
    answered: (windowId, saved) => waiting.get(windowId)?.(saved),
  }
}

async function leavesAnyway(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'Your last words are not on the disk.',
    detail:
      'They are safe in this window as long as it stays open. Its status bar says why they were not saved.',
    buttons: ['Keep the window open', 'Close and lose them'],
    defaultId: 0,
    cancelId: 0,
  })
  return response === 1
}
