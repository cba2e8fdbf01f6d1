import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parts, root } from '../../parts.ts'
import { type ElectronRun, makeHome, removeHome, startElectron } from '../electron.ts'
import { makeData, removeData, startServe } from '../serve.ts'

// A window that is closed over an import or an export: asked, and nothing half there.

const files = 40
const attest = (...args: readonly string[]): unknown =>
  JSON.parse(
    execFileSync(process.execPath, [join(root, 'dist/main/attest.cjs'), ...args, '--json'], {
      encoding: 'utf8',
      env: { ...process.env, ATTEST_DATA: undefined },
    }),
  )

/** What is in a library that was closed: every source whole, and nothing that the doctor finds. */
function look(library: string): number {
  expect(attest('doctor', '--library', library)).toMatchObject({ ok: true, items: [] })
  const { items } = attest('list', 'sources', '--library', library) as { items: { title: string }[] }
  return items.filter(({ title }) => title.startsWith('Page ')).length
}

/** Chooses saved pages that take their time to be read, each with words of its own; they are made in the page. */
const importing = (page: Page): Promise<void> =>
  page.evaluate((count) => {
    const chosen = new DataTransfer()
    for (let number = 0; number < count; number += 1) {
      const paragraph = `<p>Paragraph of page ${number}: the carriers keep their logs for ninety days.</p>`
      const text = `<html><head><title>Page ${number}</title></head><body><article>${paragraph.repeat(1_500)}</article></body></html>`
      chosen.items.add(new File([text], `page-${number}.html`, { type: 'text/html' }))
    }
    const input = document.querySelector<HTMLInputElement>('#import-files')
    if (input === null) throw new Error('no field for files')
    input.files = chosen.files
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }, files)

describe.runIf(parts.electron === null)('a window that is closed while something goes on', () => {
  let home = ''
  beforeEach(() => {
    home = makeHome()
  })
  afterEach(() => removeHome(home))
  const library = () => join(home, '.config/Attest/data/Sample.attest')

  const openSample = async (run: ElectronRun) => {
    await run.page.evaluate(() =>
      (window as unknown as { attest: { call(name: string, input: unknown): Promise<unknown> } }).attest.call(
        'libraries.openSample',
        {},
      ),
    )
    await run.page.locator('.sidebar').waitFor()
  }
  /** Answers the next questions with a button, and keeps them. */
  const answer = (run: ElectronRun, response: number) =>
    run.app.evaluate(({ dialog }, button) => {
      const kept = globalThis as unknown as { asked: { message: string; detail: string }[] }
      kept.asked ??= []
      dialog.showMessageBox = async (...parameters: unknown[]) => {
        kept.asked.push(parameters.at(-1) as { message: string; detail: string })
        return { response: button, checkboxChecked: false }
      }
    }, response)
  const asked = (run: ElectronRun) =>
    run.app.evaluate(() => (globalThis as unknown as { asked: { message: string; detail: string }[] }).asked)
  const close = (run: ElectronRun) =>
    run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())

  it('asks about an import, goes on when it is to stay, and ends between two files when it is not', async () => {
    const run = await startElectron({ home })
    await openSample(run)
    await importing(run.page)
    await run.page.getByText(/^[1-9]\d* of 40 done/u).waitFor({ timeout: 60_000 })
    await answer(run, 0)
    await close(run)
    await expect.poll(() => asked(run)).toHaveLength(1)
    expect((await asked(run))[0]).toMatchObject({
      message: expect.stringMatching(/^An import is running: \d+ of 40 files\.$/u),
      detail: expect.stringContaining('stays in the library'),
    })
    expect(await run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    await answer(run, 1)
    await close(run)
    expect(await run.ended).toBe(0)
    const kept = look(library())
    expect(kept).toBeGreaterThan(0)
    expect(kept).toBeLessThan(files)
  })

  it('asks about an export, and leaves no file when it is stopped', async () => {
    const run = await startElectron({ home })
    await openSample(run)
    const folder = join(home, 'Documents')
    await run.app.evaluate(
      ({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath })
      },
      join(folder, 'memo.pdf'),
    )
    await answer(run, 1)
    await run.page.locator('.sidebar-briefings .sidebar-item').first().click()
    await run.page.getByRole('textbox', { name: 'Briefing text' }).waitFor()
    await run.page.keyboard.press('Control+e')
    const exporting = run.page.getByRole('dialog').getByRole('button', { name: 'Export', exact: true })
    // Closed in the very moment in which the export began.
    await Promise.all([
      run.page
        .getByRole('button', { name: 'Stop' })
        .waitFor()
        .then(() => close(run)),
      exporting.click(),
    ])
    expect(await run.ended).toBe(0)
    expect(readdirSync(folder)).toEqual([])
    expect(existsSync(library())).toBe(true)
  })

  it('asks nothing when the system ends it', async () => {
    const run = await startElectron({ home })
    await openSample(run)
    await importing(run.page)
    await run.page.getByText(/^[1-9]\d* of 40 done/u).waitFor({ timeout: 60_000 })
    process.kill(run.pid, 'SIGTERM')
    expect(await run.ended).toBe(0)
    look(library())
  })
})

describe('a tab that is closed while something goes on', () => {
  it('is asked about by the browser, and the import ends between two files', async () => {
    const home = makeData()
    const run = await startServe({ home, args: ['--sample'] })
    await run.page.locator('.sidebar').click()
    await importing(run.page)
    await run.page.getByText(/^[1-9]\d* of 40 done/u).waitFor({ timeout: 60_000 })
    const asked = new Promise<string>((resolve) =>
      run.page.once('dialog', (question) => {
        resolve(question.type())
        void question.accept()
      }),
    )
    await run.page.close({ runBeforeUnload: true })
    expect(await asked).toBe('beforeunload')
    // A tab that only loads anew is back within two seconds.
    await new Promise((resolve) => setTimeout(resolve, 3_000))
    await run.server.stop()
    const kept = look(join(home, 'Sample.attest'))
    expect(kept).toBeGreaterThan(0)
    expect(kept).toBeLessThan(files)
    await run.page.context().browser()?.close()
    removeData(home)
  })
})
