import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { electronBinary, parts, root } from '../../parts.ts'
import { asNormalUser, environment, giveToUser, makeHome, removeHome } from '../electron.ts'
import { pressInDialog } from '../nativeDialog.ts'
import { type Pipe, talkTo } from '../pipe.ts'
import {
  attempts,
  childrenOf,
  lookupsBesideChromium,
  ownProcesses,
  seen,
  spawnOffline,
  tracing,
  unconnected,
} from './offline.ts'

// The whole job in the real window, where there is no interface but the loopback. It is driven through pipes, so that
// nothing of the test is a network either.

const possible = [parts.electron, parts.namespace, parts.strace, parts.xdotool].every((part) => part === null)

let home = ''
let stop: () => Promise<void> = async () => undefined
afterEach(async () => {
  await stop()
  removeHome(home)
})

/** Electron as a person has it, with its calls written to `trace`. */
function start(trace: string, args: readonly string[]): { page: Pipe; pid: number | undefined } {
  const command = [
    asNormalUser('strace', home),
    ...tracing(trace),
    '--seccomp-bpf',
    electronBinary() ?? '',
    // Chromium's helper for pictures does not start under a tracer; everything else is as a person has it.
    ...['--in-process-gpu', '--remote-debugging-pipe', ...args],
  ]
  const { child, ended } = spawnOffline(unconnected(ownProcesses, command), {
    env: environment('strace', home),
    cwd: home,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  })
  stop = async () => {
    const all = below(child.pid)
    child.kill('SIGKILL')
    await ended
    await expect.poll(() => all.filter(({ pid, line }) => line !== '' && lineOf(pid) === line)).toEqual([])
  }
  return { page: talkTo(child), pid: child.pid }
}

interface Process {
  readonly pid: number
  readonly line: string
}
const lineOf = (pid: number): string => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

/** All processes below one, with their command lines. */
function below(pid: number | undefined): Process[] {
  try {
    return childrenOf(pid).flatMap((child) => [{ pid: child, line: lineOf(child) }, ...below(child)])
  } catch {
    // It ended meanwhile.
    return []
  }
}
const processOf = (pid: number | undefined, is: (line: string) => boolean): number =>
  below(pid).find(({ line }) => is(line))?.pid ?? 0
const isPage = (line: string): boolean => line.includes('--type=renderer')
const isMain = (line: string): boolean =>
  line.startsWith(electronBinary() ?? '-') && !line.includes('--type=')

const ask = (page: Pipe, name: string, input: object): Promise<unknown> =>
  page.evaluate(`attest.call(${JSON.stringify(name)}, ${JSON.stringify(input)}).then((answer) => {
    if (!answer.ok) throw new Error(answer.error.message)
    return answer.value
  })`)

const hostile =
  '<html><head><base href="http://attest.example/"><link rel="preconnect" href="https://attest.example">' +
  '<link rel="stylesheet" href="a.css"><meta http-equiv="refresh" content="0;url=http://attest.example/">' +
  '</head><body><h1>A treaty</h1><p>It will be published, <a href="https://attest.example/x" ping="/p">they say</a>.' +
  '<img src="http://attest.example/p.png"><script src="https://attest.example/a.js"></script></body></html>'

describe.runIf(possible)('the Electron window with no network but the loopback', () => {
  it('the trap would see it: a main process that asks for a page', async () => {
    home = makeHome()
    const trace = join(home, 'trace')
    // Attest itself, with one line more.
    const mutant = join(home, 'mutant')
    mkdirSync(mutant)
    writeFileSync(
      join(mutant, 'package.json'),
      '{ "name": "attest", "version": "0.0.0", "main": "main.cjs" }',
    )
    writeFileSync(
      join(mutant, 'main.cjs'),
      `for (const host of ['attest.example', '192.0.2.1'])
        require('http').get({ host }).on('error', () => undefined)
      require(${JSON.stringify(join(root, 'dist/main/entry.cjs'))})
`,
    )
    giveToUser(mutant)
    const { page } = start(trace, [mutant])
    await page.stands()
    await stop()
    const caught = attempts(trace, lookupsBesideChromium).join('\n')
    // The name is asked for twice over: of the machine, and of a name server.
    expect(caught).toMatch(/openat\(.*\/etc\/hosts/)
    expect(caught).toMatch(/(?:connect|sendto|sendmmsg)\(.*htons\(53\)/)
    expect(caught).toMatch(/connect\(.*192\.0\.2\.1/)
  })

  it('starts, imports, cites, checks, exports, loses its page and starts again without trying to reach one', async () => {
    home = makeHome()
    const [first, second] = [join(home, 'trace-1'), join(home, 'trace-2')]
    const { page, pid } = start(first, [root])
    await page.stands()
    await ask(page, 'libraries.openSample', {})
    // A file as a person chooses it, and a page as one pastes it.
    const file = join(home, 'treaty.html')
    writeFileSync(file, hostile)
    giveToUser(file)
    await page.until("document.querySelector('.sidebar-briefings .sidebar-item') !== null")
    await page.chooseFile('#import-files', file)
    await page.until("/will be published/.test(document.querySelector('.paper-text')?.textContent)")
    const pasted = { text: 'Another', html: hostile.replace('treaty', 'second treaty') }
    expect(await ask(page, 'capture.text', pasted)).toMatchObject({ status: 'imported' })

    await page.evaluate("document.querySelector('.sidebar-briefings .sidebar-item').click()")
    await page.until("document.querySelector('.briefing-text .prose') !== null")
    const chips = Number(await page.evaluate("document.querySelectorAll('.chip').length"))
    await page.evaluate("document.querySelector('.briefing-text').focus()")
    await page.press('End', 'Control')
    await page.press('Enter')
    await page.type('The goverment said so @carr')
    await page.until("document.querySelector('.cite-row') !== null")
    await page.press('Enter')
    await page.until(`document.querySelectorAll('.chip').length > ${chips}`)
    await page.until(
      "[...(CSS.highlights.get('spelling') ?? [])].some((range) => String(range) === 'goverment')",
    )
    await page.until(`document.querySelector('[data-save="saved"]') !== null`)

    const { items } = (await ask(page, 'briefings.list', {})) as { items: { id: string }[] }
    await ask(page, 'checks.run', { briefingId: items[0]?.id })
    // It is answered when the dialog is.
    const exporting = ask(page, 'export.start', { briefingId: items[0]?.id, format: 'pdf' })
    await pressInDialog('Export', 'Return')
    await exporting
    const documents = join(home, 'Documents')
    const exported = (): string | undefined => readdirSync(documents).find((name) => name.endsWith('.pdf'))
    await expect.poll(exported, { timeout: 30_000 }).toBeDefined()
    expect(statSync(join(documents, exported() ?? '')).size).toBeGreaterThan(10_000)

    // The page's process is gone (a fault of its own only stops it, under a tracer); Attest says so and loads another one.
    const before = processOf(pid, isPage)
    process.kill(before, 'SIGKILL')
    await pressInDialog('Attest', 'Return')
    await expect.poll(() => processOf(pid, isPage), { timeout: 20_000 }).not.toBeOneOf([0, before])
    await page.stands()
    expect(await ask(page, 'library.state', {})).toMatchObject({ library: { sample: true } })

    // The whole app ends by a fault.
    process.kill(processOf(pid, isMain), 'SIGSEGV')
    await expect.poll(() => below(pid)).toEqual([])
    await stop()
    const again = start(second, [root, join(home, '.config/Attest/data/Sample.attest')])
    await again.page.stands()
    expect(await ask(again.page, 'library.state', {})).toMatchObject({ library: { sample: true } })
    await stop()

    for (const trace of [first, second]) {
      expect(attempts(trace, lookupsBesideChromium)).toEqual([])
      // The trap was armed: the connection to the display is there.
      expect(seen(trace)).toBeGreaterThan(100)
      expect(readFileSync(trace, 'utf8')).toMatch(/connect\(.*AF_UNIX/)
    }
  })
})
