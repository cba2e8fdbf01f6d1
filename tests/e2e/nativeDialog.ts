import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { displayName } from './display.ts'

const run = promisify(execFile)

/**
 * Presses a key in a dialog that the system draws, which no driver of the page can reach. There is no window manager
 * on the tests' display, so the pointer is put over the dialog first: keys go where it is.
 *
 * @param title of the dialog's window
 * @param key by its name in X: `Return`
 */
export async function pressInDialog(title: string, key: string): Promise<void> {
  const xdotool = async (...args: string[]): Promise<string> => {
    const { stdout } = await run('xdotool', args, {
      env: { ...process.env, DISPLAY: displayName() },
      timeout: 30_000,
    })
    return stdout.trim()
  }
  const found = await xdotool('search', '--sync', '--onlyvisible', '--name', `^${title}$`)
  const id = found.split('\n').at(-1) ?? ''
  await xdotool('mousemove', '--window', id, '20', '20')
  await xdotool('windowfocus', '--sync', id).catch(() => undefined)
  await xdotool('key', key)
}
