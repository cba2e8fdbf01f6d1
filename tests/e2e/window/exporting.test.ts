import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parts } from '../../parts.ts'
import { type ElectronRun, makeHome, removeHome, startElectron } from '../electron.ts'
import { hosts, type Run } from '../hosts.ts'
import { answerSaveDialog } from '../mainJob/acts.ts'

// What the job by hand does not drive: Markdown, stopping, the folder; and pasting words alone.

describe.each(hosts)('exporting in $name', (host) => {
  let home = ''
  let run: Run
  let page: Page
  beforeAll(async () => {
    home = host.makeHome()
    run = await host.start({ home })
    page = run.page
    await page.keyboard.press('Control+Shift+o')
    await page.locator('.sidebar-briefings .sidebar-item').last().click({ timeout: 60_000 })
    await page.getByRole('textbox', { name: 'Briefing text' }).waitFor()
  })
  afterAll(async () => {
    await run.close()
    host.removeHome(home)
  })
  const dialog = () => page.getByRole('dialog', { name: 'Export briefing' })
  const folder = () => join(home, 'Documents')

  it('writes Markdown that names every citation by its key', async () => {
    if (run.kind === 'electron') await answerSaveDialog(run, join(folder(), 'memo.md'))
    await page.keyboard.press('Control+e')
    await dialog().getByRole('radio', { name: 'Markdown' }).click()
    await dialog().getByRole('button', { name: 'Export', exact: true }).click()
    await page.locator('.export-done').waitFor({ timeout: 30_000 })
    let text: string
    if (run.kind === 'electron') text = readFileSync(join(folder(), 'memo.md'), 'utf8')
    else {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        dialog()
          .getByRole('link', { name: /^Download/ })
          .click(),
      ])
      text = readFileSync(await download.path(), 'utf8')
    }
    expect(text).toMatch(/^---\n/u)
    expect(text).toContain('[@tarnmoor-ninety-days; @tarnmoor-blind]')
  })

  it('shows the file in its folder', async () => {
    if (run.kind !== 'electron') {
      expect(await dialog().getByRole('button', { name: 'Show in folder' }).count()).toBe(0)
      return
    }
    const { app } = run as unknown as ElectronRun
    await app.evaluate(({ shell }) => {
      shell.showItemInFolder = (path: string) => void Object.assign(globalThis, { shownPath: path })
    })
    await dialog().getByRole('button', { name: 'Show in folder' }).click()
    await expect
      .poll(() => app.evaluate(() => (globalThis as unknown as { shownPath?: string }).shownPath))
      .toBe(join(folder(), 'memo.md'))
  })

  it('stops, leaves no file, and exports when it is asked again', async () => {
    if (run.kind === 'electron') await answerSaveDialog(run, join(folder(), 'memo.pdf'))
    await dialog().getByRole('radio', { name: 'PDF' }).click()
    const stop = dialog().getByRole('button', { name: 'Stop', exact: true })
    await Promise.all([stop.click(), dialog().getByRole('button', { name: 'Export again' }).click()])
    await dialog().getByText('Stopped. No file was written.').waitFor({ timeout: 30_000 })
    if (run.kind === 'electron') expect(readdirSync(folder())).toEqual(['memo.md'])
    await dialog().getByRole('button', { name: 'Export', exact: true }).click()
    await page
      .locator('.export-done')
      .getByText('memo.pdf')
      .or(page.locator('.export-done'))
      .first()
      .waitFor({ timeout: 60_000 })
    if (run.kind === 'electron') expect(existsSync(join(folder(), 'memo.pdf'))).toBe(true)
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
  })
})

// A browser lets no page write its clipboard without being asked; our own window's copy buttons may.
describe.runIf(parts.electron === null)('pasting', () => {
  it('pastes words alone by its key, and a citation by the key of any paste', async () => {
    const home = makeHome()
    const run = await startElectron({ home })
    const { page } = run
    await page.keyboard.press('Control+Shift+o')
    await page.locator('.sidebar-briefings .sidebar-item').last().click({ timeout: 60_000 })
    await page.getByRole('textbox', { name: 'Briefing text' }).waitFor()
    const chips = () => page.locator('.briefing-text .chip').count()
    const block = page.locator('.briefing-text p', { hasText: 'two American agencies' }).first()
    await block.scrollIntoViewIfNeeded()
    // In the words: the margin before them offers a portion marking.
    await block.click({ position: { x: 140, y: 10 } })
    await page.keyboard.press('Home')
    const before = await chips()
    await page.evaluate(() => navigator.clipboard.writeText('[@tarnmoor-blind]'))
    await page.keyboard.press('Control+Shift+v')
    await block.getByText('[@tarnmoor-blind]').waitFor()
    await page.waitForTimeout(500)
    expect(await chips()).toBe(before)
    await page.keyboard.press('Control+v')
    await expect.poll(chips).toBe(before + 1)
    await run.close()
    removeHome(home)
  })
})
