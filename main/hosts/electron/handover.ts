import { basename } from 'node:path'
import { type BrowserWindow, dialog, type MessageBoxOptions } from 'electron'
import { AttestError, toErrorValue } from '../../../shared/model/error.ts'
import type { EntityType, Id } from '../../../shared/model/identity.ts'
import type { App } from '../../app.ts'
import type { Opening } from '../opening.ts'

export interface HandoverOptions {
  readonly attest: App
  /** The window to ask in, or null while there is none. */
  window(): BrowserWindow | null
  /** Ends what goes on in the windows and saves their words; whether the open library may be left. */
  leave(): Promise<boolean>
  /** Shows something of the open library in the windows. */
  show(target: { type: EntityType; id: Id }): void
}

/**
 * Does what starts, double clicks and links ask for, one after the other. A library that is open is left only with
 * everything in it saved, and for a link only when the person says so; what cannot be done is said in a dialog.
 */
export function createHandover({ attest, window, leave, show }: HandoverOptions) {
  let turn: Promise<void> = Promise.resolve()

  const ask = async (question: MessageBoxOptions): Promise<number> => {
    const owner = window()
    const options = { title: 'Attest', ...question }
    const { response } = await (owner === null
      ? dialog.showMessageBox(options)
      : dialog.showMessageBox(owner, options))
    return response
  }

  async function open(path: string, isLink: boolean): Promise<void> {
    const current = attest.libraryPath()
    if (current === path) return
    if (current !== null && isLink && !(await wanted(path, current))) return
    if (current !== null && !(await leave())) return
    await attest.open(path)
  }

  const wanted = async (path: string, current: string): Promise<boolean> =>
    (await ask({
      type: 'question',
      message: `A link asks to open ${basename(path, '.attest')}.`,
      detail: `It would take the place of ${basename(current, '.attest')}. Everything in it is saved first.`,
      buttons: ['Stay here', 'Open it'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    })) === 1

  async function act(opening: Opening): Promise<void> {
    if (opening.kind === 'library') return open(opening.path, false)
    if (opening.kind === 'known') return open(attest.pathOf(opening.token), true)
    const found = await attest.find(opening.key)
    if (found === null) {
      throw new AttestError(
        'not-found',
        `There is no ${opening.key} in the open library.`,
        'The link may be for another library: open that one first.',
      )
    }
    show(found)
  }

  return (opening: Opening): Promise<void> => {
    turn = turn
      .then(() => act(opening))
      .catch(async (error: unknown) => {
        const { message, hint } = toErrorValue(error)
        await ask({ type: 'error', message, detail: hint })
      })
    return turn
  }
}
