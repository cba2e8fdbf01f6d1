import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hosts, type Run, runOn } from '../hosts.ts'
import { openMemo, openSample } from '../mainJob/acts.ts'

// Two briefings of the sample beside each other, with production settings.

const memo = 'Whether to sign the Carrier Notice Order'
const other = 'How far the yearly licences'

const panes = (page: Page) => page.locator('.pane')
const texts = (page: Page): Promise<string[]> => page.locator('.pane .briefing-text').allTextContents()
const pane = (page: Page, place: 'First' | 'Second') =>
  page.getByRole('region', { name: new RegExp(`^${place} briefing`, 'u') })

/** Opens the chooser and picks by words. */
async function openBeside(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+Shift+b')
  const dialog = page.getByRole('dialog', { name: 'Open another briefing beside this one' })
  await dialog.getByRole('option').first().waitFor()
  await page.keyboard.type(words)
  await expect.poll(() => dialog.getByRole('option').count()).toBe(1)
  await page.keyboard.press('Enter')
}

describe.each(hosts)('two briefings beside each other in $name', (host) => {
  let run: Run
  let page: Page
  runOn(host, async (started) => {
    run = started
    page = run.page
    await openSample(page)
    await openMemo(page)
    await page.locator('.briefing-text .prose').first().click()
  })

  it('refuses the same one twice, and puts another beside', async () => {
    await openBeside(page, memo)
    await page.getByRole('alert').getByText('is open here already').waitFor()
    await page.getByRole('combobox').last().fill(other)
    await page.keyboard.press('Enter')
    await pane(page, 'Second').locator('.briefing-text:focus').waitFor()
    expect(await panes(page).count()).toBe(2)
    expect(await page.locator('.toolbar').count()).toBe(1)
  })

  it('writes in both, each with its own undo, and everything else follows the active one', async () => {
    await page.keyboard.type('Second words. ')
    await page.keyboard.press('Control+F6')
    await pane(page, 'First').locator('.briefing-text:focus').waitFor()
    expect(await page.locator('.crumbs b').textContent()).toContain(memo)
    await page.keyboard.type('First words. ')
    await expect
      .poll(async () => (await texts(page)).map((text) => text.includes('irst words.')))
      .toEqual([true, false])
    await page.keyboard.press('Control+z')
    await expect
      .poll(async () => (await texts(page)).map((text) => text.includes('words.')))
      .toEqual([false, true])
    await pane(page, 'Second').locator('.briefing-text .prose').last().click()
    await expect.poll(() => page.locator('.crumbs b').textContent()).toContain(other)
    const divider = page.getByRole('separator', { name: 'Room of the first briefing' })
    await divider.focus()
    await page.keyboard.press('ArrowRight')
    expect(await divider.getAttribute('aria-valuenow')).toBe('52')
  })

  it('loses no word of either when both are left at once, and keeps the one that stays', async () => {
    await pane(page, 'First').locator('.briefing-text .prose').first().click()
    await page.keyboard.type('ALPHA')
    await pane(page, 'Second').locator('.briefing-text .prose').last().click()
    await page.keyboard.type('OMEGA')
    await page
      .getByRole('button', { name: /^Sources/ })
      .first()
      .click()
    await panes(page).first().waitFor({ state: 'detached' })
    await page
      .getByRole('button', { name: new RegExp(`^${memo}`, 'u') })
      .first()
      .click()
    await expect
      .poll(async () => (await texts(page)).map((text) => [text.includes('ALPHA'), text.includes('OMEGA')]))
      .toEqual([
        [true, false],
        [false, true],
      ])
    await page.keyboard.press('Shift+F4')
    await expect.poll(() => panes(page).count()).toBe(1)
    await page.locator('.briefing-text:focus').waitFor()
    expect((await texts(page))[0]).toContain('ALPHA')
  })
})
