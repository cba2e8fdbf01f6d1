import type { RunningAct } from '../acts.ts'
import { leavingQuestion } from './leaving.ts'

/** Longest wait for a window to send what it has not saved yet, in ms. */
const patience = 2_000

/** What is needed of a window of Electron's. */
export interface FlushWindow {
  readonly webContents: { isCrashed(): boolean }
  isDestroyed(): boolean
  destroy(): void
  on(event: 'close', listener: (event: { preventDefault(): void }) => void): unknown
}

/** What a person is told or asked, as Electron's message box takes it. */
export interface FlushMessage {
  readonly type: 'question' | 'warning'
  readonly message: string
  readonly detail: string
  readonly buttons?: string[]
  readonly defaultId?: number
  readonly cancelId?: number
  readonly noLink?: boolean
}

/** Makes windows end what they do, and save, before they close. */
export interface Flush<Window extends FlushWindow> {
  /** Takes over the window's closing. */
  guard(window: Window, windowId: string): void
  /**
   * Before another library takes the open one's place: ends what goes on and saves, as for closing.
   *
   * @returns whether the open library may be left
   */
  leave(windows: ReadonlyMap<string, Window>): Promise<boolean>
  /** From now on imports and exports are stopped without a question: nobody is there to answer. */
  unattended(): void
  /** The window's answer. */
  answered(windowId: string, saved: boolean): void
}

export interface FlushOptions<Window extends FlushWindow> {
  /** Tells the window to save everything and to answer with `app.flushed`. */
  ask(window: Window): void
  /** Shows a message over the window. @returns the button that was chosen */
  show(window: Window, message: FlushMessage): Promise<{ response: number }>
  /** The imports and exports of a window that go on. */
  running(windowId: string): readonly RunningAct[]
  /** Stops them; fulfilled when they ended. */
  stop(windowId: string): Promise<void>
  /** The person keeps the window open. */
  stays(): void
}

export function createFlush<Window extends FlushWindow>({
  ask,
  show,
  running,
  stop,
  stays,
}: FlushOptions<Window>): Flush<Window> {
  const waiting = new Map<string, (saved: boolean | null) => void>()
  let attended = true

  /** Whether it saved; null when it did not answer in time. */
  const flush = (window: Window, windowId: string): Promise<boolean | null> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), patience)
      waiting.set(windowId, (saved) => {
        clearTimeout(timer)
        resolve(saved)
      })
      ask(window)
    })

  /** Whether nothing goes on any more. */
  async function ended(window: Window, windowId: string): Promise<boolean> {
    const question = leavingQuestion(running(windowId))
    if (question === null) return true
    if (attended) {
      const { response } = await show(window, {
        type: 'question',
        message: question.message,
        detail: question.detail,
        buttons: [question.stay, question.stop],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      })
      if (response !== 1) return false
    }
    await stop(windowId)
    return true
  }

  async function close(window: Window, windowId: string): Promise<void> {
    if (!(await ended(window, windowId))) return stays()
    const saved = window.webContents.isCrashed() ? null : await flush(window, windowId)
    waiting.delete(windowId)
    if (window.isDestroyed()) return
    if (saved === false && (await show(window, unsaved)).response !== 1) return stays()
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
    leave: async (windows) => {
      for (const [windowId, window] of windows) {
        if (!(await ended(window, windowId))) return false
        const saved = window.webContents.isCrashed() ? null : await flush(window, windowId)
        waiting.delete(windowId)
        if (saved === false && !window.isDestroyed()) {
          await show(window, notOpened)
          return false
        }
      }
      return true
    },
    unattended: () => {
      attended = false
    },
    answered: (windowId, saved) => waiting.get(windowId)?.(saved),
  }
}

const unsaved: FlushMessage = {
  type: 'warning',
  message: 'Your last words are not on the disk.',
  detail:
    'They are safe in this window as long as it stays open. Its status bar says why they were not saved.',
  buttons: ['Keep the window open', 'Close and lose them'],
  defaultId: 0,
  cancelId: 0,
}

const notOpened: FlushMessage = {
  type: 'warning',
  message: 'The other library was not opened: your last words are not on the disk.',
  detail: 'They are safe in this window. Its status bar says why they were not saved.',
  noLink: true,
}
