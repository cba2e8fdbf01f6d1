import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hosts, type Run, runOn } from '../hosts.ts'
import { openMemo, openSample, saved, writtenWords } from '../mainJob/acts.ts'

// Suggesting changes by key in a briefing of the sample, and answering them, with production settings.

const put = (page: Page): Promise<string[]> => page.locator('.briefing-text ins').allTextContents()
const taken = (page: Page): Promise<string[]> => page.locator('.briefing-text del').allTextContents()
const cards = (page: Page) => page.locator('.suggestion')

/** Puts the caret before the words of a paragraph without a citation at its beginning. */
async function caretBefore(page: Page, words: string): Promise<void> {
  const at = page.locator('.briefing-text .prose', { hasText: words }).first()
  await at.click({ position: { x: 2, y: 10 } })
  await page.keyboard.press('Home')
}

/** Writes as an input method does: letters that are not yet settled, then the words they become. */
async function compose(page: Page, steps: readonly string[], words: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  for (const text of steps)
    await session.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    })
  await session.send('Input.insertText', { text: words })
  await session.detach()
}

describe.each(hosts)('a briefing to which changes are suggested in $name', (host) => {
  let run: Run
  let page: Page
  let before: string
  runOn(host, async (started) => {
    run = started
    page = run.page
    await openSample(page)
    await openMemo(page)
    before = await writtenWords(page)
  })

  it('marks what is typed, composed and deleted, and keeps the words that were there', async () => {
    await caretBefore(page, 'Without longer logs')
    await page.keyboard.press('Control+Shift+e')
    // At once: what follows the key must not be written as it is.
    await page.keyboard.press('Control+Delete')
    await page.keyboard.type('Lacking')
    await page.getByText('Suggesting as Author', { exact: true }).waitFor()
    await expect.poll(() => taken(page)).toEqual(['Without'])
    await expect.poll(() => put(page)).toEqual(['Lacking'])
    await compose(page, ['k', 'ka', 'か'], '可')
    await expect.poll(() => put(page)).toEqual(['Lacking可'])
    await page.keyboard.press('Backspace')
    await expect.poll(() => put(page)).toEqual(['Lacking'])
    expect(await writtenWords(page)).toContain('WithoutLacking longer logs')
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('More follows.')
    await expect.poll(() => put(page)).toContain('More follows.')
    await expect.poll(() => page.locator('.status-counts', { hasText: '2 suggestions' }).count()).toBe(1)
  })

  it('has them after the briefing was opened again, and one key for each answer', async () => {
    await saved(page)
    await page
      .getByRole('button', { name: /^Sources/ })
      .first()
      .click()
    await openMemo(page)
    await expect.poll(() => taken(page)).toEqual(['Without'])
    await page.locator('.briefing-text .prose').first().click()
    await page.keyboard.press('Control+F9')
    await expect.poll(() => cards(page).count()).toBe(2)
    await page.keyboard.press('Control+Alt+Enter')
    await expect.poll(() => taken(page)).toEqual([])
    expect(await writtenWords(page)).toContain('Lacking longer logs')
    await page.keyboard.press('Control+Alt+Backspace')
    await expect.poll(() => cards(page).count()).toBe(0)
    expect(await writtenWords(page)).toBe(before.replace('Without longer logs', 'Lacking longer logs'))
    await page.keyboard.press('Control+z')
    await page.keyboard.press('Control+z')
    await expect.poll(() => taken(page)).toEqual(['Without'])
    await page.locator('.suggestions-all').getByRole('button', { name: 'Reject all' }).click()
    await expect.poll(() => writtenWords(page)).toBe(before)
  })

  it('writes plain words again when it is off', async () => {
    await caretBefore(page, 'Without longer logs')
    await page.keyboard.type('Plain ')
    await expect.poll(() => writtenWords(page)).toContain('Plain Without longer logs')
    expect(await put(page)).toEqual([])
    await page.keyboard.press('Control+z')
  })
})
