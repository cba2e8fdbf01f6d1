import { spawn } from 'node:child_process'
import { cpSync, existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ElectronApplication } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { electronBinary, parts, root } from '../../parts.ts'
import {
  asNormalUser,
  type ElectronRun,
  environment,
  giveToUser,
  makeHome,
  removeHome,
  startElectron,
} from '../electron.ts'

interface Bridge {
  call(name: string, payload: unknown): Promise<{ ok: boolean; value?: never; error?: { code: string } }>
  on(name: string, listener: (payload: never) => void): () => void
}
type Page = Window & { attest: Bridge }

const dataOf = (home: string) => join(home, '.config/Attest/data')

/** Clicks the native menu's item whose label is the last of the path. */
const choose = (app: ElectronApplication, path: readonly string[]) =>
  app.evaluate(({ Menu, BrowserWindow }, labels) => {
    let items = Menu.getApplicationMenu()?.items ?? []
    for (const [index, label] of labels.entries()) {
      const item = items.find((candidate) => candidate.label.replace('&', '') === label)
      if (item === undefined) throw new Error(`no menu item ${label}`)
      if (index === labels.length - 1) item.click(undefined, BrowserWindow.getAllWindows()[0])
      else items = item.submenu?.items ?? []
    }
  }, path)

describe.runIf(parts.electron === null)('a window’s life', () => {
  let home = ''
  beforeEach(() => {
    home = makeHome()
  })
  afterEach(() => removeHome(home))

  const openSample = async (run: ElectronRun) => {
    await run.page.evaluate(() => (window as unknown as Page).attest.call('libraries.openSample', {}))
    await run.page.getByRole('contentinfo').waitFor()
  }
  const stateOf = (run: ElectronRun) =>
    run.page.evaluate(() => (window as unknown as Page).attest.call('library.state', {}))

  it('closes at once when everything is saved, and ends the process with the library whole', async () => {
    const run = await startElectron({ home })
    await openSample(run)
    // The two seconds that a silent page would be given never end here: only the page's own answer can close it.
    await run.app.evaluate(({ BrowserWindow }) => {
      const { setTimeout: wait } = globalThis
      const without = (act: () => void, ms?: number) => (ms !== undefined && ms >= 1_500 ? 0 : wait(act, ms))
      Object.assign(globalThis, { setTimeout: without })
      BrowserWindow.getAllWindows()[0]?.close()
    })
    expect(await run.ended).toBe(0)
    expect(readdirSync(dataOf(home)).filter((name) => /-wal$|-shm$/.test(name))).toEqual([])
  })

  it('waits for the page’s answer, and stays open when words would be lost and the person wants them', async () => {
    const run = await startElectron({ home })
    // A page that answers first, and not well.
    await run.page.addInitScript(() => {
      const { attest } = window as unknown as Page
      attest.on('menu.command', ({ command }: { command: string }) => {
        if (command === 'flush') void attest.call('app.flushed', { saved: false })
      })
    })
    await run.page.reload()
    await run.page.getByRole('button', { name: /sample/i }).waitFor()
    const answer = (response: number) =>
      run.app.evaluate(({ dialog }, button) => {
        const asked = globalThis as unknown as { asked: string[] }
        asked.asked ??= []
        dialog.showMessageBox = async (...parameters: unknown[]) => {
          asked.asked.push((parameters.at(-1) as { message: string }).message)
          return { response: button, checkboxChecked: false }
        }
      }, response)
    const close = () => run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    const asked = () => run.app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked.length)
    await answer(0)
    await close()
    await expect.poll(asked).toBe(1)
    expect(await run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    await answer(1)
    await run.close()
  })

  it('closes though its page hangs', async () => {
    const run = await startElectron({ home })
    void run.page
      .evaluate(() => {
        for (;;) {
          // Never answers again.
        }
      })
      .catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 300))
    await run.close()
    expect(await run.ended).toBe(0)
  })

  it('ends well on SIGTERM, and starts again after kill -9', async () => {
    const killed = await startElectron({ home })
    await openSample(killed)
    await killed.kill()
    const run = await startElectron({ home })
    await openSample(run)
    process.kill(run.pid, 'SIGTERM')
    expect(await run.ended).toBe(0)
  })

  it('opens the library it is given, and hands one on to the window that is open', async () => {
    const first = await startElectron({ home })
    await openSample(first)
    await first.close()
    const [one, two] = ['One', 'Two'].map((name) => join(home, 'Documents', `${name}.attest`))
    if (one === undefined || two === undefined) throw new Error('no paths')
    for (const path of [one, two]) cpSync(join(dataOf(home), 'Sample.attest'), path)
    giveToUser(join(home, 'Documents'))

    const run = await startElectron({ home, args: [one] })
    expect(await stateOf(run)).toMatchObject({ value: { library: { name: 'One', sample: false } } })
    const binary = electronBinary() ?? ''
    const second = spawn(asNormalUser(binary, home), [root, 'Two.attest'], {
      env: environment(binary, home),
      cwd: join(home, 'Documents'),
      stdio: 'ignore',
    })
    expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0)
    await expect.poll(() => stateOf(run)).toMatchObject({ value: { library: { name: 'Two' } } })
    await run.close()
  })

  it('says what is wrong with a library that it cannot open', async () => {
    const run = await startElectron({ home })
    await run.app.evaluate(({ dialog }) => {
      dialog.showMessageBox = async (...parameters: unknown[]) => {
        Object.assign(globalThis, { told: parameters.at(-1) })
        return { response: 0, checkboxChecked: false }
      }
    })
    await run.app.evaluate(
      ({ app }, path) => {
        app.emit('second-instance', {}, ['attest', path], '/')
      },
      join(home, 'Documents/Nowhere.attest'),
    )
    await expect
      .poll(() => run.app.evaluate(() => (globalThis as unknown as { told?: unknown }).told))
      .toMatchObject({ type: 'error', message: expect.stringContaining('Nowhere') })
    await run.close()
  })

  it('comes back where and as it was', async () => {
    const run = await startElectron({ home })
    await run.page.getByRole('button', { name: /sample/i }).waitFor()
    await run.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 120, y: 90, width: 1180, height: 760 }),
    )
    await choose(run.app, ['View', 'Theme', 'Dark'])
    await expect.poll(() => run.page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
    await expect.poll(() => run.app.evaluate(({ nativeTheme }) => nativeTheme.themeSource)).toBe('dark')
    await run.page.waitForTimeout(700)
    await run.close()
    const again = await startElectron({ home })
    const bounds = await again.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getNormalBounds(),
    )
    expect(bounds).toMatchObject({ width: 1180, height: 760 })
    await expect.poll(() => again.page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
    expect(
      await again.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getMinimumSize()),
    ).toEqual([1024, 700])
    await again.close()
  })

  it('stops a compile in its child process, and sets the next document in a new one', async () => {
    const run = await startElectron({ home })
    await openSample(run)
    const path = join(home, 'Documents/memo.pdf')
    await run.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, path)
    const outcomes = await run.page.evaluate(async () => {
      const { attest } = window as unknown as Page
      const call = async (
        name: string,
        payload: unknown,
      ): Promise<{ items: { id: string }[]; actId: string }> => {
        const answer = await attest.call(name, payload)
        if (answer.value === undefined) throw new Error(JSON.stringify(answer.error))
        return answer.value
      }
      const done = (actId: string) =>
        new Promise<string>((resolve) => {
          attest.on('act.done', (event: { actId: string; error: { code: string } | null }) => {
            if (event.actId === actId) resolve(event.error?.code ?? 'done')
          })
        })
      const { items } = await call('briefings.list', {})
      const exportPdf = async (cancelAfter: number | null) => {
        const { actId } = await call('export.start', { briefingId: items[0]?.id, format: 'pdf' })
        const ended = done(actId)
        if (cancelAfter !== null) setTimeout(() => void call('acts.cancel', { actId }), cancelAfter)
        return ended
      }
      return [await exportPdf(40), await exportPdf(null), await exportPdf(0), await exportPdf(null)]
    })
    expect(outcomes).toEqual(['cancelled', 'done', 'cancelled', 'done'])
    expect(existsSync(path)).toBe(true)
    await run.close()
  })

  it('creates a library where the dialog says, and forgets nothing', async () => {
    const run = await startElectron({ home })
    await run.page.getByRole('button', { name: /sample/i }).waitFor()
    const path = join(home, 'Documents/Norvia desk')
    await run.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath })
    }, path)
    await choose(run.app, ['File', 'New Library…'])
    await expect.poll(() => stateOf(run)).toMatchObject({ value: { library: { name: 'Norvia desk' } } })
    expect(existsSync(`${path}.attest`)).toBe(true)
    await run.close()
  })
})
