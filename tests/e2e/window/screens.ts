import type { Page } from 'playwright-core'
import { caretIn, closeDialog, command, dialog, editor, opened, type Screen } from './going.ts'

/** Two keys of a sequence, outside of any text field. */
const sequence = async (page: Page, second: string): Promise<void> => {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())
  await page.keyboard.press('g')
  await page.keyboard.press(second)
}
const list = (key: string, name: string) => async (page: Page) => {
  await sequence(page, key)
  const grid = page.getByRole('grid', { name })
  await grid.getByRole('row').nth(1).waitFor()
  await grid.focus()
  await page.keyboard.press('Home')
  await page.locator('[role=row][aria-selected=true]').waitFor()
  // In the least window the inspector opens only when asked for.
  if ((await page.locator('.inspector').count()) > 0) await page.locator('.inspector-body').first().waitFor()
}
/** Before a library is open. */
export const screensWithoutLibrary: readonly Screen[] = [
  {
    name: 'the first page',
    go: async (page) => {
      await page.getByRole('button', { name: /Open the sample/ }).waitFor()
    },
  },
  { name: 'the name of a new library', go: opened('Control+n'), leave: closeDialog },
  { name: 'libraries to open', go: opened('Control+o'), leave: closeDialog },
  { name: 'settings without a library', go: opened('Control+,'), leave: closeDialog },
  {
    name: 'the tour’s first step',
    go: async (page) => {
      await page.getByRole('button', { name: 'Take the tour' }).click()
      await page.getByRole('complementary', { name: 'Tour' }).waitFor()
    },
    leave: async (page) => {
      await page.keyboard.press('Escape')
      await page.getByRole('complementary', { name: 'Tour' }).waitFor({ state: 'detached' })
    },
  },
]

/** With the sample open, in any of its views: each brings the one it needs. */
export const screensOfLibrary: readonly Screen[] = [
  { name: 'sources', go: list('s', 'Sources') },
  { name: 'claims', go: list('c', 'Claims') },
  { name: 'quotes', go: list('q', 'Quotes') },
  { name: 'speakers', go: list('p', 'Speakers') },
  {
    name: 'the menu',
    go: async (page) => {
      await page.getByRole('button', { name: 'Menu', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Cite' }).click()
      await page.getByRole('menuitem', { name: 'Next Finding' }).waitFor()
    },
    leave: async (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'the library’s menu',
    go: async (page) => {
      await page.locator('.brand').click()
      await page.getByRole('menuitemradio').first().waitFor()
    },
    leave: async (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'the palette',
    go: async (page) => {
      await opened('Control+k')(page)
      await page.keyboard.type('carrier')
      await page
        .getByRole('option', { name: /Carrier/i })
        .first()
        .waitFor()
    },
    leave: closeDialog,
  },
  { name: 'shortcuts', go: opened('?'), leave: closeDialog },
  { name: 'a new briefing', go: opened('Control+n'), leave: closeDialog },
  { name: 'pasting a source', go: command('Paste text'), leave: closeDialog },
  { name: 'settings', go: opened('Control+,'), leave: closeDialog },
  { name: 'about', go: command('About'), leave: closeDialog },
  {
    name: 'help',
    go: async (page) => {
      await opened('F1')(page)
      await page.getByRole('button', { name: 'The library' }).click()
      await page.getByRole('article', { name: 'The library' }).waitFor()
    },
    leave: closeDialog,
  },
  {
    name: 'a search in the help',
    go: async (page) => {
      await opened('F1')(page)
      await page.getByPlaceholder('Search the help').fill('quotation')
      await page.getByRole('navigation', { name: 'What was found' }).waitFor()
    },
    leave: closeDialog,
  },
  {
    name: 'the report of an import',
    go: async (page) => {
      await page.setInputFiles('#import-files', [
        { name: 'one.txt', mimeType: 'text/plain', buffer: Buffer.from('One\nwords of its own') },
        { name: 'two.bin', mimeType: 'application/octet-stream', buffer: Buffer.from([0, 1, 2, 255, 0, 3]) },
      ])
      await page.getByText('2 of 2 done').waitFor()
    },
    leave: async (page) => {
      await page.locator('.import-panel').focus()
      await page.keyboard.press('Escape')
      await page.locator('.import-panel').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'the reader',
    go: async (page) => {
      await list('s', 'Sources')(page)
      await page
        .getByRole('row', { name: /carrier/i })
        .first()
        .click()
      await page.locator('[role=grid]').focus()
      await page.keyboard.press('Enter')
      await page.locator('.paper-text').waitFor()
      await page.locator('.paper-text').focus()
      await page.keyboard.press('j')
    },
  },
  {
    name: 'a new quote and its speaker',
    go: async (page) => {
      await page.locator('.paper-text').focus()
      await page.keyboard.press('.')
      await page.keyboard.press('q')
      await page.locator('.new-mark').waitFor()
      await page.getByRole('combobox', { name: 'Speaker' }).click()
      await page.getByRole('option', { name: 'New unnamed speaker' }).waitFor()
    },
    leave: async (page) => {
      await page.keyboard.press('Escape')
      await page.locator('.new-mark').getByRole('button', { name: 'Cancel' }).click()
      await page.locator('.new-mark').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'finding in a source',
    go: async (page) => {
      await page.keyboard.press('Control+f')
      await page.keyboard.type('the')
      await page.locator('.find-count').waitFor()
    },
    leave: async (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'a briefing',
    go: async (page) => {
      await page.keyboard.press('Control+k')
      await page.keyboard.type('Whether to sign')
      await page
        .getByRole('option', { name: /^Whether to sign/ })
        .first()
        .waitFor()
      await page.keyboard.press('Enter')
      await editor(page).waitFor()
      await page.locator('.quoted-verified').first().waitFor()
    },
  },
  {
    name: 'a quotation and its source',
    go: async (page) => {
      await caretIn(page, '.quoted')
      if ((await page.locator('.inspector').count()) > 0)
        await page.locator('.inspector').getByText('Open in reader').waitFor()
    },
  },
  {
    name: 'the checks',
    go: async (page) => {
      await page.keyboard.press('Control+2')
      await page.getByRole('tab', { name: /^Checks/, selected: true }).waitFor()
    },
    leave: async (page) => {
      await page.keyboard.press('Control+1')
      await page.getByRole('tab', { name: 'Source', exact: true, selected: true }).waitFor()
    },
  },
  {
    name: 'a citation',
    go: async (page) => {
      await caretIn(page, 'p')
      await page.keyboard.press('Control+]')
      await page.keyboard.press('Enter')
      await page.locator('.citation-card').getByRole('textbox', { name: 'Prefix' }).waitFor()
    },
    leave: async (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'the citing palette',
    go: async (page) => {
      await caretIn(page, 'p')
      await page.keyboard.press('End')
      await page.keyboard.type(' @carr')
      await page.locator('.cite-row').first().waitFor()
    },
    leave: async (page) => {
      await page.keyboard.press('Escape')
      for (let typed = ' @carr'.length; typed > 0; typed -= 1) await page.keyboard.press('Backspace')
    },
  },
  {
    name: 'a quotation that drifted',
    go: async (page) => {
      await caretIn(page, '.quoted')
      await page.keyboard.type('x')
      await page.locator('.drift').waitFor()
    },
    leave: async (page) => {
      await page.keyboard.press('Alt+r')
      await page.locator('.drift').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'kinds of block',
    go: async (page) => {
      await page.getByRole('button', { name: 'Kind of block' }).click()
      await page.getByRole('menuitemradio', { name: /Heading 2/ }).waitFor()
    },
    leave: async (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'a link',
    go: async (page) => {
      await editor(page).focus()
      await opened('Control+Shift+k')(page)
    },
    leave: closeDialog,
  },
  { name: 'the name of a version', go: opened('Control+s'), leave: closeDialog },
  {
    name: 'versions',
    go: async (page) => {
      await command('Versions')(page)
      await page.getByRole('dialog', { name: 'Versions' }).waitFor()
    },
    leave: closeDialog,
  },
  { name: 'the export', go: opened('Control+e'), leave: closeDialog },
  {
    name: 'an export that is done',
    go: async (page) => {
      await opened('Control+e')(page)
      await dialog(page).getByRole('radio', { name: 'Markdown' }).click()
      await dialog(page).getByRole('button', { name: 'Export', exact: true }).click()
      await page.locator('.export-done').waitFor()
    },
    leave: closeDialog,
  },
]
