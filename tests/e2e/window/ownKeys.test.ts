import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hosts, type Run, runOn } from '../hosts.ts'
import { openMemo, openSample } from '../mainJob/acts.ts'

// Other keys for a command, chosen and used by keys alone.

describe.each(hosts)('keys of one’s own in $name', (host) => {
  let run: Run
  let page: Page
  runOn(host, async (started) => {
    run = started
    page = run.page
    await openSample(page)
    await openMemo(page)
    const paragraph = page
      .locator('.briefing-text .prose', { hasText: 'Sign the Order in its present' })
      .last()
    await paragraph.click({ position: { x: 60, y: 10 } })
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
  })

  const bold = (word: string) => page.locator('.briefing-text strong', { hasText: word }).count()
  const italic = (word: string) => page.locator('.briefing-text em', { hasText: word }).count()
  /** Types a word with keys pressed before and after it. */
  const typed = async (keys: string, word: string): Promise<void> => {
    await page.keyboard.press(keys)
    await page.keyboard.type(word)
    await page.keyboard.press(keys)
    await page.keyboard.type(' ')
  }
  const openSheet = async (): Promise<void> => {
    await page.keyboard.press('Control+k')
    await page.keyboard.type('All shortcuts')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('textbox', { name: 'Filter' }).waitFor()
  }
  const row = (title: string) =>
    page.getByRole('button', { name: `Change the keys of ${title}`, exact: true })
  const closeSheet = async (): Promise<void> => {
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.waitForFunction(() => document.activeElement?.closest('.briefing-text') !== null)
    // The caret is where it was.
    expect(
      await page.evaluate(() => getSelection()?.anchorNode?.parentElement?.closest('.prose')?.textContent),
    ).not.toMatch(/^Sign the Order/)
  }

  it('start the command, and the keys it had do not', async () => {
    await openSheet()
    await page.keyboard.type('Bold')
    await page.keyboard.press('Tab')
    await row('Bold').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+c')
    await page.getByText('The system or the browser keeps these keys.').waitFor()
    await page.keyboard.press('Control+Alt+9')
    await page.locator('.keys-row', { hasText: 'Bold' }).getByText('Ctrl Alt 9').waitFor()
    await closeSheet()
    await typed('Control+Alt+9', 'sturdy')
    await typed('Control+b', 'slender')
    await expect.poll(() => bold('sturdy')).toBe(1)
    expect(await page.locator('.briefing-text').textContent()).toContain('slender')
    expect(await bold('slender')).toBe(0)
  })

  it('are taken from another command only when that is said, and all come back', async () => {
    await openSheet()
    await row('Italic').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Control+Alt+9')
    await page.getByText('Ctrl Alt 9 is Bold.').waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.keys-row', { hasText: 'Bold' }).getByText('none').waitFor()
    await closeSheet()
    await typed('Control+Alt+9', 'leaning')
    await expect.poll(() => italic('leaning')).toBe(1)
    expect(await bold('leaning')).toBe(0)

    // A command that is there in every view, not of the text's.
    await openSheet()
    await row('Find or do').focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Alt+q')
    await page.locator('.keys-row', { hasText: 'Find or do' }).getByText('Alt Q').waitFor()
    await closeSheet()
    await page.keyboard.press('Alt+q')
    await page.keyboard.type('All shortcuts')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Reset all keys' }).click()
    await page.locator('.keys-row', { hasText: 'Bold' }).getByText('Ctrl B').waitFor()
    await closeSheet()
    await typed('Control+b', 'heavy')
    await expect.poll(() => bold('heavy')).toBe(1)
  })
})
