import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hosts, type Run } from '../hosts.ts'
import { openMemo, openSample, saved } from '../mainJob/acts.ts'

// A table made and filled by keys alone, with production settings; what else a table does is tested without a window.

describe.each(hosts)('a table in $name', (host) => {
  let home: string
  let run: Run
  let page: Page
  const cells = () => page.locator('.briefing-text td, .briefing-text th').allTextContents()
  const rows = () => page.locator('.briefing-text tr').count()

  beforeAll(async () => {
    home = host.makeHome()
    run = await host.start({ home })
    page = run.page
    await openSample(page)
    await openMemo(page)
    const paragraph = page
      .locator('.briefing-text .prose', { hasText: 'Sign the Order in its present' })
      .last()
    await paragraph.click({ position: { x: 60, y: 10 } })
    await page.keyboard.press('End')
    // Out of the list.
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
  })
  afterAll(async () => {
    await run.close()
    host.removeHome(home)
  })

  it('is made by a slash, filled by Tab, which adds a row behind the last cell', async () => {
    await page.keyboard.type('/table')
    await page.getByRole('option', { name: /Table/ }).first().waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(rows).toBe(3)
    const words = ['Carrier', 'Answer', 'Days', 'Orm Line', 'Yes', '90', 'Havn Cable', 'No', '12', 'Last']
    for (const [at, word] of words.entries()) {
      if (at > 0) await page.keyboard.press('Tab')
      await page.keyboard.type(word)
    }
    await expect
      .poll(async () => (await cells()).map((text) => text.replace(/\uFEFF/gu, '').trim()))
      .toEqual([...words, '', ''])
    expect(await rows()).toBe(4)
    await saved(page)
  })

  it('takes each act back by one undo, and is there when the page is read anew', async () => {
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await cells()).join(' ')).not.toContain('Last')
    await page.keyboard.press('Control+z')
    await expect.poll(rows).toBe(3)
    await saved(page)
    await page.reload()
    await openMemo(page)
    await expect.poll(async () => (await cells()).join(' ')).toContain('Havn Cable')
    expect(await rows()).toBe(3)
  })
})
