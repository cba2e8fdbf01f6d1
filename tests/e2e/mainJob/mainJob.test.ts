import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../parts.ts'
import { breaches } from '../axe.ts'
import { picture as pictureOfFailure } from '../failures.ts'
import { hosts, type Run } from '../hosts.ts'
import {
  answerSaveDialog,
  briefingText,
  cite,
  clickInto,
  createLibrary,
  dropFile,
  fixture,
  saved,
  selectByMouse,
} from './acts.ts'

// The whole job by hand, in the real window and in a browser on the loopback host, with production settings.
// ATTEST_PICTURES=1 keeps the screenshots of the guide.

const pictures = join(root, 'docs/pictures')
const keep = process.env.ATTEST_PICTURES === '1'

const direct = 'No ship will touch a cable in our strait without our engineers aboard'
const partial = 'an anchor, dragged by a crew that did not know it was there'

describe.each(hosts)('the main job in $name', (host) => {
  let home: string
  let run: Run
  let page: Page

  const picture = async (name: string): Promise<void> => {
    if (!keep || host.name !== 'electron') return
    mkdirSync(pictures, { recursive: true })
    await page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' })
  }

  beforeAll(async () => {
    home = host.makeHome()
    run = await host.start({ home })
    page = run.page
    await page.setViewportSize({ width: 1440, height: 900 }).catch(() => undefined)
  })
  afterEach(({ task }) => pictureOfFailure(task, page, host.name))
  afterAll(async () => {
    await run.close()
    host.removeHome(home)
  })

  it('opens on the first page and makes a library', async () => {
    await picture('first-run')
    expect(await breaches(page)).toEqual([])
    await createLibrary(run, 'Norvia desk')
    expect(await page.locator('.brand').textContent()).toContain('Norvia desk')
  })

  it('captures a file that is dropped on the window, and keeps its details', async () => {
    await dropFile(page, fixture, 'sarrow-strait-permits.txt')
    await page.getByRole('group', { name: 'Text of the source' }).waitFor()
    const inspector = page.getByRole('complementary', { name: 'Inspector' })
    await inspector
      .getByRole('textbox', { name: 'Title' })
      .fill('Directorate split over cable break, officials say')
    await inspector.getByRole('textbox', { name: 'Publisher' }).fill('Port Anselm Courier')
    await inspector.getByRole('textbox', { name: 'Authors' }).fill('Astrell, Wenna')
    await inspector.getByRole('textbox', { name: 'Published' }).fill('2026-03-11')
    await inspector.getByRole('radio', { name: 'B', exact: true }).click()
    await inspector.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('heading', { level: 1, name: /Directorate split/ }).waitFor()
    await page.getByText('Usually reliable').first().waitFor()
  })

  it('refuses details that cannot be, and says what is wrong', async () => {
    const inspector = page.getByRole('complementary', { name: 'Inspector' })
    const published = inspector.getByRole('textbox', { name: 'Published' })
    await published.fill('31 February')
    await inspector.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => published.getAttribute('aria-invalid')).toBe('true')
    await published.fill('2026-03-11')
    await expect.poll(() => published.getAttribute('aria-invalid')).toBe(null)
  })

  it('marks an official’s words as a direct quote, by mouse', async () => {
    await selectByMouse(page, direct)
    await page
      .locator('.float-tools')
      .getByRole('button', { name: /^Quote/ })
      .click()
    const inspector = page.getByRole('complementary', { name: 'Inspector' })
    await inspector.getByRole('combobox', { name: 'Speaker' }).click()
    await page.getByRole('option', { name: 'New person' }).click()
    await inspector.getByRole('textbox', { name: 'Name of the new person' }).fill('Ilsa Tarnmoor')
    await inspector
      .getByRole('textbox', { name: 'Role as printed' })
      .fill('Director of the Maritime Security Directorate')
    await inspector.getByRole('combobox', { name: 'Ground rule' }).selectOption({ label: 'On the record' })
    await picture('marking')
    expect(await breaches(page)).toEqual([])
    await inspector.getByRole('button', { name: 'Save quote' }).click()
    await page.locator('.mark-run-quote', { hasText: 'No ship will touch' }).waitFor()
    await page.getByRole('region', { name: 'Marked passages' }).getByText('Ilsa Tarnmoor').waitFor()
  })

  it('marks the words of unnamed officials, described as printed', async () => {
    await selectByMouse(page, partial)
    await page.keyboard.press('q')
    const inspector = page.getByRole('complementary', { name: 'Inspector' })
    await inspector.getByRole('radio', { name: 'Partial' }).click()
    await inspector.getByRole('combobox', { name: 'Speaker' }).click()
    await page.getByRole('option', { name: 'New unnamed speaker' }).click()
    await inspector
      .getByRole('textbox', { name: 'Described in print as' })
      .fill('Two current Directorate officials')
    await inspector.getByText('Word for word in this source').waitFor()
    await inspector.getByRole('button', { name: 'Save quote' }).click()
    await page.locator('.mark-run-quote', { hasText: 'an anchor' }).waitFor()
  })

  it('marks a sentence as a claim, by keyboard alone', async () => {
    const text = page.getByRole('group', { name: 'Text of the source' })
    await text.focus()
    const wanted =
      'Norvia will ask every ship that works on cables in the Sarrow Strait for a permit from 1 May.'
    for (let steps = 0; steps < 20; steps += 1) {
      await page.keyboard.press(',')
      if ((await page.evaluate(() => String(getSelection()))).trim() === wanted) break
    }
    expect((await page.evaluate(() => String(getSelection()))).trim()).toBe(wanted)
    await page.getByText(`Selected: ${[...wanted].length} characters`).waitFor()
    await page.keyboard.press('c')
    const inspector = page.getByRole('complementary', { name: 'Inspector' })
    await inspector.getByRole('button', { name: 'Save claim' }).waitFor()
    await page.keyboard.press('Control+Enter')
    await page.locator('.mark-run-claim', { hasText: 'Norvia will ask' }).waitFor()
  })

  it('writes a memo from a template, cites with @, and brings a quote with its words in one act', async () => {
    await page.keyboard.press('Control+n')
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').first().fill('Norvia moves to license cable repair')
    await page.keyboard.press('Enter')
    const text = page.getByRole('textbox', { name: 'Briefing text' })
    await text.waitFor()
    await page.getByRole('textbox', { name: 'Marking' }).fill('Sensitive // Limited distribution')
    await page.getByRole('textbox', { name: 'To', exact: true }).fill('Deputy Director, Regional Analysis')
    await page.getByRole('textbox', { name: 'From', exact: true }).fill('Norvia desk')
    await text.locator('.callout-bottom-line p').first().click()
    await page.keyboard.type('Norvia will probably refuse permits to Velmark’s repair ships from May ')
    await cite(page, 'permit', 'Norvia will ask every ship')
    await page.keyboard.type('.')
    await text.locator('.callout-key-judgment p').first().click()
    await page.keyboard.type('The cause of the break is not established. ')
    await cite(page, 'anchor', partial)
    await text.locator('.heading', { hasText: 'Background' }).click()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('On Tuesday the Directorate published its rule. ')
    await cite(page, 'ship', 'No ship will touch')
    await page.keyboard.type('.')
    await expect.poll(() => page.locator('.quoted-verified').count()).toBe(2)
    const written = await briefingText(page)
    expect(written).toContain('Ilsa Tarnmoor said')
    expect(written).toContain('Two current Directorate officials said')
    await saved(page)
    await picture('writing')
    expect(await breaches(page)).toEqual([])
  })

  it('takes a whole citing act back with one undo', async () => {
    const before = await briefingText(page)
    await page.keyboard.type(' ')
    await cite(page, 'permit', 'Norvia will ask every ship')
    await page.keyboard.press('Control+z')
    expect(await briefingText(page)).toContain('@permit')
    await page.keyboard.press('Escape')
    for (let typed = ' @permit'.length; typed > 0; typed -= 1) await page.keyboard.press('Backspace')
    expect(await briefingText(page)).toBe(before)
  })

  it('says at once when a quotation no longer stands in its source, and restores it', async () => {
    await clickInto(page, page.locator('.quoted', { hasText: 'No ship will touch' }), 'ship')
    await page.keyboard.type('x')
    await page.locator('.quoted-altered').waitFor()
    const drift = page.getByRole('region', { name: 'The quotation and its source' })
    await drift.getByText('Altered in one place').waitFor()
    await picture('drift')
    expect(await breaches(page)).toEqual([])
    await drift.getByRole('button', { name: /Mark alteration/ }).click()
    await expect
      .poll(() => page.locator('.quoted', { hasText: 'touch a cable' }).getAttribute('aria-description'))
      .toMatch(/verified, 1 alteration/)
    await page.keyboard.press('Control+z')
    await page.locator('.quoted-altered').waitFor()
    await page.keyboard.press('Alt+r')
    await expect.poll(() => page.locator('.quoted-altered').count()).toBe(0)
    await expect.poll(() => page.locator('.quoted', { hasText: direct }).count()).toBe(1)
    await saved(page)
  })

  it('keeps every acknowledged word when the process is killed in the middle of a sentence', async () => {
    await page.locator('.briefing-text .heading', { hasText: 'Options' }).click()
    await page.keyboard.press('End')
    await page.keyboard.press('Enter')
    await page.keyboard.type('The first option is to wait for the log of the')
    await saved(page)
    const before = await briefingText(page)
    await run.kill()
    run = await host.start({ home })
    page = run.page
    await page.setViewportSize({ width: 1440, height: 900 }).catch(() => undefined)
    await page.getByText('Norvia desk').first().click()
    await page.getByRole('button', { name: /Norvia moves to license/ }).click()
    await page.getByRole('textbox', { name: 'Briefing text' }).waitFor()
    await expect.poll(() => page.locator('.chip b').count()).toBeGreaterThan(2)
    await expect.poll(() => briefingText(page)).toBe(before)
  })

  it('exports a PDF', async () => {
    const path = join(home, 'Documents', 'memo.pdf')
    if (run.kind === 'electron') await answerSaveDialog(run, path)
    await page.keyboard.press('Control+e')
    const dialog = page.getByRole('dialog')
    await dialog.waitFor()
    expect(await breaches(page)).toEqual([])
    await dialog.getByRole('button', { name: /^Export/ }).click()
    let bytes: Buffer
    if (run.kind === 'electron') {
      await expect
        .poll(() => existsSync(path) && statSync(path).size, { timeout: 30_000 })
        .toBeGreaterThan(10_000)
      bytes = readFileSync(path)
    } else {
      const link = dialog.getByRole('link')
      await link.waitFor({ timeout: 30_000 })
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
      bytes = readFileSync(await download.path())
    }
    // The file is there before the release is recorded; until then closing would ask whether to stop the export.
    await page.locator('.export-done').waitFor()
    await picture('exported')
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-')
    const file = bytes.toString('latin1')
    expect(file).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(file).toContain('<pdfaid:part>2</pdfaid:part>')
  })
})
