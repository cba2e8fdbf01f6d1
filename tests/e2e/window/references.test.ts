import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { root } from '../../parts.ts'
import { hosts, type Run, runOn } from '../hosts.ts'
import { answerSaveDialog, openMemo, openSample } from '../mainJob/acts.ts'

// References in, with the document that is dropped beside them, and out again: all that are found, and what a briefing cites.

const fixtures = join(root, 'tests/fixtures/references')

describe.each(hosts)('references in $name', (host) => {
  let run: Run
  let page: Page
  runOn(host, async (started) => {
    run = started
    page = run.page
    await openSample(page)
  })

  const dialog = () => page.getByRole('dialog', { name: 'Export references' })
  async function written(name: string): Promise<string> {
    const path = join(run.home, name)
    if (run.kind === 'electron') await answerSaveDialog(run, path)
    await dialog().getByRole('button', { name: 'Export', exact: true }).click()
    await page.locator('.export-done').waitFor({ timeout: 30_000 })
    let file = path
    if (run.kind === 'serve') {
      const link = dialog().getByRole('link', { name: /^Download/u })
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
      file = await download.path()
    }
    await dialog().getByRole('button', { name: 'Close' }).last().click()
    return readFileSync(file, 'utf8')
  }

  it('become sources that say what they are', async () => {
    await page.setInputFiles('#import-files', [
      join(fixtures, 'files/12/shannon.txt'),
      join(fixtures, 'biblatex.bib'),
    ])
    const panel = page.locator('.import-panel')
    await panel.getByText('Holds 6 references: 5 imported, 1 not read.').waitFor({ timeout: 30_000 })
    await panel.getByText('Its document files/12/shannon.txt was captured.', { exact: false }).waitFor()
    await panel.getByText('where another entry begins', { exact: false }).waitFor()
    await page.keyboard.press('Escape')
    const row = page.getByRole('row', { name: /Über formal unentscheidbare/u })
    await row.getByRole('img', { name: /^Reference only/u }).waitFor()
    expect(
      await page
        .getByRole('row', { name: /Theory of Communication/u })
        .getByRole('img', { name: /^Reference only/u })
        .count(),
    ).toBe(0)
    await row.dblclick()
    await page.getByRole('note').getByText('This is a reference, not the document').waitFor()
  })

  it('go out: those that are found, and those that the briefing cites', async () => {
    await page.keyboard.press('g')
    await page.keyboard.press('s')
    await page.keyboard.press('/')
    await page.keyboard.type('Beethoven')
    await page.getByText('1 of').waitFor()
    await page.getByRole('button', { name: 'Export references' }).click()
    await dialog().getByText('1 source found for “Beethoven”').waitFor()
    await dialog().getByRole('radio', { name: 'BibTeX' }).click()
    expect(await written('found.bib')).toMatch(
      /^@inproceedings\{poussin,\n {2}author = .*van Beethoven, Ludwig/u,
    )

    await openMemo(page)
    await page.keyboard.press('Control+e')
    await page.getByRole('button', { name: 'References…' }).click()
    await dialog()
      .getByText(/^What “.*” cites/u)
      .waitFor()
    const ris = await written('cited.ris')
    expect(ris.match(/^TY {2}- /gmu)?.length).toBeGreaterThan(1)
    expect(ris).not.toContain('Beethoven')
  })
})
