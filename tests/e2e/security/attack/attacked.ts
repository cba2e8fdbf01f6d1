import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { type ElectronRun, removeHome, startElectron } from '../../electron.ts'

// Somebody's script runs in the page, as if every defence before had failed: it must find no way out. Window,
// settings and sandbox are the product's.

/**
 * The window that the tests of one file attack. After each try there is one window, with our page, and nothing was
 * handed to another program.
 *
 * @returns the running app, for use within a test
 */
export function attacked(): () => ElectronRun {
  let run: ElectronRun
  beforeAll(async () => {
    run = await startElectron()
    // What would leave through the system's other programs is written down.
    await run.app.evaluate(({ shell, dialog }) => {
      const left: unknown[] = []
      Object.assign(globalThis, { left })
      for (const name of ['openExternal', 'openPath', 'showItemInFolder', 'trashItem'] as const)
        Object.assign(shell, { [name]: async (...args: unknown[]) => void left.push([name, ...args]) })
      dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false })
    })
  })
  afterAll(async () => {
    await run.kill()
    removeHome(run.home)
  })
  afterEach(async () => {
    expect(run.page.url()).toBe('app://attest/')
    const state = await run.app.evaluate(({ webContents }) => [
      webContents.getAllWebContents().map((contents) => contents.getURL()),
      (globalThis as unknown as { left: unknown[] }).left,
    ])
    expect(state).toEqual([['app://attest/'], []])
  })
  return () => run
}
