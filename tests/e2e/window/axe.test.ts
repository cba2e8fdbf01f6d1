import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { breaches, startWindows, type WindowOptions, type Windows } from './windows.ts'

let windows: Windows
beforeAll(async () => {
  windows = await startWindows()
})
afterAll(() => windows.close())

const list = (keys: string) => async (page: Page) => {
  await page.locator('[role=grid]').waitFor()
  for (const key of keys.split(' ')) await page.keyboard.press(key)
  await page.locator('[role=grid]').focus()
  await page.locator('[role=row][aria-selected=true]').waitFor()
  // In the least window the inspector opens only when asked for.
  if ((await page.locator('.inspector').count()) > 0) await page.locator('.inspector-body').first().waitFor()
}
const reader = async (page: Page): Promise<void> => {
  await list('g s')(page)
  await page.keyboard.press('Enter')
  await page.locator('.paper-text').waitFor()
}
const draft = async (page: Page): Promise<void> => {
  await reader(page)
  await page.locator('.paper-text').focus()
  await page.keyboard.press('.')
  await page.locator('.float-tools').waitFor()
  await page.keyboard.press('q')
  await page.locator('.new-mark').waitFor()
}

const screens: readonly { name: string; options: WindowOptions; go?: (page: Page) => Promise<void> }[] = [
  { name: 'first run', options: {} },
  {
    name: 'name of a new library',
    options: {},
    go: async (page) => {
      await page.keyboard.press('Control+n')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'libraries to open',
    options: {},
    go: async (page) => {
      await page.keyboard.press('Control+o')
      await page.getByRole('dialog').waitFor()
    },
  },
  { name: 'sources', options: { open: true }, go: list('g s') },
  { name: 'claims', options: { open: true }, go: list('g c') },
  { name: 'quotes', options: { open: true }, go: list('g q') },
  { name: 'speakers', options: { open: true }, go: list('g p') },
  { name: 'reader', options: { open: true, many: 3 }, go: reader },
  { name: 'new quote', options: { open: true, many: 3 }, go: draft },
  {
    name: 'choice of a speaker',
    options: { open: true, many: 3 },
    go: async (page) => {
      await draft(page)
      await page.getByRole('combobox', { name: 'Speaker' }).click()
      await page.getByRole('option', { name: 'New unnamed speaker' }).waitFor()
    },
  },
  {
    name: 'palette',
    options: { open: true },
    go: async (page) => {
      await page.locator('[role=grid]').waitFor()
      await page.keyboard.press('Control+k')
      await page.keyboard.type('cable')
      await page.getByRole('option').first().waitFor()
    },
  },
  {
    name: 'shortcuts',
    options: { open: true },
    go: async (page) => {
      await page.locator('[role=grid]').waitFor()
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'new briefing',
    options: { open: true },
    go: async (page) => {
      await page.locator('[role=grid]').waitFor()
      await page.keyboard.press('Control+n')
      await page.getByRole('dialog').waitFor()
    },
  },
  {
    name: 'report of an import',
    options: { open: true },
    go: async (page) => {
      await page.locator('[role=grid]').waitFor()
      await page.setInputFiles('#import-files', [
        { name: 'one.txt', mimeType: 'text/plain', buffer: Buffer.from('One\nwords') },
        { name: 'two.bin', mimeType: 'application/octet-stream', buffer: Buffer.from('x') },
      ])
      await page.getByText('2 of 2 done').waitFor()
    },
  },
]

describe.each(['light', 'dark'] as const)('the window in its %s theme', (scheme) => {
  it.each(screens)('has no breach of accessibility rules: $name', async ({ options, go }) => {
    const { page, complaints } = await windows.open({ ...options, scheme })
    await go?.(page)
    expect(await breaches(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

describe('the least window', () => {
  it.each(screens)('has room for $name', async ({ options, go }) => {
    const { page } = await windows.open({ ...options, size: { width: 1024, height: 700 } })
    await go?.(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1024)
    await page.context().close()
  })
})
