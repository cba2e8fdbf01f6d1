import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parts } from '../../parts.ts'
import { makeHome, removeHome, startElectron } from '../electron.ts'
import { makeData, removeData, startServe, startServer } from '../serve.ts'

// A fault that nobody caught: the person is told where the work is, and the note of it holds no word of theirs.

describe.runIf(parts.electron === null)('a fault in Electron’s main process', () => {
  it('says where the library is, asks once, and starts again when it is wanted', async () => {
    const home = makeHome()
    const run = await startElectron({ home })
    await run.page.evaluate(() =>
      (window as unknown as { attest: { call(name: string, input: unknown): Promise<unknown> } }).attest.call(
        'libraries.openSample',
        {},
      ),
    )
    await run.page.locator('.sidebar').waitFor()
    await run.app.evaluate(({ app, dialog }) => {
      const kept = globalThis as unknown as {
        told: unknown[]
        again: number
        decide: (button: number) => void
      }
      Object.assign(kept, { told: [], again: 0 })
      dialog.showMessageBox = (...parameters: unknown[]) => {
        kept.told.push(parameters.at(-1))
        return new Promise((resolve) => {
          kept.decide = (response) => resolve({ response, checkboxChecked: false })
        })
      }
      app.relaunch = () => {
        kept.again += 1
      }
      for (let turn = 0; turn < 3; turn += 1) {
        setTimeout(() => {
          throw new RangeError('the minister said so in Secret desk')
        })
      }
    })
    const told = () => run.app.evaluate(() => (globalThis as unknown as { told: unknown[] }).told)
    await expect.poll(async () => (await told()).length).toBe(1)
    const library = join(home, '.config/Attest/data/Sample.attest')
    expect(await told()).toEqual([
      expect.objectContaining({
        message: 'Attest met a fault in itself.',
        detail: expect.stringContaining(`Your work is in ${library}.`),
        buttons: ['Start again', 'Go on'],
      }),
    ])
    const log = readFileSync(join(home, '.config/Attest/data/logs/faults.log'), 'utf8')
    expect(log.trim().split('\n')).toHaveLength(3)
    expect(log).toContain('RangeError')
    expect(log).not.toMatch(/minister|Secret/u)
    // It still works, and ends in order when it is to start again.
    expect(await run.page.getByRole('button', { name: /^Sources/ }).count()).toBe(1)
    await run.app.evaluate(() => (globalThis as unknown as { decide(button: number): void }).decide(0))
    expect(await run.ended).toBe(0)
    removeHome(home)
  })
})

describe('a fault in the server', () => {
  it('is noted, and the server ends with the library whole', async () => {
    const home = makeData()
    const trap = join(home, 'trap.cjs')
    writeFileSync(trap, "process.on('SIGUSR2', () => { throw new RangeError('the minister said so') })\n")
    const before = process.env.NODE_OPTIONS
    process.env.NODE_OPTIONS = `--require ${trap}`
    const server = await startServer({ home, args: ['--sample'] })
    if (before === undefined) delete process.env.NODE_OPTIONS
    else process.env.NODE_OPTIONS = before
    const ended = new Promise((resolve) => server.process.once('exit', resolve))
    server.process.kill('SIGUSR2')
    expect(await ended).toBe(3)
    const log = readFileSync(join(home, 'logs/faults.log'), 'utf8')
    expect(log).toContain('RangeError')
    expect(log).not.toContain('minister')
    removeData(home)
  })
})

describe('a fault in the window', () => {
  it('says where the work is and loads the window again', async () => {
    const home = makeData()
    const run = await startServe({ home, args: ['--sample'] })
    const { page } = run
    await page.locator('.sidebar').waitFor()
    // An answer that breaks its own contract: a briefing without a head.
    await page.route('**/call/briefings.list', (route) =>
      route.fulfill({ json: { ok: true, value: { items: [{ id: 'x' }] } } }),
    )
    await page.reload()
    const failed = page.getByRole('main').getByRole('alert')
    await failed.getByText('This window met a fault.').waitFor()
    expect(await failed.textContent()).toContain('Your work is in the library Sample')
    await page.unroute('**/call/briefings.list')
    await page.getByRole('button', { name: 'Load the window again' }).click()
    await page.locator('.sidebar-briefings .sidebar-item').first().waitFor()
    await run.close()
    removeData(home)
  })
})
