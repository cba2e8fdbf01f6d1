import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { root } from '../../parts.ts'
import type { ElectronRun } from '../electron.ts'
import type { Run } from '../hosts.ts'

/** A text of our own, about an invented strait. */
export const fixture = join(root, 'tests/fixtures/e2e/sarrow-strait-permits.txt')

const asElectron = (run: Run): ElectronRun['app'] => (run as unknown as ElectronRun).app

/** Opens the sample from the first page. */
export const openSample = (page: Page): Promise<void> =>
  page
    .getByRole('button', { name: /sample/i })
    .first()
    .click()

/** Opens the sample's memo for writing. */
export async function openMemo(page: Page): Promise<void> {
  await page.getByText('Whether to sign the Carrier Notice Order').first().click()
  await page.locator('.briefing-text').waitFor()
}

/** Makes a library: by the host's dialog, answered as a person would, or by a name where there is none. */
export async function createLibrary(run: Run, name: string): Promise<void> {
  const { page } = run
  if (run.kind === 'electron') await answerSaveDialog(run, join(run.home, 'Documents', `${name}.attest`))
  await page.getByRole('button', { name: /Create a library/ }).click()
  if (run.kind === 'serve') {
    await page.getByRole('dialog').getByRole('textbox').first().fill(name)
    await page.keyboard.press('Enter')
  }
  await page
    .getByRole('button', { name: /^Sources/ })
    .first()
    .waitFor()
}

/** What the next save dialog answers; only the answer is given, the way to it is the product's. */
export async function answerSaveDialog(run: Run, path: string): Promise<void> {
  await asElectron(run).evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
}

/** Drops a file on the window. */
export const dropFile = (page: Page, path: string, name: string): Promise<void> =>
  dropBytes(page, readFileSync(path), name)

export async function dropBytes(page: Page, bytes: Uint8Array, name: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([base64, file]) => {
      const data = new DataTransfer()
      const letters = atob(base64)
      const content = Uint8Array.from(letters, (letter) => letter.charCodeAt(0))
      data.items.add(new File([content], file))
      return data
    },
    [Buffer.from(bytes).toString('base64'), name] as const,
  )
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('body', type, { dataTransfer: transfer })
}

/** Where the first and the last letter of words inside `scope` are drawn, in window pixels. */
async function endsOf(scope: Locator, words: string): Promise<{ from: Point; to: Point }> {
  await scope.scrollIntoViewIfNeeded()
  return scope.evaluate((element, sought) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
    const nodes: { node: Node; from: number }[] = []
    let all = ''
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      nodes.push({ node, from: all.length })
      all += node.textContent ?? ''
    }
    const at = all.indexOf(sought)
    const place = (offset: number) => {
      const found = [...nodes].reverse().find(({ from }) => from <= offset)
      return found ? ([found.node, offset - found.from] as const) : ([element, 0] as const)
    }
    const range = document.createRange()
    range.setStart(...place(at))
    range.setEnd(...place(at + sought.length))
    const rects = [...range.getClientRects()]
    const first = rects[0] as DOMRect
    const last = rects[rects.length - 1] as DOMRect
    return {
      from: { x: first.left + 1, y: first.top + first.height / 2 },
      to: { x: last.right - 1, y: last.top + last.height / 2 },
    }
  }, words)
}

interface Point {
  readonly x: number
  readonly y: number
}

/** Drags the pointer over words of the captured text, which must stand in one paragraph. */
export async function selectByMouse(page: Page, words: string): Promise<void> {
  const text = page.getByRole('group', { name: 'Text of the source' })
  const ends = await endsOf(text.locator('p', { hasText: words }).first(), words)
  await page.mouse.move(ends.from.x, ends.from.y)
  await page.mouse.down()
  await page.mouse.move((ends.from.x + ends.to.x) / 2, (ends.from.y + ends.to.y) / 2, { steps: 4 })
  await page.mouse.move(ends.to.x, ends.to.y, { steps: 6 })
  await page.mouse.up()
  await page.locator('.float-tools').waitFor()
}

/** Clicks into the middle of words: the caret is then inside of them. */
export async function clickInto(page: Page, scope: Locator, words: string): Promise<void> {
  const { from, to } = await endsOf(scope, words)
  await page.mouse.click((from.x + to.x) / 2, (from.y + to.y) / 2)
}

/** Waits until everything typed has been acknowledged. */
export async function saved(page: Page): Promise<void> {
  await page.locator('[data-save="saved"]').waitFor()
}

/** The whole text of the open briefing as a person reads it. */
export const briefingText = async (page: Page): Promise<string> =>
  ((await page.locator('.briefing-text').textContent()) ?? '')
    .replace(/[\uFEFF\u200B]/gu, '')
    .replace(/\s+/gu, ' ')

/** The words of the text without its chips: those show what they cite as soon as it has been read, early or late. */
export const writtenWords = (page: Page): Promise<string> =>
  page.locator('.briefing-text').evaluate((text) => {
    const copy = text.cloneNode(true) as Element
    for (const chip of copy.querySelectorAll('.chip, .quotation-by')) chip.remove()
    return (copy.textContent ?? '').replace(/[\uFEFF\u200B]/gu, '').replace(/\s+/gu, ' ')
  })

/** Chooses the first item of the citing palette that holds `words`, by keys. */
export async function cite(page: Page, query: string, words: string, key = 'Enter'): Promise<void> {
  await page.keyboard.type(`@${query}`)
  const option = page.locator('.cite-row', { hasText: words }).first()
  await option.waitFor()
  for (let steps = 0; steps < 30; steps += 1) {
    if ((await option.getAttribute('aria-selected')) === 'true') break
    await page.keyboard.press('ArrowDown')
  }
  await expect.poll(() => option.getAttribute('aria-selected')).toBe('true')
  const before = await page.locator('.briefing-text .chip').count()
  await page.keyboard.press(key)
  await expect.poll(() => page.locator('.briefing-text .chip').count()).toBe(before + 1)
}
