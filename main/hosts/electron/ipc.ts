import { type IpcMainInvokeEvent, ipcMain } from 'electron'
import type { Caller } from '../../../shared/contract/index.ts'
import { AttestError, type Result, toErrorValue } from '../../../shared/model/error.ts'
import { windowUrl } from './scheme.ts'

/** Who a sender is: the id of one of our windows, or null. */
export type IdentifyWindow = (webContentsId: number) => string | null

/** Answers one call; never rejects. */
export type Dispatch = (name: unknown, payload: unknown, caller: Caller) => Promise<Result<unknown>>

/**
 * Answers the windows' calls; the only user of `ipcMain`.
 *
 * @param dispatching what answers them, once it is there: a page that is quicker than the services waits
 */
export function answerCalls(dispatching: Promise<Dispatch>, identify: IdentifyWindow): void {
  ipcMain.handle('attest:call', async (event, name: unknown, payload: unknown) => {
    const windowId = sender(event, identify)
    if (windowId === null) {
      const error = new AttestError('forbidden', 'This page may not call Attest.', 'Close it.')
      return { ok: false, error: toErrorValue(error) }
    }
    const dispatch = await dispatching
    return dispatch(name, payload, { windowId })
  })
}

/** Only the main frame of a window of ours, showing our own page, may call. */
function sender(event: IpcMainInvokeEvent, identify: IdentifyWindow): string | null {
  const { sender: contents, senderFrame: frame } = event
  // A frame that navigated away or is gone has no place in the tree any more.
  if (!frame || contents.isDestroyed() || frame !== contents.mainFrame) return null
  return frame.url.startsWith(windowUrl) ? identify(contents.id) : null
}
