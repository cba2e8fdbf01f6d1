import { execFile, execFileSync, spawn } from 'node:child_process'
import { cpSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { Validation } from '@cyclonedx/cyclonedx-library'
import { Version } from '@cyclonedx/cyclonedx-library/Spec'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readBundled } from '../../resources/packaging/bundled.ts'
import { parts, root } from '../parts.ts'
import { asNormalUser, environment, giveToUser, makeHome, removeHome } from './electron.ts'
import { dropFile, fixture, saved, selectByMouse } from './mainJob/acts.ts'
import { pressInDialog } from './nativeDialog.ts'
import { fusesOf, type PackagedRun, packageApp, standIn, startAgain, startPackaged } from './packaged.ts'

const run = promisify(execFile)

/** Everything that a package may hold of ours; a file that matches nothing here is a mistake in the configuration. */
const allowed = [
  /^\/package\.json$/,
  /^\/dist\/main\/(?:entry|part-[\w-]+|preload|extract-child|pdf-engine|suggest-child|typst-child)\.cjs$/,
  /^\/dist\/renderer\/index\.html$/,
  /^\/dist\/renderer\/assets\/[\w-]+\.(?:js|css|woff2|svg|png)$/,
  /^\/dist\/resources\/(?:icon\.png|licenses\.json)$/,
  /^\/dist\/resources\/cmaps\/(?:[\w-]+\.bcmap|LICENSE)$/,
  /^\/dist\/resources\/dictionaries\/[\w-]+\/index\.(?:aff|dic)$/,
  /^\/dist\/resources\/fonts\/\w+\.ttf$/,
  /^\/dist\/resources\/sample\/[\w-]+\.(?:md|txt|html|json)$/,
  /^\/dist\/resources\/typst\/\w+\.typ$/,
  /^\/node_modules\/(?:bindings|file-uri-to-path)\/(?:package\.json|\w+\.js)$/,
  /^\/node_modules\/sqlite3\/(?:package\.json|lib\/[\w-]+\.js|build\/Release\/node_sqlite3\.node)$/,
  /^\/node_modules\/@myriaddreamin\/typst-ts-node-compiler\/(?:package\.json|index(?:-napi)?\.js)$/,
  /^\/node_modules\/@myriaddreamin\/typst-ts-node-compiler-[\w-]+\/(?:package\.json|[\w.-]+\.node)$/,
]

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path).isFile())
const sizeOf = (paths: readonly string[]): number => paths.reduce((sum, path) => sum + statSync(path).size, 0)

interface Answer {
  readonly ok: boolean
  readonly value: { readonly library: { readonly name: string } | null }
}
/** Asks the main side as the page may. */
const call = (page: Page, name: string): Promise<Answer> =>
  page.evaluate(
    (operation) =>
      (window as unknown as { attest: { call(name: string, input: object): Promise<never> } }).attest.call(
        operation,
        {},
      ),
    name,
  )
const openLibrary = async (page: Page): Promise<string | null> =>
  (await call(page, 'library.state')).value.library?.name ?? null

describe.runIf(parts.electron === null)('the packaged app', () => {
  const folder = mkdtempSync(join(tmpdir(), 'attest-package-'))
  let packaged = ''
  let resources = ''

  beforeAll(async () => {
    packaged = await packageApp(folder)
    resources = join(dirname(packaged), 'resources')
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('has its fuses set', async () => {
    expect(await fusesOf(packaged)).toMatchObject({
      RunAsNode: 'Disabled',
      EnableCookieEncryption: 'Enabled',
      EnableNodeOptionsEnvironmentVariable: 'Disabled',
      EnableNodeCliInspectArguments: 'Disabled',
      EnableEmbeddedAsarIntegrityValidation: 'Enabled',
      OnlyLoadAppFromAsar: 'Enabled',
      LoadBrowserProcessSpecificV8Snapshot: 'Disabled',
    })
  })

  it('carries what it needs and nothing else', async () => {
    const tool = join(root, 'node_modules/@electron/asar/bin/asar.js')
    const archive = join(resources, 'app.asar')
    const { stdout } = await run(process.execPath, [tool, 'list', archive], { maxBuffer: 1 << 26 })
    const entries = stdout
      .split('\n')
      .map((line) => line.replaceAll('\\', '/'))
      .filter((line) => line !== '' && !standIn.test(line))
    // Folders are listed too: those are what something else lies in.
    const files = entries.filter((entry) => !entries.some((other) => other.startsWith(`${entry}/`)))
    expect(files.filter((file) => !allowed.some((pattern) => pattern.test(file)))).toEqual([])
    expect(allowed.filter((pattern) => !files.some((file) => pattern.test(file)))).toEqual([])
    expect(readdirSync(resources).sort()).toEqual(['app.asar', 'app.asar.unpacked', 'sbom.cdx.json'])
    const unpacked = filesUnder(`${archive}.unpacked`)
    expect(unpacked.filter((file) => !file.endsWith('.node'))).toEqual([])
    expect(unpacked).toHaveLength(2)
  })

  it('names no folder of the machine that built it, and stays as large as it is said to be', () => {
    const ours = filesUnder(resources)
    const places = [root, folder].map((place) => Buffer.from(place))
    const telling = ours.filter((file) => {
      const bytes = readFileSync(file)
      return places.some((place) => bytes.includes(place))
    })
    expect(telling.map((file) => relative(resources, file))).toEqual([])
    const whole = sizeOf(filesUnder(dirname(packaged)))
    console.log(`the packaged app: ${whole} bytes installed, ${sizeOf(ours)} of them not Electron’s`)
    expect(sizeOf(ours)).toBeLessThan(80 * 2 ** 20)
  })

  it('lists every part that was bundled with its licence, and a bill of materials that holds', async () => {
    const tool = join(root, 'node_modules/@electron/asar/bin/asar.js')
    await run(
      process.execPath,
      [tool, 'extract-file', join(resources, 'app.asar'), 'dist/resources/licenses.json'],
      {
        cwd: folder,
      },
    )
    const licences = JSON.parse(readFileSync(join(folder, 'licenses.json'), 'utf8')) as {
      name: string
      version: string
      text: string
    }[]
    const sbom = readFileSync(join(resources, 'sbom.cdx.json'), 'utf8')
    expect(await new Validation.JsonStrictValidator(Version.v1dot6).validate(sbom)).toBe(null)
    for (const place of [...readBundled('main'), ...readBundled('window')]) {
      const { name, version } = JSON.parse(readFileSync(join(root, place, 'package.json'), 'utf8')) as {
        name: string
        version: string
      }
      const found = licences.find((licence) => licence.name === name && licence.version === version)
      expect(found?.text.length, `${name} ${version}`).toBeGreaterThan(300)
      expect(sbom).toContain(`${encodeURIComponent(name).replace('%2F', '/')}@${version}`)
    }
    for (const name of ['Attest', 'Electron', 'SQLite', '@expo-google-fonts/source-serif-4', 'react', 'zod'])
      expect(licences.map((licence) => licence.name)).toContain(name)
  })

  it('does not start with its sandbox switched off', async () => {
    const home = makeHome()
    try {
      const child = spawn(asNormalUser(packaged, home), ['--no-sandbox'], {
        env: environment(packaged, home),
        cwd: home,
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      let said = ''
      child.stderr.on('data', (data) => {
        said += String(data)
      })
      expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(3)
      expect(said).toContain('does not start without its sandbox')
    } finally {
      removeHome(home)
    }
  })

  describe('for a person with a fresh profile', () => {
    let home = ''
    let app: PackagedRun
    const first = (): string => join(home, 'Documents', 'First desk.attest')
    const second = (): string => join(home, 'Documents', 'Second désk.attest')

    beforeAll(async () => {
      home = makeHome()
      for (const file of [first(), second()]) {
        execFileSync(process.execPath, [join(root, 'dist/main/attest.cjs'), 'new', '--library', file])
      }
      giveToUser(home)
      app = await startPackaged(packaged, { home, args: [first()] })
    })
    afterAll(async () => {
      await app.close()
      removeHome(home)
    })

    it('opens the library that was double-clicked', async () => {
      await app.page
        .getByRole('button', { name: /^Sources/ })
        .first()
        .waitFor()
      expect(await openLibrary(app.page)).toBe('First desk')
    })

    it('captures a dropped text and marks a claim in it', async () => {
      const { page } = app
      await dropFile(page, fixture, 'sarrow-strait-permits.txt')
      await page.getByRole('group', { name: 'Text of the source' }).waitFor()
      await selectByMouse(page, 'Norvia will ask every ship that works on cables')
      await page.keyboard.press('c')
      const inspector = page.getByRole('complementary', { name: 'Inspector' })
      await inspector.getByRole('button', { name: 'Save claim' }).waitFor()
      await page.keyboard.press('Control+Enter')
      await page.locator('.mark-run-claim', { hasText: 'Norvia will ask' }).waitFor()
    })

    it.runIf(parts.xdotool === null)(
      'writes a line and exports it through the system’s own dialog',
      async () => {
        const { page } = app
        await page.keyboard.press('Control+n')
        await page.getByRole('dialog').getByRole('textbox').first().fill('Permits for repair ships')
        await page.keyboard.press('Enter')
        const text = page.getByRole('textbox', { name: 'Briefing text' })
        await text.locator('.callout-bottom-line p').first().click()
        await page.keyboard.type('Norvia will ask for permits.')
        await saved(page)
        await page.keyboard.press('Control+e')
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /^Export/ })
          .click()
        await pressInDialog('Export', 'Return')
        const documents = join(home, 'Documents')
        const pdf = () => readdirSync(documents).find((name) => name.endsWith('.pdf'))
        await expect.poll(() => pdf() !== undefined, { timeout: 60_000 }).toBe(true)
        expect(
          readFileSync(join(documents, pdf() ?? ''))
            .subarray(0, 5)
            .toString(),
        ).toBe('%PDF-')
        await page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
        await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
      },
    )

    it.runIf(parts.xdotool === null)(
      'hands a second start over to the first, and loses no word of the library that was open',
      async () => {
        const { page } = app
        await page.locator('.briefing-text .callout-bottom-line p').first().click()
        await page.keyboard.press('End')
        // Not waited for: nobody tells the person that they are saved.
        await page.keyboard.type(' They begin in May.')
        // A file manager hands over an address where the menu entry says %U.
        const address = `file://${second().split('/').map(encodeURIComponent).join('/')}`
        expect(await startAgain(packaged, home, [address])).toBe(0)
        await expect.poll(() => openLibrary(page)).toBe('Second désk')
        const check = join(folder, 'handed-over.attest')
        cpSync(first(), check)
        const { stdout } = await run(process.execPath, [
          join(root, 'dist/main/attest.cjs'),
          'list',
          'briefings',
          '--json',
          '--library',
          check,
        ])
        const key = (JSON.parse(stdout) as { items: { key: string }[] }).items[0]?.key ?? ''
        const out = join(folder, 'handed-over.md')
        await run(process.execPath, [
          join(root, 'dist/main/attest.cjs'),
          ...['export', key, '--to', 'md', '--out', out, '--library', check],
        ])
        expect(readFileSync(out, 'utf8')).toContain('Norvia will ask for permits. They begin in May.')
      },
    )

    it.runIf(parts.xdotool === null)('does for a link only what a link may', async () => {
      const { page } = app
      const before = readFileSync(first())
      for (const link of [
        'attest://open?library=../First%20desk',
        'attest://delete?key=x',
        `attest:${first()}`,
      ]) {
        expect(await startAgain(packaged, home, [link])).toBe(0)
      }
      expect(await openLibrary(page)).toBe('Second désk')
      const settings = JSON.parse(readFileSync(join(home, '.config/Attest/data/settings.json'), 'utf8')) as {
        recent: { token: string; path: string }[]
      }
      const token = settings.recent.find(({ path }) => path === first())?.token
      // Another library is open: the person is asked, and the answer that comes first is to stay.
      expect(await startAgain(packaged, home, [`attest://open?library=${token}`])).toBe(0)
      await pressInDialog('Attest', 'Escape')
      expect(await openLibrary(page)).toBe('Second désk')
      expect(readFileSync(first()).equals(before)).toBe(true)
      await page.evaluate(() =>
        (
          window as unknown as { attest: { call(name: string, input: object): Promise<unknown> } }
        ).attest.call('libraries.close', {}),
      )
      // None is open: a known one opens at once, and shows what a link names.
      expect(await startAgain(packaged, home, [`attest://open?library=${token}`])).toBe(0)
      await expect.poll(() => openLibrary(page)).toBe('First desk')
      const { stdout } = await run(process.execPath, [
        join(root, 'dist/main/attest.cjs'),
        ...['list', 'claims', '--json', '--library', join(folder, 'handed-over.attest')],
      ])
      const key = (JSON.parse(stdout) as { items: { key: string }[] }).items[0]?.key ?? ''
      expect(await startAgain(packaged, home, [`attest://show?key=${key}`])).toBe(0)
      await page.locator('.mark-run-claim', { hasText: 'Norvia will ask' }).waitFor()
    })
  })
})
