import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { ask } from '../ask.ts'
import { breaches } from '../axe.ts'
import { hosts, type Run, runOn } from '../hosts.ts'
import { createLibrary, dropFile, fixture } from '../mainJob/acts.ts'

// Quotes and claims that the rules find in a source, in the real window: seen, kept, edited, rejected, and remembered.

/** The words that are drawn as suggested. */
const drawn = (
  page: Page,
  name: 'suggested-quote' | 'suggested-claim' | 'suggested-here',
): Promise<string[]> =>
  page.evaluate((highlight) => {
    const ranges = [...(CSS.highlights.get(highlight)?.values() ?? [])] as Range[]
    return ranges.map((range) => range.toString())
  }, name)

describe.each(hosts)('suggestions in $name', (host) => {
  let run: Run
  let page: Page
  runOn(host, async (started) => {
    run = started
    page = run.page
    await createLibrary(run, 'Norvia')
    await dropFile(page, fixture, 'sarrow-strait-permits.txt')
    await page.locator('.paper-text').waitFor()
    await page.locator('.paper-text').focus()
  })

  const card = () => page.getByRole('region', { name: 'Suggested' })
  const here = async (words: string): Promise<void> => {
    await expect.poll(() => drawn(page, 'suggested-here')).toEqual([expect.stringContaining(words)])
  }
  const open = async (): Promise<void> => {
    await page
      .locator('.sidebar')
      .getByRole('button', { name: /^Sources/ })
      .click()
    await page.getByRole('row', { name: /sarrow-strait-permits/u }).dblclick()
    await page.locator('.paper-text').waitFor()
    await page.locator('.paper-text').focus()
  }

  it('are drawn in the text once it was read, and gone to by key', async () => {
    await expect.poll(() => drawn(page, 'suggested-quote')).toHaveLength(3)
    expect(await drawn(page, 'suggested-quote')).toContain(
      'No ship will touch a cable in our strait without our engineers aboard,',
    )
    const claims = await drawn(page, 'suggested-claim')
    expect(claims.length).toBeGreaterThan(3)
    await page.keyboard.press('n')
    await here('Norvia will ask every ship')
    await page.keyboard.press('n')
    await here('The rule was published on Tuesday')
    await page.keyboard.press('p')
    await here('Norvia will ask every ship')
    await expect.poll(() => card().textContent()).toMatch(/^Claim: forecast, hedged1 of 11/u)
    expect(await breaches(page)).toEqual([])
  })

  it('become a quote with its speaker by one key, and say so', async () => {
    await page.keyboard.press('n')
    await page.keyboard.press('n')
    await here('No ship will touch a cable')
    await expect.poll(() => card().textContent()).toMatch(/Direct quote.*Ilsa Tarnmoor, Director of the/u)
    await page.keyboard.press('a')
    await page.locator('.mark-run-quote', { hasText: 'No ship will touch a cable' }).waitFor()
    const { items } = await ask<{ items: unknown[] }>(run, 'quotes.list', { query: '', limit: 50, offset: 0 })
    expect(items).toMatchObject([
      {
        form: 'direct',
        speakerName: 'Ilsa Tarnmoor',
        // The comma is the sentence's around it.
        words: 'No ship will touch a cable in our strait without our engineers aboard',
      },
    ])
    await expect.poll(() => drawn(page, 'suggested-quote')).toHaveLength(2)
    // The next one is shown at once.
    await here('She did not say whether')
  })

  it('are edited in the form of a mark before they are kept', async () => {
    await page.keyboard.press('e')
    const form = page.locator('.new-mark')
    await form.waitFor()
    await expect.poll(() => form.locator('.new-mark-passage').textContent()).toMatch(/^She did not say/u)
    await form.getByLabel('Claim, in your words').fill('Permits for ships of Velmark are open.')
    await page.keyboard.press('Control+Enter')
    await page.locator('.mark-run-claim', { hasText: 'She did not say' }).waitFor()
    const { items } = await ask<{ items: unknown[] }>(run, 'claims.list', {
      query: '',
      limit: 50,
      offset: 0,
    })
    expect(items).toMatchObject([{ text: 'Permits for ships of Velmark are open.', kind: 'forecast' }])
  })

  it('are rejected for good, unless that is taken back', async () => {
    await page.locator('.paper-text').focus()
    await here('Two current Directorate officials')
    await page.keyboard.press('x')
    await expect.poll(async () => (await drawn(page, 'suggested-claim')).join()).not.toContain('Two current')
    await page.getByRole('button', { name: 'Undo' }).click()
    await here('Two current Directorate officials')
    await page.locator('.paper-text').focus()
    await page.keyboard.press('x')
    await here('Neither had seen evidence')
    const left = await drawn(page, 'suggested-claim')
    await page.reload()
    await open()
    await expect.poll(() => drawn(page, 'suggested-claim')).toEqual(left)
    expect(left.join()).not.toContain('Two current')
  })

  it('are chosen by the pointer, and hidden where a person does not want any', async () => {
    await page.locator('.paper-text p', { hasText: 'Neither had seen' }).scrollIntoViewIfNeeded()
    const point = await page.evaluate(() => {
      const range = ([...(CSS.highlights.get('suggested-claim')?.values() ?? [])] as Range[]).find((each) =>
        each.toString().startsWith('Neither'),
      )
      const { left, top, height } = range?.getClientRects()[0] ?? { left: 0, top: 0, height: 0 }
      return { x: left + 12, y: top + height / 2 }
    })
    await page.mouse.click(point.x, point.y)
    await here('Neither had seen evidence')
    await page.keyboard.press('Escape')
    await expect.poll(() => card().count()).toBe(0)
    await page.keyboard.press('Control+,')
    const settings = page.getByRole('dialog', { name: 'Settings' })
    await settings.getByRole('checkbox', { name: 'Suggest quotes and claims in English sources' }).click()
    await settings.getByRole('button', { name: 'Done' }).click()
    await expect.poll(() => drawn(page, 'suggested-claim')).toEqual([])
    await expect.poll(() => drawn(page, 'suggested-quote')).toEqual([])
  })
})
