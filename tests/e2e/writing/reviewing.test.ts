import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hosts, type Run } from '../hosts.ts'
import { briefingText, openMemo, openSample, saved, writtenWords } from '../mainJob/acts.ts'

// Commenting by key in a briefing of the sample, with production settings.

const commented = (page: Page): Promise<string[]> => page.locator('.commented').allTextContents()

describe.each(hosts)('a briefing under review in $name', (host) => {
  let home: string
  let run: Run
  let page: Page

  const open = async (): Promise<void> => {
    await openMemo(page)
  }
  beforeAll(async () => {
    home = host.makeHome()
    run = await host.start({ home })
    page = run.page
    await openSample(page)
    await open()
  })
  afterAll(async () => {
    await run.close()
    host.removeHome(home)
  })

  it('keeps a comment on its words through typing, undo and opening again, and finds the way back', async () => {
    const before = await writtenWords(page)
    await page
      .locator('.briefing-text .prose')
      .nth(1)
      .dblclick({ position: { x: 120, y: 14 } })
    const word = await page.evaluate(() => String(getSelection()).trim())
    expect(word).toMatch(/^\w+$/u)
    await page.keyboard.press('Control+Alt+m')
    const field = page.getByRole('textbox', { name: 'New comment' })
    await field.waitFor()
    await page.keyboard.type('Since when?')
    await page.keyboard.press('Control+Enter')
    await expect.poll(() => commented(page)).toEqual([word])
    // Back in the text, behind the word: what is typed is not part of the comment.
    await page.locator('.briefing-text:focus').waitFor()
    await page.keyboard.type('x')
    await expect.poll(() => briefingText(page)).toContain(`${word}x`)
    expect(await commented(page)).toEqual([word])
    await page.keyboard.press('Control+z')
    await expect.poll(() => writtenWords(page)).toBe(before)
    await saved(page)

    await page
      .getByRole('button', { name: /^Sources/ })
      .first()
      .click()
    await open()
    await expect.poll(() => commented(page)).toEqual([word])
    await page.locator('.briefing-text .prose').last().click()
    await page.keyboard.press('F9')
    const thread = page.getByRole('listitem', { name: `Comment by Author on “${word}”` })
    await thread.waitFor()
    await page.keyboard.press('Control+Alt+m')
    await page.getByRole('textbox', { name: 'Reply to Author' }).waitFor()
    await page.keyboard.type('Since May.')
    await page.keyboard.press('Control+Enter')
    await thread.getByText('Since May.').waitFor()
  })

  it('resolves, deletes and brings back, and tells when its words are gone', async () => {
    await page.getByRole('button', { name: 'Resolve' }).click()
    await expect.poll(() => commented(page)).toEqual([])
    const group = page.locator('.threads-resolved')
    if (!(await group.evaluate((element) => (element as HTMLDetailsElement).open)))
      await group.locator('summary').click()
    await page.getByRole('button', { name: 'Reopen' }).click()
    await expect.poll(async () => (await commented(page)).length).toBe(1)
    await page.locator('.thread-acts').getByRole('button', { name: 'Delete' }).click()
    await expect.poll(() => page.locator('.thread').count()).toBe(0)
    await page.locator('.briefing-text').focus()
    await page.keyboard.press('Control+z')
    await page.locator('.thread').getByText('Since May.').waitFor()
    await page.locator('.commented').dblclick()
    await page.keyboard.press('Delete')
    await page.getByText('Its words are no longer in the text').waitFor()
    await page.keyboard.press('Control+z')
    await expect.poll(() => page.locator('.thread-lost').count()).toBe(0)
    await saved(page)
  })
})
