import type { Page } from 'playwright-core'

// How screens of the window are reached.

/** A screen of the window, reached from the one before it, and left so that the next can be. */
export interface Screen {
  readonly name: string
  go(page: Page): Promise<void>
  leave?(page: Page): Promise<void>
}

export const dialog = (page: Page) => page.locator('dialog[open]')
export const closeDialog = async (page: Page): Promise<void> => {
  await page.keyboard.press('Escape')
  await dialog(page).waitFor({ state: 'detached' })
}
export const opened =
  (key: string) =>
  async (page: Page): Promise<void> => {
    await page.keyboard.press(key)
    await dialog(page).waitFor()
  }
export const command =
  (words: string) =>
  async (page: Page): Promise<void> => {
    await page.keyboard.press('Control+k')
    await dialog(page).waitFor()
    await page.keyboard.type(words)
    await page.getByRole('option', { name: words }).first().waitFor()
    await page.keyboard.press('Enter')
  }
/** Puts the caret into the middle of what a selector finds first, as a click would if nothing lay over it. */
export const caretIn = async (page: Page, selector: string): Promise<void> => {
  await page.evaluate((sought) => {
    const element = document.querySelector(`.briefing-text ${sought}`)
    element?.scrollIntoView({ block: 'center' })
    document.querySelector<HTMLElement>('.briefing-text')?.focus({ preventScroll: true })
    const walker = document.createTreeWalker(element ?? document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const length = node.textContent?.length ?? 0
      if (length < 8) continue
      document.getSelection()?.collapse(node, length >> 1)
      return
    }
  }, selector)
  // The editor follows the selection when the browser tells of it.
  await page.waitForTimeout(150)
}
export const editor = (page: Page) => page.getByRole('textbox', { name: 'Briefing text' })
