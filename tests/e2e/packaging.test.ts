import { execFile, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { electronBinary, parts, root } from '../parts.ts'
import { devToolsAddress, evaluate, waitForPage } from './cdp.ts'
import { asNormalUser, environment, giveToUser, makeHome, removeHome } from './electron.ts'

const run = promisify(execFile)

type Config = Record<string, unknown> & { files: unknown[]; electronFuses: Record<string, boolean> }

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
  const { stdout } = await run(process.execPath, [
    join(root, 'node_modules/@electron/fuses/dist/bin.js'),
    'read',
    '--app',
    binary,
  ])
  if (!stdout.includes('GrantFileProtocolExtraPrivileges'))
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
  const electronVersion = readFileSync(join(folder, 'version'), 'utf8').trim()
  writeFileSync(
    file,
    JSON.stringify({
      ...config,
      electronDist,
      electronVersion,
      directories: { output: join(folder, 'out') },
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

const openSample = "attest.call('libraries.openSample', {})"

describe.runIf(parts.electron === null)('the packaged app', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-package-'))
  let packaged = ''

  beforeAll(async () => {
    writeFileSync(join(folder, 'version'), await versionOf(electronBinary() ?? ''))
    const config = await configure(folder)
    const builder = join(root, 'node_modules/electron-builder/cli.js')
    await run(process.execPath, [builder, '--dir', '--projectDir', root, '--config', config], {
      env: { ...process.env, CI: 'true' },
      maxBuffer: 1 << 26,
    })
    const unpacked = readdirSync(join(folder, 'out')).find((name) => name.endsWith('-unpacked'))
    packaged = join(folder, 'out', unpacked ?? '', 'attest')
    giveToUser(folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('has its fuses set', async () => {
    const tool = join(root, 'node_modules/@electron/fuses/dist/bin.js')
    const { stdout } = await run(process.execPath, [tool, 'read', '--app', packaged])
    const fuses = Object.fromEntries(
      [...stdout.matchAll(/^\s*(\w+) is (Enabled|Disabled)$/gm)].map(([, name, state]) => [name, state]),
    )
    expect(fuses).toMatchObject({
      RunAsNode: 'Disabled',
      EnableCookieEncryption: 'Enabled',
      EnableNodeOptionsEnvironmentVariable: 'Disabled',
      EnableNodeCliInspectArguments: 'Disabled',
      EnableEmbeddedAsarIntegrityValidation: 'Enabled',
      OnlyLoadAppFromAsar: 'Enabled',
      LoadBrowserProcessSpecificV8Snapshot: 'Disabled',
    })
  })

  it('carries what it needs and nothing that it was built from', async () => {
    const tool = join(root, 'node_modules/@electron/asar/bin/asar.js')
    const archive = join(dirname(packaged), 'resources/app.asar')
    const { stdout } = await run(process.execPath, [tool, 'list', archive], { maxBuffer: 1 << 26 })
    const files = stdout.split('\n').map((line) => line.replaceAll('\\', '/'))
    for (const needed of [
      '/dist/main/entry.cjs',
      '/dist/main/preload.cjs',
      '/dist/main/typst-child.cjs',
      '/dist/main/extract-child.cjs',
      '/dist/renderer/index.html',
      '/dist/resources/fonts/SourceSerif4_400Regular.ttf',
      '/node_modules/sqlite3/build/Release/node_sqlite3.node',
    ]) {
      expect(files).toContain(needed)
    }
    const strange = files.filter((file) =>
      /\.(?:map|tsx?|md|test\.\w+)$|\/(?:tests|docs|src|deps)\//.test(file),
    )
    expect(
      strange.filter(
        (file) =>
          !/^\/node_modules\/(?:undici|@fastify|bindings\/LICENSE)|^\/dist\/resources\/sample\//.test(file),
      ),
    ).toEqual([])
  })

  it('starts as a normal user in its sandbox, and opens the sample library', async () => {
    const home = makeHome()
    const child = spawn(asNormalUser(packaged, home), ['--remote-debugging-port=0'], {
      env: environment(packaged, home),
      cwd: home,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
    try {
      const address = await devToolsAddress(child)
      await waitForPage(address)
      expect(await evaluate(address, openSample)).toMatchObject({
        ok: true,
        value: { library: { sample: true } },
      })
    } finally {
      child.kill('SIGTERM')
      await ended
      removeHome(home)
    }
  })
})
