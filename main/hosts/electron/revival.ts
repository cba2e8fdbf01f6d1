import { type BrowserWindow, dialog } from 'electron'

export interface RevivalOptions {
  /** The open library's file; null when none is open. */
  libraryPath(): string | null
  /** Frees what the page that died had held, and stops what it had begun; done before the page is loaded again. */
  gone(): Promise<void>
}

/**
 * The way back when the process of a window's page dies (a fault in it, no memory left, killed): the library is the
 * main process's and goes on. Says where the words are, then loads the page anew into the same window.
 */
export function watchPage(window: BrowserWindow, { libraryPath, gone }: RevivalOptions): void {
  let telling = false
  async function revive(reason: string): Promise<void> {
    const freed = gone().catch(() => undefined)
    const { response } = await dialog.showMessageBox(window, {
      type: 'error',
      title: 'Attest',
      ...lostPageWords(libraryPath(), reason),
      buttons: ['Load the window again', 'Close the window'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })
    await freed
    if (window.isDestroyed()) return
    if (response === 0) window.webContents.reload()
    else window.destroy()
  }
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || telling || window.isDestroyed()) return
    telling = true
    void revive(reason).finally(() => {
      telling = false
    })
  })
}

/** What a person reads: what happened, what is safe, what to do. */
export function lostPageWords(path: string | null, reason: string): { message: string; detail: string } {
  const safe =
    path === null
      ? 'No library was open, and none was touched.'
      : `Your words are saved in ${path}: everything that the window showed as saved is there. What was typed in its last second may be missing.`
  return {
    message: reason === 'oom' ? 'The window ran out of memory.' : 'The window stopped working.',
    detail: `${safe}\n\nLoad the window again to go on.`,
  }
}
