import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { type Browser, type Page, chromium as playwright } from 'playwright-core'
import { root } from '../parts.ts'
import { firstScreen } from './firstScreen.ts'

export interface ServeProcess {
  readonly process: ChildProcess
  /** The printed link, good once. */
  readonly link: string
  /** `http://127.0.0.1:PORT` */
  readonly origin: string
  readonly dataDir: string
  /** SIGTERM, and the exit code. */
  stop(): Promise<number | null>
  /** `kill -9`. */
  kill(): Promise<void>
}

export interface ServeStart {
  /** To start again on what an earlier run left; a new empty one when not given. */
  readonly home?: string
  /** `--library FILE`, `--sample`. */
  readonly args?: readonly string[]
  /** More of the environment. */
  readonly env?: Readonly<Record<string, string>>
}

/** Starts the built server, without a browser. */
export async function startServer(options: ServeStart = {}): Promise<ServeProcess> {
  const dataDir = options.home ?? mkdtempSync(join(tmpdir(), 'attest-serve-'))
  const command = [process.execPath, join(root, 'dist/main/serve.cjs'), ...(options.args ?? [])]
  // A test run that is killed must not leave a server behind.
  if (process.platform === 'linux') command.unshift('setpriv', '--pdeathsig', 'KILL')
  const [file = '', ...args] = command
  const child = spawn(file, args, {
    env: { ...process.env, ...options.env, ATTEST_DATA: dataDir, TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const link = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (data: Buffer) => {
      text += String(data)
      const found = /http:\S+/.exec(text)
      if (found !== null && text.endsWith('\n')) resolve(found[0])
    })
    ended.then((code) => reject(new Error(`serve ended with ${code}: ${text}`)))
  })
  return {
    process: child,
    link,
    origin: new URL(link).origin,
    dataDir,
    stop: async () => {
      child.kill('SIGTERM')
      return ended
    },
    kill: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

export interface ServeRun {
  readonly kind: 'serve'
  readonly page: Page
  readonly server: ServeProcess
  readonly pid: number
  readonly home: string
  /** Closes the tab as a person does, then ends the server. */
  close(): Promise<void>
  /** `kill -9` of the server; the page stays. */
  kill(): Promise<void>
}

/** A headless Chromium, the one that npm carries. */
export async function startBrowser(): Promise<Browser> {
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    // The browser is the person's own, not a part of Attest: in a container it cannot sandbox itself.
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
    headless: true,
  })
}

/** Starts the server and opens its link in a browser. */
export async function startServe(options: ServeStart = {}): Promise<ServeRun> {
  const server = await startServer(options)
  const browser = await startBrowser()
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true })
  const page = await context.newPage()
  await page.goto(server.link)
  await firstScreen(page)
  return {
    kind: 'serve',
    page,
    server,
    pid: server.process.pid ?? 0,
    home: server.dataDir,
    close: async () => {
      await page.close({ runBeforeUnload: true })
      await server.stop()
      await browser.close()
    },
    kill: async () => {
      await server.kill()
    },
  }
}

export const removeData = (dataDir: string): void => {
  if (existsSync(dataDir)) rmSync(dataDir, { recursive: true, force: true })
}

/** A folder for data that outlives one run. */
export function makeData(): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'attest-serve-'))
  mkdirSync(dataDir, { recursive: true })
  return dataDir
}
