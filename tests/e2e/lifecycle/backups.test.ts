import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { breaches } from '../axe.ts'
import { picture as pictureOfFailure } from '../failures.ts'
import { hosts, type Run } from '../hosts.ts'

// Backing up, purging, restoring and examining by hand in the sample, with production settings.

describe.each(hosts)('a library in $name', (host) => {
  let home: string
  let run: Run
  let page: Page

  const dialog = () => page.locator('dialog[open]')
  async function command(words: string): Promise<void> {
    await page.keyboard.press('Control+k')
    await dialog().waitFor()
    await page.keyboard.type(words)
    await page.getByRole('option', { name: words }).first().waitFor()
    await page.keyboard.press('Enter')
  }
  const claims = async (): Promise<number> => {
    await page.getByRole('button', { name: /^Claims/u }).click()
    const grid = page.getByRole('grid', { name: 'Claims' })
    await grid.getByRole('row').nth(1).waitFor()
    return Number(await grid.getAttribute('aria-rowcount'))
  }

  beforeAll(async () => {
    home = host.makeHome()
    run = await host.start({ home })
    page = run.page
    await page
      .getByRole('button', { name: /sample/iu })
      .first()
      .click()
    await page.getByRole('button', { name: /^Claims/u }).waitFor()
  })
  afterEach(({ task }) => pictureOfFailure(task, page, host.name))
  afterAll(async () => {
    await run.close()
    host.removeHome(home)
  })

  let before = 0
  it('is backed up when asked, and says what the copy is called', async () => {
    before = await claims()
    expect(before).toBeGreaterThan(5)
    await command('Back up this library now')
    await page.getByText('Backup made and checked').first().waitFor()
  })

  it('is examined, and nothing is wrong with it', async () => {
    await command('Examine this library')
    await dialog().waitFor()
    await dialog()
      .getByText(/nothing wrong|nothing is wrong|is sound/iu)
      .first()
      .waitFor()
    expect(await breaches(page)).toEqual([])
    await page.keyboard.press('Escape')
    await dialog().waitFor({ state: 'detached' })
  })

  it('names what cites a thing before it is purged, and purges only what was allowed', async () => {
    const grid = page.getByRole('grid', { name: 'Claims' })
    await page.getByRole('button', { name: /^Claims/u }).click()
    await grid.focus()
    await page.keyboard.press('Home')
    await grid.locator('[role=row][aria-selected=true]').waitFor()
    for (let turn = 0; turn < before; turn += 1) {
      await command('Purge what is shown for good')
      await dialog().getByText('It cannot be brought back').waitFor()
      await dialog().locator('.purge').waitFor()
      if (
        (await dialog()
          .getByRole('checkbox', { name: /although it is cited/u })
          .count()) > 0
      )
        break
      await page.keyboard.press('Escape')
      await dialog().waitFor({ state: 'detached' })
      await grid.focus()
      await page.keyboard.press('ArrowDown')
    }
    const clipped = await dialog()
      .locator('.purge')
      .evaluate((each) => each.scrollWidth - each.clientWidth)
    expect(clipped).toBe(0)
    const purge = dialog().getByRole('button', { name: 'Purge for good', exact: true })
    expect(await purge.isDisabled()).toBe(true)
    expect(await dialog().locator('li').count()).toBeGreaterThan(0)
    expect(await breaches(page)).toEqual([])
    await dialog()
      .getByRole('checkbox', { name: /although it is cited/u })
      .check()
    await purge.click()
    await dialog().waitFor({ state: 'detached' })
    await expect.poll(claims).toBe(before - 1)
  })

  it('is put back as it was from the first page, and what was there is kept aside', async () => {
    await command('Close this library')
    await page.getByRole('button', { name: /Create a library/u }).waitFor()
    await page.getByRole('button', { name: /Restore a backup of Sample/u }).click()
    await dialog().getByRole('radio').first().waitFor()
    expect(await breaches(page)).toEqual([])
    await dialog().getByRole('button', { name: 'Restore', exact: true }).click()
    await page.getByText('The one from before is kept as').first().waitFor()
    expect(await claims()).toBe(before)
  })
})
