import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// `npm start`: builds when something changed, then opens the Electron window; where that cannot be had, says why in
// one line and serves the same app, with the sample library, to a browser. Plain Node, no dependency of its own.

const root = join(import.meta.dirname, '../..')
/** Without one more byte for this long (ms), the download of Electron counts as impossible. */
const stall = 8_000
/** An Electron that ends with an error within this time (ms) never showed its window. */
const stillborn = 5_000

function main(): void {
  buildIfStale()
  const files = process.argv.slice(2)
  const obstacle = displayObstacle()
  if (obstacle !== null) {
    serve(obstacle)
    return
  }
  findElectron().then(
    (binary) => openWindow(binary, files),
    (error: unknown) => serve(error instanceof Error ? error.message : String(error)),
  )
}

function buildIfStale(): void {
  const built = ['dist/main/entry.cjs', 'dist/main/serve.cjs', 'dist/renderer/index.html'].map((file) =>
    modified(join(root, file)),
  )
  const sources = ['main', 'renderer', 'shared', 'resources', 'package-lock.json', 'esbuild.config.mjs']
  const changed = Math.max(...sources.map((source) => newest(join(root, source))))
  if (changed < Math.min(...built)) return
  const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (status !== 0) process.exit(status ?? 1)
}

const modified = (path: string): number => (existsSync(path) ? statSync(path).mtimeMs : 0)

/** Last change of a file or of anything in a folder, in ms since the epoch. */
function newest(path: string): number {
  if (!existsSync(path)) return 0
  if (!statSync(path).isDirectory()) return modified(path)
  return Math.max(modified(path), ...readdirSync(path).map((name) => newest(join(path, name))))
}

/** Why no window can be shown here, or null. */
function displayObstacle(): string | null {
  if (process.platform !== 'linux') return null
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display'
  // Chromium's sandbox does not run as root, and Attest does not run without it.
  if (process.getuid?.() === 0) return 'Electron’s sandbox does not run as root'
  return null
}

/** The path of Electron's binary, downloaded when it is not here. Rejects with the reason in a few words. */
async function findElectron(): Promise<string> {
  if (process.env.ATTEST_ELECTRON) return process.env.ATTEST_ELECTRON
  const folder = join(root, 'node_modules/electron')
  const installed = () => {
    const name = join(folder, 'path.txt')
    const binary = existsSync(name) ? join(folder, 'dist', readFileSync(name, 'utf8')) : null
    return binary !== null && existsSync(binary) ? binary : null
  }
  const found = installed()
  if (found !== null) return found
  if (!existsSync(folder)) throw new Error('Electron is not installed')
  process.stdout.write('Downloading Electron …\n')
  await download(folder)
  const binary = installed()
  if (binary === null) throw new Error('Electron’s binary could not be downloaded')
  return binary
}

/** Runs Electron's own installer for as long as bytes arrive. */
function download(folder: string): Promise<void> {
  // The installer downloads into the temporary folder: in one of its own, progress can be seen from here.
  const temporary = mkdtempSync(join(tmpdir(), 'attest-electron-'))
  const installer = spawn(process.execPath, [join(folder, 'install.js')], {
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    stdio: 'ignore',
  })
  let bytes = 0
  let last = Date.now()
  const watch = setInterval(() => {
    const now = size(temporary) + size(join(folder, 'dist'))
    if (now !== bytes) last = Date.now()
    bytes = now
    if (Date.now() - last > stall) installer.kill('SIGKILL')
  }, 500)
  return new Promise((resolve) => {
    installer.once('exit', () => {
      clearInterval(watch)
      rmSync(temporary, { recursive: true, force: true })
      resolve()
    })
  })
}

/** Bytes in a folder. */
function size(path: string): number {
  if (!existsSync(path)) return 0
  const status = statSync(path)
  if (!status.isDirectory()) return status.size
  return readdirSync(path).reduce((sum, name) => sum + size(join(path, name)), 0)
}

function openWindow(binary: string, files: readonly string[]): void {
  const started = Date.now()
  const electron = spawn(binary, [root, ...files], { stdio: 'inherit' })
  electron.once('error', () => serve('Electron’s binary cannot be run'))
  electron.once('exit', (code, signal) => {
    const failed = code !== 0 && signal !== 'SIGTERM' && signal !== 'SIGINT'
    if (failed && Date.now() - started < stillborn) serve(`Electron ended at once (${code ?? signal})`)
    else process.exit(code ?? 0)
  })
  passSignals(electron)
}

function serve(reason: string): void {
  process.stdout.write(
    `No Electron window: ${reason}. Attest serves the sample library to your browser instead.\n`,
  )
  const server = spawn(process.execPath, [join(root, 'dist/main/serve.cjs'), '--sample'], {
    stdio: 'inherit',
  })
  server.once('exit', (code) => process.exit(code ?? 0))
  passSignals(server)
}

/** Ctrl C reaches the child through the terminal; what is sent to this process alone must be handed on. */
function passSignals(child: ChildProcess): void {
  process.on('SIGINT', () => undefined)
  process.on('SIGTERM', () => child.kill('SIGTERM'))
}

main()
