import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { electronBinary, isRoot, normalUser, root } from '../parts.ts'
import { displayName } from './display.ts'
import { firstScreen } from './firstScreen.ts'

export interface ElectronRun {
  readonly kind: 'electron'
  readonly page: Page
  readonly app: ElectronApplication
  /** Electron's main process. */
  readonly pid: number
  /** The person's home: Electron's `userData` is in it, and dialogs begin in it. */
  readonly home: string
  /** The exit code when it has ended, or the name of the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals | null>
  /** Closes the window as a person does, and waits until the process has ended. */
  close(): Promise<void>
  /** `kill -9` of the main process. */
  kill(): Promise<void>
}

export interface ElectronStart {
  /** To start again on what an earlier run left; a new empty one when not given. */
  readonly home?: string
  /** Arguments after the app: a library to open, say. */
  readonly args?: readonly string[]
  /** Another binary, started without an app folder: a packaged app. */
  readonly packaged?: string
  /** More of the environment. */
  readonly env?: Readonly<Record<string, string>>
}

/** A folder that the user who runs Electron owns. */
export function makeHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'attest-home-'))
  mkdirSync(join(home, 'Documents'))
  // Electron asks this file where the documents are.
  mkdirSync(join(home, '.config'))
  writeFileSync(join(home, '.config/user-dirs.dirs'), 'XDG_DOCUMENTS_DIR="$HOME/Documents"\n')
  giveToUser(home)
  return home
}

/** Makes files of root's the normal user's; nothing to do when the tests run as that user. */
export function giveToUser(path: string): void {
  const user = normalUser()
  if (isRoot && user !== null) execFileSync('chown', ['-R', user, path])
}

/**
 * A command that runs `binary` as a normal user: `setpriv` becomes the program, so that a signal to it reaches
 * Electron itself.
 */
export function asNormalUser(binary: string, home: string): string {
  if (!isRoot) return binary
  const user = normalUser()
  if (user === null) throw new Error('no normal user')
  const wrapper = join(home, 'electron.sh')
  if (!existsSync(wrapper)) {
    const change = `setpriv --pdeathsig KILL --reuid=${user} --regid=${user} --init-groups`
    writeFileSync(wrapper, `#!/bin/sh\nexec ${change} "$ATTEST_E2E_BINARY" "$@"\n`)
    chmodSync(wrapper, 0o755)
  }
  return wrapper
}

/** The environment of a normal user with nothing else in it. */
export function environment(binary: string, home: string): Record<string, string> {
  return {
    PATH: '/usr/bin:/bin',
    HOME: home,
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    DISPLAY: displayName(),
    ATTEST_E2E_BINARY: binary,
  }
}

/** Starts Attest in Electron with the production settings and the real sandbox. */
export async function startElectron(options: ElectronStart = {}): Promise<ElectronRun> {
  const binary = options.packaged ?? electronBinary()
  if (binary === null) throw new Error('no Electron binary')
  const home = options.home ?? makeHome()
  const app = await _electron.launch({
    executablePath: asNormalUser(binary, home),
    args: [...(options.packaged === undefined ? [root] : []), ...(options.args ?? [])],
    env: { ...environment(binary, home), ...options.env },
    cwd: home,
    // Without this Playwright would switch the sandbox off.
    chromiumSandbox: true,
    timeout: 60_000,
  })
  const page = await app.firstWindow()
  await firstScreen(page)
  const child = app.process()
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(code ?? signal)),
  )
  return {
    kind: 'electron',
    page,
    app,
    pid: child.pid ?? 0,
    home,
    ended,
    close: async () => {
      await app.evaluate(({ BrowserWindow }) => {
        for (const window of BrowserWindow.getAllWindows()) window.close()
      })
      await ended
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** Deletes a home after its last run. */
export const removeHome = (home: string): void =>
  rmSync(home, { recursive: true, force: true, maxRetries: 5 })
