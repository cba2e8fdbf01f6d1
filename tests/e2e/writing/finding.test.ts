import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hosts, type Run, runOn } from '../hosts.ts'
import { briefingText, openMemo, openSample, saved } from '../mainJob/acts.ts'

// Finding, replacing and choosing blocks by hand in a briefing of the sample, with production settings.

/** How often words stand in a text, whatever their case. */
const times = (text: string, words: string): number =>
  text.toLowerCase().split(words.toLowerCase()).length - 1

const count = async (page: Page): Promise<string> => (await page.locator('.find-count').textContent()) ?? ''

/** The text below the head, as the page shows it, without the quotations. */
const ownText = (page: Page): Promise<string> =>
  page.locator('.briefing-text').evaluate((text) => {
    const copy = text.cloneNode(true) as HTMLElement
    for (const quoted of copy.querySelectorAll('.quoted, .block-quotation-block, .quotation-block'))
      quoted.remove()
    return copy.textContent ?? ''
  })

describe.each(hosts)('a briefing in $name', (host) => {
  let run: Run
  let page: Page
  runOn(host, async (started) => {
    run = started
    page = run.page
    await openSample(page)
    await openMemo(page)
    await page.locator('.briefing-text .prose').first().click()
  })

  it('finds every place of words, goes from one to the next, and leaves the place selected', async () => {
    const all = times(await briefingText(page), 'order')
    expect(all).toBeGreaterThan(5)
    await page.keyboard.press('Control+f')
    await page.keyboard.type('order')
    await expect.poll(() => count(page)).toMatch(new RegExp(` of ${all}$`, 'u'))
    const [first] = (await count(page)).split(' ')
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await count(page)).split(' ')[0]).toBe(`${(Number(first) % all) + 1}`)
    await page.keyboard.press('Shift+Enter')
    await expect.poll(async () => (await count(page)).split(' ')[0]).toBe(first)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.evaluate(() => String(getSelection()).toLowerCase())).toBe('order')
    expect(await page.locator('.find-replace').count()).toBe(0)
  })

  it('replaces all but the words of quotations, tells how many it left, and takes it back by one undo', async () => {
    const before = await briefingText(page)
    const own = times(await ownText(page), 'network')
    const all = times(before, 'network')
    expect(own).toBeGreaterThan(0)
    expect(all).toBeGreaterThan(own)
    await page.keyboard.press('Control+h')
    await page.getByRole('textbox', { name: 'Find', exact: true }).fill('network')
    await page.getByRole('textbox', { name: 'Replace with' }).fill('meshwork')
    await expect.poll(() => count(page)).toMatch(new RegExp(`of ${all}$`, 'u'))
    await page.getByRole('button', { name: 'Replace all' }).click()
    await page.locator('.find-said', { hasText: `${all - own} place` }).waitFor()
    expect(times(await briefingText(page), 'meshwork')).toBe(own)
    expect(times(await ownText(page), 'network')).toBe(0)
    expect(await page.locator('.drift').count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.locator('.briefing-text:focus').waitFor()
    await page.keyboard.press('Control+z')
    await expect.poll(() => briefingText(page)).toBe(before)
    await saved(page)
  })

  it('says what is wrong with a regular expression, and goes on', async () => {
    await page.keyboard.press('Control+f')
    await page.getByRole('button', { name: 'Regular expression' }).click()
    const box = page.getByRole('textbox', { name: 'Find', exact: true })
    await box.fill('Nor(via')
    await page.locator('.find-problem').waitFor()
    await box.fill('Nor(via|way)')
    await expect.poll(() => count(page)).toMatch(/of \d+$/u)
    expect(await page.locator('.find-problem').count()).toBe(0)
    await box.press('Escape')
  })

  it('makes a block by a slash and some letters, and sets quotation marks as they are typed', async () => {
    await page.locator('.briefing-text .prose').last().click()
    await page.keyboard.press('Control+End')
    // Twice: the first in a list is a new item, the second leaves it.
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.keyboard.type('/head')
    const menu = page.getByRole('listbox', { name: 'Kinds of block' })
    await menu.waitFor()
    expect(await menu.getByRole('option').allInnerTexts()).toHaveLength(4)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await menu.waitFor({ state: 'detached' })
    await page.keyboard.type('What is "known"')
    const heading = page.locator('.briefing-text .heading-2').last()
    await expect.poll(() => heading.textContent()).toContain('What is “known”')
    await page.keyboard.press('Enter')
    await page.keyboard.type('/')
    await menu.waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.type('etc')
    expect(await menu.count()).toBe(0)
    await saved(page)
    expect(await briefingText(page)).toContain('/etc')
  })
})
