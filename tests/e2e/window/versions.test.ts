import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { hosts, type Run, runOn } from '../hosts.ts'
import { createLibrary, dropBytes, openMemo, openSample, writtenWords } from '../mainJob/acts.ts'
import { command, dialog } from './going.ts'

// Versions of a briefing: kept, compared and brought back; and words that run from right to left, wherever they are shown.

const english = 'The toll is waived for a year.'
const hebrew = 'האגרה בוטלה לשנה אחת.'

/** How a text is drawn: from which side its first letter stands, and whether it hugs the right edge of its block. */
const drawn = (
  page: Page,
  scope: string,
  text: string,
): Promise<{ first: 'left' | 'right'; edge: 'left' | 'right' }> =>
  page.evaluate(
    ([selector, sought]) => {
      const root = document.querySelector(selector)
      if (root === null) throw new Error(`no ${selector}`)
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        const at = node.textContent?.indexOf(sought) ?? -1
        if (at < 0) continue
        const box = (from: number) => {
          const range = document.createRange()
          range.setStart(node, at + from)
          range.setEnd(node, at + from + 1)
          return range.getBoundingClientRect()
        }
        let block = node.parentElement
        while (block !== null && getComputedStyle(block).display.startsWith('inline'))
          block = block.parentElement
        if (block === null) throw new Error('no block')
        const edges = block.getBoundingClientRect()
        const [first, last] = [box(0), box(sought.length - 2)]
        const left = Math.min(first.left, last.left) - edges.left
        const right = edges.right - Math.max(first.right, last.right)
        return {
          first: first.left < last.left ? 'left' : 'right',
          edge: left < right ? 'left' : 'right',
        } as const
      }
      throw new Error(`no “${sought}” in ${selector}`)
    },
    [scope, text] as const,
  )
const leftToRight = { first: 'left', edge: 'left' }
const rightToLeft = { first: 'right', edge: 'right' }

describe.each(hosts.filter(({ name }) => name === 'serve'))('versions in $name', (host) => {
  let run: Run
  let page: Page
  let before = ''
  runOn(host, async (started) => {
    run = started
    page = run.page
    await openSample(page)
    await openMemo(page)
  })

  it('are kept under a name', async () => {
    before = await writtenWords(page)
    await page.keyboard.press('Control+s')
    await dialog(page).waitFor()
    await page.keyboard.type('Before the toll')
    await page.keyboard.press('Enter')
    await dialog(page).waitFor({ state: 'detached' })
    await page.locator('.briefing-text').focus()
    await page.keyboard.press('Control+End')
    // Twice: out of what the memo ends with.
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.keyboard.insertText(english)
    await page.keyboard.press('Enter')
    await page.keyboard.insertText(hebrew)
    await expect.poll(() => writtenWords(page)).toContain(hebrew)
    expect(await drawn(page, '.briefing-text', hebrew)).toEqual(rightToLeft)
  })

  it('are compared: what was added is marked, counted and gone to by key', async () => {
    await command('Versions')(page)
    await page.getByRole('dialog', { name: 'Versions' }).getByText('Before the toll').first().click()
    await dialog(page).getByRole('radio', { name: 'Compare' }).click()
    await page.locator('ins').first().waitFor()
    expect(await page.locator('ins').allInnerTexts()).toEqual([english, hebrew])
    expect(await page.locator('del').count()).toBe(0)
    await page.locator('.compare-rows').focus()
    await page.keyboard.press('Alt+ArrowDown')
    expect(await page.locator('.compared[aria-current="true"]').innerText()).toContain(english)
    await page.keyboard.press('Alt+ArrowDown')
    expect(await page.locator('.compared[aria-current="true"]').innerText()).toContain(hebrew)
  })

  it('are compared in their own direction', async () => {
    expect(await drawn(page, '.compare-rows', english)).toEqual(leftToRight)
    expect(await drawn(page, '.compare-rows', hebrew)).toEqual(rightToLeft)
  })

  it('are brought back, and the state before is kept as one', async () => {
    await dialog(page).getByRole('button', { name: 'Restore this version' }).click()
    await expect.poll(() => writtenWords(page)).toBe(before)
    await command('Versions')(page)
    const versions = page.getByRole('dialog', { name: 'Versions' })
    await versions.locator('.version-list button').first().click()
    await versions.locator('.version-text').getByText(english).waitFor()
    expect(await drawn(page, '.version-text', english)).toEqual(leftToRight)
    expect(await drawn(page, '.version-text', hebrew)).toEqual(rightToLeft)
    await page.keyboard.press('Escape')
  })
})

describe.each(hosts.filter(({ name }) => name === 'serve'))('a source in two directions in $name', (host) => {
  let run: Run
  runOn(host, async (started) => {
    run = started
    await createLibrary(run, 'Norvia')
  })

  it('is read with each paragraph in its own', async () => {
    const text = `${english}\n\n${hebrew}\n\n${english}\n`
    await dropBytes(run.page, new TextEncoder().encode(text), 'two.txt')
    await run.page.locator('.paper-text').waitFor()
    expect(await drawn(run.page, '.paper-text', english)).toEqual(leftToRight)
    expect(await drawn(run.page, '.paper-text', hebrew)).toEqual(rightToLeft)
  })
})
