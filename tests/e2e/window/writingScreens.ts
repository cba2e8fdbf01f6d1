import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { root } from '../../parts.ts'
import { caretIn, closeDialog, command, dialog, editor, opened, type Screen } from './going.ts'

const picture = join(root, 'tests/fixtures/figures/turned.jpg')

/** An empty line at the end of the text, out of every list. */
const emptyLine = async (page: Page): Promise<void> => {
  await editor(page).focus()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
}
const pressEscape = async (page: Page): Promise<void> => page.keyboard.press('Escape')

/** Puts a picture into the text as a paste does. */
const pastePicture = async (page: Page): Promise<void> =>
  page.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
    const data = new DataTransfer()
    data.items.add(new File([bytes], 'picture.jpg', { type: 'image/jpeg' }))
    const at = { clipboardData: data, bubbles: true, cancelable: true }
    document.querySelector('.briefing-text')?.dispatchEvent(new ClipboardEvent('paste', at))
  }, readFileSync(picture).toString('base64'))

/** What is written, asked and reviewed in a briefing that is open. Each leaves the text longer than it was. */
export const screensOfWriting: readonly Screen[] = [
  {
    name: 'kinds of block by a slash',
    go: async (page) => {
      await emptyLine(page)
      await page.keyboard.type('/')
      await page.locator('.slash-menu').getByRole('option').first().waitFor()
    },
    leave: async (page) => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Backspace')
    },
  },
  {
    name: 'the size of a table',
    go: async (page) => {
      await emptyLine(page)
      await page.getByRole('button', { name: 'Insert a table' }).click()
      await page.locator('.table-sizes:focus').waitFor()
      await page.keyboard.press('ArrowRight')
    },
    leave: async (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'a table and its tool bar',
    go: async (page) => {
      await emptyLine(page)
      await command('Table')(page)
      await page.locator('.briefing-text table').first().waitFor()
      // A head without words is for who writes the table to fill.
      for (const head of ['Carrier', 'Answer', 'Days']) {
        await page.keyboard.type(head)
        await page.keyboard.press('Tab')
      }
      await page.locator('.table-bar').waitFor()
    },
  },
  {
    name: 'the caption of a table',
    go: async (page) => {
      await command('Caption')(page)
      await page.keyboard.type('Carriers and days')
    },
  },
  {
    name: 'a figure that needs a description, and its fields',
    go: async (page) => {
      await emptyLine(page)
      await pastePicture(page)
      await page.locator('.briefing-text .figure img').first().waitFor()
      await page.keyboard.press('F2')
      await page.getByRole('checkbox', { name: 'Decorative' }).waitFor()
    },
    leave: pressEscape,
  },
  {
    name: 'a footnote',
    go: async (page) => {
      await emptyLine(page)
      await page.keyboard.type('A word')
      await page.keyboard.press('Control+Alt+f')
      await page.locator('.footnote-words').first().waitFor()
      await page.keyboard.type('and a note to it')
    },
  },
  {
    name: 'suggestions in the text and in their list',
    go: async (page) => {
      await emptyLine(page)
      await page.keyboard.type('The notice period is kept.')
      await command('Suggest changes')(page)
      await page.locator('.status-suggesting').waitFor()
      await page.keyboard.press('Control+Backspace')
      await page.keyboard.type('shortened.')
      await page.keyboard.press('Control+F9')
      await page.locator('.suggestion').first().waitFor()
    },
    leave: async (page) => {
      await command('Suggest changes')(page)
      await page.locator('.status-suggesting').waitFor({ state: 'detached' })
    },
  },
  {
    name: 'a check list, code and the table of contents',
    go: async (page) => {
      await emptyLine(page)
      await page.keyboard.type('[ ] Ask the ministry')
      await emptyLine(page)
      await page.keyboard.type('``` ')
      await page.keyboard.type('select 1')
      await emptyLine(page)
      await command('Table of contents')(page)
      await page.locator('.briefing-text .contents-head').first().waitFor()
    },
  },
  {
    name: 'the chooser of cross-references',
    go: async (page) => {
      await emptyLine(page)
      await command('Cross-reference')(page)
      await page.getByRole('dialog', { name: 'Cross-reference' }).getByRole('option').first().waitFor()
    },
    leave: async (page) => {
      await page.keyboard.press('Enter')
      await dialog(page).waitFor({ state: 'detached' })
    },
  },
  {
    name: 'the chooser of special characters',
    go: async (page) => {
      await command('Special character')(page)
      await page.getByRole('dialog', { name: 'Special character' }).getByRole('option').first().waitFor()
    },
    leave: closeDialog,
  },
  {
    name: 'a new comment',
    go: async (page) => {
      await caretIn(page, 'p')
      await page.keyboard.press('Control+Shift+ArrowRight')
      await page.keyboard.press('Control+Alt+m')
      await page.getByRole('textbox', { name: 'New comment' }).waitFor()
    },
    leave: async (page) => {
      await page.keyboard.type('Since when?')
      await page.keyboard.press('Control+Enter')
      await page.locator('.commented').first().waitFor()
    },
  },
  {
    name: 'a comment and a reply',
    go: async (page) => {
      await editor(page).focus()
      await page.keyboard.press('F9')
      await page.keyboard.press('Control+Alt+m')
      await page.getByRole('textbox', { name: /^Reply to/ }).waitFor()
      await page.keyboard.type('Since May.')
      await page.keyboard.press('Control+Enter')
      await page.locator('.thread').getByText('Since May.').waitFor()
    },
  },
  {
    name: 'a comment that is resolved',
    go: async (page) => {
      await page.getByRole('button', { name: 'Resolve' }).click()
      const group = page.locator('.threads-resolved')
      await group.waitFor()
      if (!(await group.evaluate((each: HTMLDetailsElement) => each.open)))
        await group.locator('summary').click()
      await page.getByRole('button', { name: 'Reopen' }).waitFor()
    },
  },
  {
    name: 'the spelling of a word',
    go: async (page) => {
      await emptyLine(page)
      await page.keyboard.type('The goverment said so. ')
      await page.waitForFunction(() => (CSS.highlights.get('spelling')?.size ?? 0) > 0)
      await page.keyboard.press('Alt+F7')
      await page.getByRole('menu', { name: /^Spelling of/u }).waitFor()
    },
    leave: pressEscape,
  },
  {
    name: 'the list of misspelt words',
    go: async (page) => {
      await editor(page).focus()
      await page.keyboard.press('F7')
      await page.locator('.inspector').getByText('goverment').first().waitFor()
    },
  },
  {
    name: 'the marking of a portion',
    go: async (page) => {
      await caretIn(page, 'p')
      await page.keyboard.press('Control+Shift+g')
      await page.getByRole('menu').first().waitFor()
    },
    leave: async (page) => {
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
    },
  },
  {
    name: 'finding and replacing',
    go: async (page) => {
      await editor(page).focus()
      await page.keyboard.press('Control+h')
      await page.getByRole('textbox', { name: 'Find', exact: true }).fill('order')
      await page.locator('.find-count').waitFor()
    },
    leave: pressEscape,
  },
  {
    name: 'two briefings beside each other',
    go: async (page) => {
      await editor(page).focus()
      await page.keyboard.press('Control+Shift+b')
      await dialog(page).getByRole('option').first().waitFor()
      await page.keyboard.type('yearly')
      await page.keyboard.press('Enter')
      await page.locator('.pane').nth(1).locator('.briefing-text:focus').waitFor()
    },
    leave: async (page) => {
      await page.keyboard.press('Shift+F4')
      await page.locator('.pane').nth(1).waitFor({ state: 'detached' })
    },
  },
  {
    name: 'statistics',
    go: async (page) => {
      await command('Statistics')(page)
      await dialog(page).waitFor()
    },
    leave: closeDialog,
  },
  {
    name: 'a template of one’s own',
    go: async (page) => {
      await command('Save as my template')(page)
      await page.getByRole('dialog', { name: 'Save as my template' }).waitFor()
    },
    leave: async (page) => {
      await page.keyboard.type('Notices')
      await page.keyboard.press('Enter')
      await dialog(page).waitFor({ state: 'detached' })
    },
  },
  {
    name: 'the choice among templates, one of them renamed',
    go: async (page) => {
      await opened('Control+n')(page)
      await dialog(page)
        .getByRole('button', { name: /^Rename/ })
        .first()
        .click()
    },
    leave: async (page) => {
      await page.keyboard.press('Escape')
      if ((await dialog(page).count()) > 0) await closeDialog(page)
    },
  },
  {
    name: 'two versions beside each other',
    go: async (page) => {
      await opened('Control+s')(page)
      await page.keyboard.type('Before')
      await page.keyboard.press('Enter')
      await dialog(page).waitFor({ state: 'detached' })
      await emptyLine(page)
      await page.keyboard.type('Words that the version has not.')
      await command('Versions')(page)
      await page.getByRole('dialog', { name: 'Versions' }).getByText('Before').first().click()
      await dialog(page).getByRole('radio', { name: 'Compare' }).click()
      await page.locator('ins').first().waitFor()
    },
    leave: closeDialog,
  },
]
