import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hosts, type Run, runOn } from '../hosts.ts'
import { openMemo, openSample, saved } from '../mainJob/acts.ts'

// Marking, moving, arranging citations, own templates and the other key map, by hand in a briefing of the sample.

const outline = (page: Page): Promise<string[]> => page.locator('.outline-item').allInnerTexts()
const chips = (page: Page): Promise<number> => page.locator('.briefing-text .chip').count()
const present = (page: Page): Promise<string> => page.locator('.outline-item[aria-current]').innerText()

describe.each(hosts)('a briefing in $name', (host) => {
  let run: Run
  let page: Page
  runOn(host, async (started) => {
    run = started
    page = run.page
    await openSample(page)
    await openMemo(page)
    await page.locator('.outline-item', { hasText: 'Recommendation' }).click()
  })

  it('moves a section by the keyboard, goes back to where it was jumped from, and takes it back by one undo', async () => {
    const before = await outline(page)
    await page.keyboard.press('Alt+Shift+ArrowUp')
    await expect.poll(() => outline(page)).not.toEqual(before)
    expect((await outline(page)).indexOf('Recommendation')).toBe(before.indexOf('Recommendation') - 1)
    await page.locator('.outline-item').first().click()
    await page.keyboard.press('Alt+ArrowLeft')
    await expect.poll(() => present(page)).toBe('Recommendation')
    await page.keyboard.press('Control+z')
    await expect.poll(() => outline(page)).toEqual(before)
  })

  it('marks a paragraph from the list, finds that the document is marked lower, and marks it as is due', async () => {
    await page.locator('.briefing-text .heading').first().click()
    await page.keyboard.press('Control+Shift+G')
    await page.getByRole('menu', { name: 'Portion marking' }).waitFor()
    await page.keyboard.press('s')
    // The menu goes to what a letter names in a moment of its own.
    await page.locator('[role^="menuitem"]:focus', { hasText: '(S)' }).waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('.briefing-text .portion').allInnerTexts()).toEqual(['(S)'])
    await saved(page)
    await page.getByRole('button', { name: 'Choose markings' }).click()
    await page.getByRole('menuitemradio', { name: 'CONFIDENTIAL', exact: true }).click()
    await page.getByRole('button', { name: 'Use SECRET' }).click()
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Marking', exact: true }).inputValue())
      .toBe('SECRET')
    await expect.poll(() => page.locator('.memo-due').count()).toBe(0)
  })

  it('splits a citation and merges it again beside the page, and shows its source at the passage', async () => {
    const before = await chips(page)
    const inspector = page.locator('[data-region="inspector"]')
    await page.locator('.briefing-text .chip').first().click()
    await inspector.getByRole('button', { name: /^Begin a citation/u }).click()
    await expect.poll(() => chips(page)).toBe(before + 1)
    await inspector.getByRole('button', { name: /^Merge/u }).click()
    await expect.poll(() => chips(page)).toBe(before)
    await page
      .locator('.briefing-text .chip')
      .first()
      .click({ modifiers: ['Alt'] })
    await inspector.locator('.beside-text mark').waitFor()
    expect(await inspector.locator('.beside-text p').count()).toBeGreaterThan(3)
    await inspector.getByRole('button', { name: 'Back' }).click()
  })

  it('claims words in the reader and cites them where the caret was left', async () => {
    await page.locator('.briefing-text .heading').first().click()
    await page.keyboard.press('End')
    const before = await chips(page)
    await page.getByRole('button', { name: /^Sources/u }).click()
    await page.locator('.grid-line').first().dblclick()
    await page.locator('.paper-text').focus()
    await page.keyboard.press('.')
    await page.keyboard.press('Shift+U')
    await page.locator('.briefing-text .heading').first().locator('.chip').waitFor()
    expect(await chips(page)).toBe(before + 1)
    await saved(page)
  })

  it('shows the text alone, makes a template of the briefing, and takes Word’s keys', async () => {
    await page.keyboard.press('Shift+F11')
    await expect.poll(() => page.locator('.title-bar').isVisible()).toBe(false)
    await page.keyboard.press('Shift+F11')
    await expect.poll(() => page.locator('.title-bar').isVisible()).toBe(true)
    await page.keyboard.press('Control+k')
    await page.keyboard.type('my template')
    await page.locator('.palette [role="option"]', { hasText: 'Save as my template' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('textbox', { name: 'Name of the template' }).fill('Flash note')
    await page.keyboard.press('Enter')
    await page.getByText('is offered for new briefings').waitFor()
    await page.keyboard.press('Control+,')
    await page.getByRole('radio', { name: /Word/u }).click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+n')
    await page.getByRole('radio', { name: /Flash note/u }).check()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Subject' }).fill('Made of mine')
    await page.keyboard.press('Enter')
    await page.locator('.crumb + b', { hasText: 'Made of mine' }).waitFor()
    await expect.poll(() => outline(page)).toContain('Recommendation')
    expect(await chips(page)).toBe(0)
    await page.locator('.briefing-text .prose').last().click()
    await page.keyboard.press('Control+Alt+2')
    await page.locator('.briefing-text .heading-2').waitFor()
    await page.keyboard.press('Control+Shift+F8')
    await page.locator('.cite-palette').waitFor()
    await page.keyboard.press('Escape')
    await saved(page)
  })
})
