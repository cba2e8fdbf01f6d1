import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hosts, type Run } from '../hosts.ts'
import { briefingText, openMemo, openSample, saved } from '../mainJob/acts.ts'

// What hangs from a chip, by keys and by the pointer; which acts there are is tested without a window.

describe.each(hosts)('the card of a citation in $name', (host) => {
  let home: string
  let run: Run
  let page: Page
  const card = () => page.locator('.citation-card')
  const chips = () =>
    page
      .locator('.briefing-text .chip')
      .evaluateAll((all) => all.map((chip) => chip.getAttribute('aria-label') ?? ''))
  const focused = () => page.evaluate(() => document.activeElement?.className ?? '')

  beforeAll(async () => {
    home = host.makeHome()
    run = await host.start({ home })
    page = run.page
    await openSample(page)
    await openMemo(page)
    await page.locator('.briefing-text .quoted-verified').first().waitFor()
  })
  afterAll(async () => {
    await run.close()
    host.removeHome(home)
  })

  it('opens by Enter, keeps Tab inside, and gives the keys back to the text by Esc, where the caret was', async () => {
    const before = await chips()
    await page.locator('.briefing-text .prose').first().click()
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Control+]')
    await page.keyboard.press('Enter')
    await card().waitFor()
    const first = card().getByRole('textbox', { name: 'Locator' })
    await expect.poll(() => first.evaluate((field) => field === document.activeElement)).toBe(true)
    await page.keyboard.type('7')
    await page.keyboard.press('Enter')
    for (let steps = 0; steps < 20; steps += 1) await page.keyboard.press('Tab')
    expect(await card().evaluate((element) => element.contains(document.activeElement))).toBe(true)
    await page.keyboard.press('Escape')
    await card().waitFor({ state: 'detached' })
    expect(await focused()).toContain('briefing-text')
    // The caret is on the chip yet: the key that opened it opens it again, with what was given.
    await page.keyboard.press('Control+ArrowDown')
    await expect.poll(() => first.inputValue()).toBe('7')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Enter')
    await expect.poll(() => first.inputValue()).toBe('')
    await page.keyboard.press('Escape')
    expect(await chips()).toEqual(before)
  })

  it('takes a citation apart and together again, each by one undo', async () => {
    const before = await chips()
    const [name] = before
    expect(name).toMatch(/^Citations /u)
    await page.locator('.briefing-text .chip').first().click()
    await card().waitFor()
    await card().locator('.card-head').last().click()
    await card()
      .getByRole('button', { name: /^Begin a citation of its own/u })
      .click()
    await expect.poll(async () => (await chips()).length).toBe(before.length + 1)
    await page.locator('.briefing-text .chip').nth(1).click()
    await card().getByRole('button', { name: 'Merge with the citation before it' }).click()
    await expect.poll(chips).toEqual(before)
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await chips()).length).toBe(before.length + 1)
    await page.keyboard.press('Control+z')
    await expect.poll(chips).toEqual(before)
    await page.keyboard.press('Escape')
    await card().waitFor({ state: 'detached' })
  })

  it('puts something else in the place of what was cited, and shows the source at the passage', async () => {
    const before = await chips()
    const text = await briefingText(page)
    const single = before.findIndex((name) => /^Citation \d+, claim/u.test(name))
    const chip = page.locator('.briefing-text .chip').nth(single)
    await chip.click()
    await card().getByRole('button', { name: 'Replace…' }).click()
    await page.locator('.cite-row').first().waitFor()
    await page.keyboard.type('arranmore')
    await expect
      .poll(() => page.locator('.cite-row[aria-selected="true"]').textContent())
      .toMatch(/Arranmore/u)
    await page.keyboard.press('Enter')
    await expect.poll(() => chip.getAttribute('aria-label')).toMatch(/Arranmore/u)
    await page.keyboard.press('Control+z')
    await expect.poll(() => briefingText(page)).toBe(text)
    await chip.click()
    await card().waitFor()
    await page.keyboard.press('Control+Enter')
    await page.locator('.beside-text mark').waitFor()
    expect(await card().count()).toBe(0)
    await saved(page)
  })
})
