import { execFileSync, spawn } from 'node:child_process'
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { forkChild } from '../../main/children.ts'
import { createSampleLibrary } from '../../main/sample.ts'
import { devToolsAddress } from '../e2e/cdp.ts'
import openDisplay from '../e2e/display.ts'
import { asNormalUser, environment, giveToUser, makeHome, removeHome } from '../e2e/electron.ts'
import { packageApp } from '../e2e/packaged.ts'
import { parts, root } from '../parts.ts'
import { type Bench, median, ms, quantile, times } from './bench.ts'
import { attach, type Page } from './devTools.ts'

const rounds = 7
const title = 'The packaged app'
const subject = 'Whether to sign the Carrier Notice Order this spring'

/** What is started, and how a person gets to their first letter in it. */
interface Subject {
  readonly binary: string
  readonly home: string
  readonly args: readonly string[]
  readonly url: string
  /** Clicks through to where a letter can be typed; it is done when the caret stands there. */
  reach(page: Page): Promise<void>
  /** An expression that is true when the typed letter stands on the page. */
  readonly stands: string
}

interface Start {
  /** Milliseconds from starting the process. */
  readonly page: number
  readonly key: number
  /** Bytes of memory of all its processes, shared pages divided among those that share them (PSS). */
  readonly memory: number
}

/** Polls without frames: a window that is not shown yet has none. */
const until = (page: Page, expression: string): Promise<unknown> =>
  page.evaluate(
    `new Promise((resolve) => { const look = () => { const found = ${expression}; if (found) resolve(true); else setTimeout(look, 4) }; look() })`,
  )

async function start(subject: Subject): Promise<Start> {
  const { binary, home, args, url } = subject
  const begun = performance.now()
  const child = spawn(asNormalUser(binary, home), ['--remote-debugging-port=0', ...args], {
    env: environment(binary, home),
    cwd: home,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  try {
    const page = await attach(await devToolsAddress(child), url)
    await until(page, "document.readyState === 'complete'")
    const loaded = performance.now() - begun
    await subject.reach(page)
    await page.type('§')
    await until(page, subject.stands)
    const key = performance.now() - begun
    await page.key('Backspace')
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    const memory = memoryOf(child.pid ?? 0)
    page.close()
    return { page: loaded, key, memory }
  } finally {
    child.kill('SIGTERM')
    await ended
  }
}

/** The kernel's own sum over a process and what descends from it. */
function memoryOf(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  const own = Number(/^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1024
  const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
  return children.reduce((sum, child) => sum + memoryOf(child), own)
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => lstatSync(join(folder, name)))
    .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0)
}

/**
 * The packaged app's own binary with an archive that shows an empty window and nothing of ours: only what an older
 * runtime lacks, where the package has it too. The product does not.
 */
function packageEmpty(packaged: string, folder: string): string {
  const asar = (...args: string[]): Buffer =>
    execFileSync(process.execPath, [join(root, 'node_modules/@electron/asar/bin/asar.js'), ...args])
  const ours = join(folder, 'ours')
  asar('extract', join(dirname(packaged), 'resources/app.asar'), ours)
  const source = join(folder, 'empty-app')
  mkdirSync(source)
  const standIn = join(ours, 'dist/shim/newer-electron.js')
  const needs = existsSync(standIn)
  if (needs) {
    cpSync(standIn, join(source, 'newer-electron.js'))
    for (const name of ['undici', '@fastify'])
      cpSync(join(ours, 'node_modules', name), join(source, 'node_modules', name), { recursive: true })
  }
  cpSync(join(import.meta.dirname, 'emptyWindow.cjs'), join(source, 'window.cjs'))
  writeFileSync(
    join(source, 'main.cjs'),
    `${needs ? "require('./newer-electron.js')\n" : ''}require('./window.cjs')\n`,
  )
  writeFileSync(join(source, 'package.json'), '{ "name": "empty", "main": "main.cjs" }\n')
  const empty = join(folder, 'empty')
  cpSync(dirname(packaged), empty, { recursive: true })
  rmSync(join(empty, 'resources'), { recursive: true })
  mkdirSync(join(empty, 'resources'))
  asar('pack', source, join(empty, 'resources/app.asar'))
  giveToUser(empty)
  return join(empty, 'attest')
}

const emptyWindow = (binary: string, home: string): Subject => ({
  binary,
  home,
  args: [],
  url: 'data:',
  reach: async (page) => {
    await until(page, "document.querySelector('textarea')")
    await page.click('textarea')
  },
  stands: "document.querySelector('textarea').value.includes('§')",
})

const attest = (binary: string, home: string): Subject => ({
  binary,
  home,
  args: [join(home, 'Documents/Sample.attest')],
  url: 'app://attest/',
  reach: async (page) => {
    const button = `[...document.querySelectorAll('button')].find((each) => each.textContent.includes(${JSON.stringify(subject)}))`
    await until(page, button)
    await page.evaluate(`${button}.click()`)
    await until(page, "document.querySelector('.briefing-text p')")
    await page.click('.briefing-text p')
  },
  stands: "document.querySelector('.briefing-text').textContent.includes('§')",
})

const mebibytes = (bytes: number): string => `${Math.round(bytes / 2 ** 20)} MiB`

const bench: Bench = async () => {
  if (parts.electron !== null) return { title, leftOut: parts.electron }
  if (process.platform !== 'linux') return { title, leftOut: 'memory is read from /proc' }
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'ignore' })
  const closeDisplay = await openDisplay()
  const folder = mkdtempSync(join(tmpdir(), 'attest-bench-'))
  const homes = [makeHome(), makeHome()] as const
  try {
    const packaged = await packageApp(folder)
    await createSampleLibrary(join(homes[1], 'Documents/Sample.attest'), {
      launchChild: forkChild,
      now: Date.now,
    })
    giveToUser(homes[1])
    const subjects = [
      emptyWindow(packageEmpty(packaged, folder), homes[0]),
      attest(packaged, homes[1]),
    ] as const
    const taken: [Start[], Start[]] = [[], []]
    // In turn, so that what else the machine does falls on both; the first start of each makes its profile.
    for (let round = 0; round <= rounds; round++) {
      for (const side of [0, 1] as const) {
        const one = await start(subjects[side])
        if (round > 0) taken[side].push(one)
      }
    }
    const values = (side: 0 | 1, what: keyof Start): number[] => taken[side].map((each) => each[what])
    const row = (name: string, what: keyof Start, show: (value: number) => string): string[] => {
      const [empty, ours] = [median(values(0, what)), median(values(1, what))]
      return [name, show(empty), show(ours), show(quantile(values(1, what), 1)), times(ours / empty)]
    }
    const [electron, whole] = [sizeOf(dirname(subjects[0].binary)), sizeOf(dirname(packaged))]
    return {
      title,
      how: `The packaged app with the sample library as its argument, against the same binary with an empty window that holds one text field (both with what Electron 22 lacks, which the product does not carry): medians of ${rounds} starts in turn after a first one, both driven through Chromium’s port. The first key is from starting the process until a typed letter stands on the page; in Attest a briefing is opened for it. Memory is of all processes together three seconds later (PSS). Goal: the first key at most 2 × the empty window’s.`,
      head: ['', 'empty window', 'Attest', 'Attest, most', 'Attest : empty'],
      rows: [
        row('start until the page is loaded', 'page', ms),
        row('start until the first key', 'key', ms),
        row('memory', 'memory', mebibytes),
        ['installed size', mebibytes(electron), mebibytes(whole), '', times(whole / electron)],
      ],
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
    for (const home of homes) removeHome(home)
    closeDisplay()
  }
}
export default bench
