import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../parts.ts'
import { hosts, type Run } from '../hosts.ts'
import { answerSaveDialog, openMemo, openSample, saved } from '../mainJob/acts.ts'

// A figure by hand: pasted, given its caption, described, dropped once more, and exported, with production settings.

const picture = join(root, 'tests/fixtures/figures/turned.jpg')

/** Gives the page a picture as a paste or a drop would. */
const hand = (page: Page, kind: 'paste' | 'drop', base64: string): Promise<void> =>
  page.evaluate(
    ([type, text]) => {
      const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0))
      const data = new DataTransfer()
      data.items.add(new File([bytes], 'picture.jpg', { type: 'image/jpeg' }))
      const target = document.querySelector('.briefing-text .heading') as HTMLElement
      const { left, top } = target.getBoundingClientRect()
      const at = { bubbles: true, cancelable: true, clientX: left + 90, clientY: top + 8 }
      if (type === 'paste')
        target.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        )
      else
        for (const name of ['dragenter', 'dragover', 'drop'])
          target.dispatchEvent(new DragEvent(name, { ...at, dataTransfer: data }))
    },
    [kind, base64] as const,
  )

describe.each(hosts)('a figure in $name', (host) => {
  let home: string
  let run: Run
  let page: Page
  const figures = () => page.locator('.briefing-text .figure')

  beforeAll(async () => {
    home = host.makeHome()
    run = await host.start({ home })
    page = run.page
    await openSample(page)
    await openMemo(page)
    await page.locator('.briefing-text .heading').first().click()
  })
  afterAll(async () => {
    await run.close()
    host.removeHome(home)
  })

  it('is pasted, captioned and described, and shows what the library keeps', async () => {
    await hand(page, 'paste', readFileSync(picture).toString('base64'))
    await figures().first().waitFor()
    const image = figures().first().locator('img')
    await expect
      .poll(() =>
        image.evaluate((node: HTMLImageElement) => [node.complete, node.naturalWidth, node.naturalHeight]),
      )
      .toEqual([true, 90, 160])
    await page.keyboard.type('Two marks on a chart')
    await page.keyboard.press('F2')
    await page.keyboard.type('A blue box above an orange circle')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Enter')
    await figures().first().getByText('Figure 1.').waitFor()
    expect(await image.getAttribute('alt')).toBe('A blue box above an orange circle')
    await expect.poll(() => page.locator('.figure-need').count()).toBe(0)
  })

  it('is put in where a picture is dropped, and says that it needs a description', async () => {
    await hand(page, 'drop', readFileSync(picture).toString('base64'))
    await expect.poll(() => figures().count()).toBe(2)
    await page.locator('.figure-needed').waitFor()
    await page.getByRole('checkbox', { name: 'Decorative' }).check()
    await page.keyboard.press('Escape')
    await saved(page)
    expect(await page.locator('.figure-need').count()).toBe(0)
  })

  it('is in the PDF with its description and caption, and without who took it', async () => {
    const path = join(home, 'Documents', 'memo.pdf')
    if (run.kind === 'electron') await answerSaveDialog(run, path)
    await page.keyboard.press('Control+e')
    const dialog = page.getByRole('dialog', { name: 'Export briefing' })
    await dialog.getByRole('radio', { name: 'PDF' }).click()
    await dialog.getByRole('button', { name: 'Export', exact: true }).click()
    await page.locator('.export-done').waitFor({ timeout: 60_000 })
    let bytes: Buffer
    if (run.kind === 'electron') bytes = readFileSync(path)
    else {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        dialog.getByRole('link', { name: /^Download/ }).click(),
      ])
      bytes = readFileSync(await download.path())
    }
    const raw = bytes.toString('latin1')
    expect(raw).toContain('(A blue box above an orange circle)')
    expect(raw).not.toContain('planted-secret')
  })
})
