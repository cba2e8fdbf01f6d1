import { execFile, spawn } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type Browser, chromium, type Page } from 'playwright-core'
import { parse } from 'yaml'
import { electronBinary, root } from '../parts.ts'
import { devToolsAddress, waitForPage } from './cdp.ts'
import { asNormalUser, environment, giveToUser, makeHome, removeHome } from './electron.ts'

// The app as electron-builder packages it, with the runtime that the tests have. Its inspector is off, so it is driven
// through Chromium's own port.

const run = promisify(execFile)

type Config = Record<string, unknown> & { files: unknown[]; electronFuses: Record<string, boolean> }

/** What the product's package does not have: what an older runtime lacks, given by that runtime. */
export const standIn = /^\/(?:dist\/shim|node_modules\/(?:undici|@fastify))(?:\/|$)/

/**
 * The project's own configuration for the runtime that tests have: another distribution, and for an older one what
 * it lacks (`newer-electron.js`, which comes with that runtime) and without the fuse it has not.
 */
async function configure(folder: string): Promise<string> {
  const binary = electronBinary() ?? ''
  const electronDist = join(folder, 'electron')
  cpSync(dirname(binary), electronDist, { recursive: true })
  const defaultApp = join(electronDist, 'resources/app')
  const config = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')) as Config
  if ((await fusesOf(binary)).GrantFileProtocolExtraPrivileges === undefined)
    delete config.electronFuses.grantFileProtocolExtraPrivileges
  const extra: Record<string, unknown> = {}
  if (existsSync(join(defaultApp, 'newer-electron.js'))) {
    const shim = join(folder, 'shim')
    cpSync(join(defaultApp, 'newer-electron.js'), join(shim, 'newer-electron.js'))
    writeFileSync(join(shim, 'main.cjs'), "require('./newer-electron.js')\nrequire('../main/entry.cjs')\n")
    writeFileSync(join(shim, 'package.json'), '{ "type": "commonjs" }\n')
    cpSync(join(defaultApp, 'node_modules'), join(shim, 'packages'), { recursive: true })
    config.files.push({ from: shim, to: 'dist/shim', filter: ['*.js', '*.cjs', '*.json'] })
    // A folder called node_modules is the packager's own business, so these go in by their names.
    for (const name of readdirSync(join(shim, 'packages')).filter((entry) => !entry.startsWith('.'))) {
      config.files.push({ from: join(shim, 'packages', name), to: `node_modules/${name}` })
    }
    extra.main = 'dist/shim/main.cjs'
  }
  rmSync(defaultApp, { recursive: true, force: true })
  const file = join(folder, 'electron-builder.json')
  writeFileSync(
    file,
    JSON.stringify({
      ...config,
      electronDist,
      electronVersion: await versionOf(binary),
      directories: { output: join(folder, 'out'), buildResources: 'packaging' },
      extraMetadata: extra,
    }),
  )
  return file
}

/** Asks the binary itself: `version` is a file that only a downloaded runtime has. */
async function versionOf(binary: string): Promise<string> {
  const { stdout } = await run(binary, ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  })
  return stdout.trim()
}

/** The fuses of a binary, by the name that `@electron/fuses` reads aloud. */
export async function fusesOf(binary: string): Promise<Record<string, string | undefined>> {
  const tool = join(root, 'node_modules/@electron/fuses/dist/bin.js')
  const { stdout } = await run(process.execPath, [tool, 'read', '--app', binary])
  return Object.fromEntries(
    [...stdout.matchAll(/^\s*(\w+) is (Enabled|Disabled)$/gm)].map(([, name, state]) => [name, state]),
  )
}

/**
 * Packages what `npm run build` made.
 *
 * @param folder for everything that this makes, readable for the user who runs it
 * @param targets electron-builder's own arguments; the unpacked app alone when left out
 * @returns the app's binary
 */
export async function packageApp(folder: string, targets: readonly string[] = ['--dir']): Promise<string> {
  const builder = join(root, 'node_modules/electron-builder/cli.js')
  const config = await configure(folder)
  await run(process.execPath, [builder, ...targets, '--projectDir', root, '--config', config], {
    cwd: root,
    env: { ...process.env, CI: 'true' },
    maxBuffer: 1 << 26,
  })
  const unpacked = readdirSync(join(folder, 'out')).find((name) => name.endsWith('-unpacked'))
  giveToUser(folder)
  return join(folder, 'out', unpacked ?? '', 'attest')
}

export interface PackagedRun {
  readonly page: Page
  readonly pid: number
  /** The person's home: a fresh one is made for each run that is given none, and deleted with it. */
  readonly home: string
  readonly ended: Promise<number | null>
  close(): Promise<void>
}

/** Starts a packaged app as a normal user, in its sandbox and on a profile of its own, and waits for its page. */
export async function startPackaged(
  binary: string,
  { home = makeHome(), args = [] }: { home?: string; args?: readonly string[] } = {},
): Promise<PackagedRun> {
  const child = spawn(asNormalUser(binary, home), ['--remote-debugging-port=0', ...args], {
    env: environment(binary, home),
    cwd: home,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const address = await devToolsAddress(child)
  // A page that is still being made holds up whoever attaches to it.
  await waitForPage(address)
  const browser = await chromium.connectOverCDP(`http://${new URL(address).host}`, { noDefaults: true })
  const page = await pageOf(browser)
  await page.waitForLoadState('load')
  return {
    page,
    pid: child.pid ?? 0,
    home,
    ended,
    close: async () => {
      child.kill('SIGTERM')
      await ended
      await browser.close().catch(() => undefined)
    },
  }
}

async function pageOf(browser: Browser): Promise<Page> {
  const context = browser.contexts()[0]
  if (context === undefined) throw new Error('the packaged app has no browser context')
  return context.pages()[0] ?? context.waitForEvent('page', { timeout: 30_000 })
}

/** Starts the app again while it runs: what a double click does. The exit code of that second process. */
export function startAgain(binary: string, home: string, args: readonly string[]): Promise<number | null> {
  const child = spawn(asNormalUser(binary, home), args, {
    env: environment(binary, home),
    cwd: home,
    stdio: 'ignore',
  })
  return new Promise((resolve) => child.once('exit', resolve))
}

/** Deletes a run's home. */
export { removeHome }
