import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { lines, pdf } from '../../unit/capture/pdfs.ts'
import { hosts, type Run, runOn } from '../hosts.ts'
import { answerSaveDialog, createLibrary, dropBytes } from '../mainJob/acts.ts'

// PDFs dropped on the real window: what reads them runs in the host's own kind of child.

describe.each(hosts)('a PDF in $name', (host) => {
  let run: Run
  let page: Page
  runOn(host, async (started) => {
    run = started
    page = run.page
    await createLibrary(run, 'Norvia')
  })

  it('is read in paragraphs, with where its pages begin', async () => {
    const first = [
      'The board met on Tuesday and heard the pilots, who',
      'said that nobody would pay the toll.',
    ]
    const second = ['The clerk read it back to them, word for word.']
    const bytes = pdf([lines(780, first), lines(780, second)], { info: '/Title(Minutes of the board)' })
    await dropBytes(page, bytes, 'minutes-4.pdf')
    const text = page.locator('.paper-text')
    await text.waitFor()
    await expect.poll(() => text.innerText()).toContain(first.join(' '))
    const paper = page.locator('.paper')
    expect(await paper.innerText()).toContain('Minutes of the board')
    expect(await paper.innerText()).toContain('2 pages')
    // The label of a page stands in the margin beside the paragraph with which it begins.
    const label = text
      .getByText(second.join(' '))
      .evaluate((paragraph) => getComputedStyle(paragraph, '::before').content)
    expect(await label).toBe('"p. 2"')
  })

  it('of pictures is kept, says that it has no text, and is given out as it came', async () => {
    const scan = pdf(['0 0 9 9 re f'])
    await dropBytes(page, scan, 'scan-of-a-letter.pdf')
    await page.getByText('No text was found').waitFor()
    await page.getByRole('tab', { name: /^Captures/ }).click()
    const save = page.getByRole('button', { name: 'Save the original…' })
    let file = join(run.home, 'letter.pdf')
    if (run.kind === 'electron') {
      await answerSaveDialog(run, file)
      await save.click()
    } else {
      const [download] = await Promise.all([page.waitForEvent('download'), save.click()])
      expect(download.suggestedFilename()).toBe('scan-of-a-letter.pdf')
      file = await download.path()
    }
    await page.getByText(/byte for byte as it was captured/u).waitFor()
    expect(readFileSync(file).equals(Buffer.from(scan))).toBe(true)
  })
})
