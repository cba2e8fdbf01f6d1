import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parts } from '../../parts.ts'
import { type ElectronRun, makeHome, removeHome, startElectron } from '../electron.ts'
import { openMemo } from '../mainJob/acts.ts'

// A link that the window makes, followed as the system follows it: by a second start.

describe.runIf(parts.electron === null)('a link to what is shown', () => {
  let home: string
  let run: ElectronRun
  beforeAll(async () => {
    home = makeHome()
    run = await startElectron({ home })
    await run.page
      .getByRole('button', { name: /sample/i })
      .first()
      .click()
    await run.page.locator('.sidebar').waitFor()
  })
  afterAll(async () => {
    await run.close()
    removeHome(home)
  })

  const clipboard = () => run.app.evaluate(({ clipboard }) => clipboard.readText())
  const follow = (link: string) =>
    run.app.evaluate(({ app }, argument) => {
      app.emit('second-instance', {}, ['attest', argument], '/')
    }, link)
  /** Opens the palette and does what its first entry for the words says. */
  const doByPalette = async (words: string) => {
    await run.page.keyboard.press('Control+k')
    await run.page.keyboard.type(words)
    await run.page.getByRole('option', { name: /Copy a link/ }).waitFor()
    await run.page.keyboard.press('Enter')
  }

  it('of a briefing is copied from the palette, and leads back to it', async () => {
    const { page } = run
    await openMemo(page)
    await doByPalette('copy a link')
    await expect.poll(clipboard).toMatch(/^attest:\/\/show\?key=[a-z0-9-]+$/)
    const link = await clipboard()
    await page.getByText(/^Link to .* copied$/).waitFor()
    await page.keyboard.press('Alt+ArrowLeft')
    await page.locator('.briefing-text').waitFor({ state: 'detached' })
    await follow(link)
    await page.locator('.briefing-text').waitFor()
  })

  it('of a claim and of its source are copied in the reader, each its own', async () => {
    const { page } = run
    await page
      .locator('.sidebar')
      .getByRole('button', { name: /^Claims/ })
      .click()
    await page.getByRole('row').nth(1).click()
    await page.getByRole('button', { name: 'Copy link' }).click()
    await expect.poll(clipboard).toMatch(/^attest:/)
    const ofList = await clipboard()
    await page.getByRole('button', { name: 'Open in reader' }).last().click()
    await page.locator('.paper-head').waitFor()
    await run.app.evaluate(({ clipboard }) => clipboard.writeText(''))
    await page.getByRole('button', { name: 'Copy link' }).click()
    await expect.poll(clipboard).toBe(ofList)
    // Nothing is marked any more: the source is what is shown.
    await page.keyboard.press('Alt+ArrowLeft')
    await page
      .locator('.sidebar')
      .getByRole('button', { name: /^Sources/ })
      .click()
    await page.getByRole('row').nth(1).click()
    await doByPalette('copy a link')
    await expect.poll(clipboard).not.toBe(ofList)
    const ofSource = await clipboard()
    await follow(ofList)
    await page.getByRole('tab', { name: 'Claim', selected: true }).waitFor()
    await follow(ofSource)
    await page.getByRole('tab', { name: 'Claim', selected: true }).waitFor({ state: 'detached' })
  })
})
