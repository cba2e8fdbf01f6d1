import { app, dialog } from 'electron'
import { type FaultLog, faultWords } from '../faults.ts'

/** Longest wait for windows to save and the library to close before the process ends anyway, in ms. */
const patience = 8_000

/**
 * Takes faults that nobody caught in the main process: notes them, says where the work is, and starts again when the
 * person wants it. A promise that nobody waited for is noted only: nothing stands on it.
 *
 * @param libraryPath the open library's file, or null
 */
export function catchFaults(log: FaultLog, libraryPath: () => string | null): void {
  let telling = false
  async function tell(): Promise<void> {
    const { message, detail } = faultWords(libraryPath(), log.file)
    if (!app.isReady()) {
      dialog.showErrorBox(message, detail)
      app.exit(3)
      return
    }
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: 'Attest',
      message,
      detail,
      buttons: ['Start again', 'Go on'],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    })
    if (response !== 0) return
    setTimeout(() => app.exit(3), patience).unref()
    app.relaunch()
    app.quit()
  }
  process.on('uncaughtException', (error) => {
    log.add(error)
    // One question, however many faults come while it is being asked.
    if (telling) return
    telling = true
    void tell().finally(() => {
      telling = false
    })
  })
  process.on('unhandledRejection', (error) => log.add(error))
}
