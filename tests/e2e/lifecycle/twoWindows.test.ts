import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { root } from '../../parts.ts'
import { makeData, removeData, startServe } from '../serve.ts'

const readOnly = (page: Page) => page.getByText('is open for writing in another window')
const text = (page: Page) => page.locator('.briefing-text')
const saved = (page: Page) => page.getByRole('contentinfo').getByText(/^Saved/)

/** Opens the sample's only briefing. */
async function openBriefing(page: Page): Promise<void> {
  await page.getByRole('contentinfo').waitFor()
  await page.locator('.sidebar-briefings .sidebar-item').first().click({ timeout: 60_000 })
  await text(page).waitFor()
}

const type = async (page: Page, words: string): Promise<void> => {
  // A window behind another is not drawn, and the caret does not move.
  await page.bringToFront()
  await text(page).locator('.prose').last().click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(words)
  expect(await text(page).textContent()).toContain(words)
  await saved(page).waitFor()
}

let home = ''
beforeEach(() => {
  home = makeData()
})
afterEach(() => removeData(home))

describe('two windows on one briefing', () => {
  it('let one write; the other follows it, and writes when the first is closed or gone', async () => {
    const run = await startServe({ home, args: ['--sample'] })
    const { page: first } = run
    await openBriefing(first)
    const second = await first.context().newPage()
    await second.goto(run.server.origin)
    await openBriefing(second)
    await readOnly(second).waitFor()
    expect(await readOnly(first).count()).toBe(0)
    expect(await text(second).getAttribute('contenteditable')).not.toBe('true')

    await type(first, ' Written in the first.')
    await expect
      .poll(() => text(second).textContent(), { timeout: 20_000 })
      .toContain('Written in the first.')

    // Closed: its lease ends when it does not come back.
    await first.close()
    await readOnly(second).waitFor({ state: 'detached', timeout: 15_000 })
    await type(second, ' Written in the second.')

    // Another window, and this time the one that writes dies: its page is gone without a word.
    const third = await second.context().newPage()
    await third.goto(run.server.origin)
    await openBriefing(third)
    await readOnly(third).waitFor()
    for (const words of ['Written in the first.', 'Written in the second.']) {
      expect(await text(third).textContent()).toContain(words)
    }
    const crash = second.goto('chrome://crash').catch(() => undefined)
    await readOnly(third).waitFor({ state: 'detached', timeout: 15_000 })
    await type(third, ' Written in the third.')
    await Promise.race([crash, third.waitForTimeout(100)])
    expect(await text(third).textContent()).toContain('Written in the second.')
    await run.server.stop()
    await third.context().browser()?.close()
  })
})

describe('a window that is read anew', () => {
  it('may write at once: what the page before it held is free', async () => {
    const run = await startServe({ home, args: ['--sample'] })
    const { page } = run
    await openBriefing(page)
    await type(page, ' Written before.')
    for (let again = 0; again < 3; again += 1) {
      const opened = page.waitForResponse((response) => response.url().endsWith('/call/briefings.open'))
      await page.reload()
      // A window that opens with the list asks for the briefing only now.
      if ((await page.locator('.briefing-text').count()) === 0) await openBriefing(page)
      const { value } = (await (await opened).json()) as { value: { lease: boolean } }
      expect(value.lease).toBe(true)
    }
    await type(page, ' Written after.')
    await run.server.stop()
    await page.context().browser()?.close()
  })
})

describe('two processes on one library', () => {
  it('let one open it; the other says why not, and opens it when the first was killed', async () => {
    const library = join(home, 'Desk.attest')
    const attest = (...args: string[]) =>
      spawnSync(process.execPath, [join(root, 'dist/main/attest.cjs'), ...args], { encoding: 'utf8' })
    expect(attest('new', '--library', library).status).toBe(0)
    const run = await startServe({ home, args: ['--library', library] })
    await run.page.getByRole('contentinfo').waitFor()
    const refused = attest('list', 'sources', '--library', library)
    expect([refused.status, refused.stderr]).toEqual([
      3,
      expect.stringContaining('is open in another Attest. Close it there first.'),
    ])
    await run.kill()
    expect(existsSync(`${library}-lock`)).toBe(true)
    expect(attest('list', 'sources', '--library', library).status).toBe(0)
    await run.page.context().browser()?.close()
  })
})

describe('a library in a folder that is copied', () => {
  it('is told once, and opens all the same', async () => {
    const folder = join(home, 'Dropbox')
    mkdirSync(folder)
    const library = join(folder, 'Desk.attest')
    const made = spawnSync(
      process.execPath,
      [join(root, 'dist/main/attest.cjs'), 'new', '--library', library],
      {
        encoding: 'utf8',
      },
    )
    expect(made.stderr).toContain('“Desk” lies in a folder that Dropbox copies.')
    const run = await startServe({ home, args: ['--library', library] })
    const notice = (page: Page) => page.getByText('lies in a folder that Dropbox copies')
    await notice(run.page).waitFor()
    await run.page.getByRole('button', { name: 'Put away' }).click()
    await notice(run.page).waitFor({ state: 'detached' })
    await run.close()
    const again = await startServe({ home, args: ['--library', library] })
    await again.page.getByRole('contentinfo').waitFor()
    await again.page.getByText('Sources').first().waitFor()
    expect(await notice(again.page).count()).toBe(0)
    await again.close()
  })
})
