import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hosts, type Run } from '../hosts.ts'
import { openMemo, openSample, saved } from '../mainJob/acts.ts'

// Misspelt words in a briefing of the sample, with production settings: the worker, the dictionaries, the policy.

/** The words under the wavy line. */
const marked = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...(CSS.highlights.get('spelling') ?? [])].map((range) => String(range as unknown as Range)),
  )

describe.each(hosts)('spelling in $name', (host) => {
  let home: string
  let run: Run
  let page: Page

  beforeAll(async () => {
    home = host.makeHome()
    run = await host.start({ home })
    page = run.page
    await openSample(page)
    await openMemo(page)
  })
  afterAll(async () => {
    await run.close()
    host.removeHome(home)
  })

  it('marks a misspelt word once it is left, in no quotation, and no browser checks beside it', async () => {
    await page.locator('.briefing-text .prose').last().click()
    await page.keyboard.press('Control+End')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.keyboard.type('The goverment of Zorvania will recieve')
    await expect.poll(() => marked(page)).toEqual(expect.arrayContaining(['goverment', 'Zorvania']))
    expect(await marked(page)).not.toContain('recieve')
    await page.keyboard.type(' it.')
    await expect.poll(() => marked(page)).toContain('recieve')
    const quoted = await page.evaluate(() =>
      [...(CSS.highlights.get('spelling') ?? [])].filter((range) =>
        (range as unknown as Range).startContainer.parentElement?.closest('.quoted, .block-quotation-block'),
      ),
    )
    expect(quoted).toEqual([])
    expect(await page.locator('.briefing-text').getAttribute('spellcheck')).toBe('false')
    expect(await page.evaluate(() => document.createElement('textarea').spellcheck)).toBe(true)
    expect(await page.evaluate(() => document.body.spellcheck)).toBe(false)
  })

  it('offers what was meant, puts it in the place of the word, and takes it back by one undo', async () => {
    const last = page.locator('.briefing-text .prose', { hasText: 'goverment' })
    await page.keyboard.press('Control+Home')
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press('Alt+F7')
      await page.getByRole('menu', { name: /^Spelling of/u }).waitFor()
      if (await page.getByRole('menu', { name: 'Spelling of “goverment”' }).count()) break
      await page.keyboard.press('Escape')
    }
    await page.getByRole('menuitem', { name: 'government', exact: true }).click()
    await expect
      .poll(() => page.locator('.briefing-text').textContent())
      .toContain('The government of Zorvania')
    await expect.poll(() => marked(page)).not.toContain('goverment')
    await page.keyboard.press('Control+z')
    await expect.poll(() => last.textContent()).toContain('The goverment of Zorvania')
    await expect.poll(() => marked(page)).toContain('goverment')
  })

  it('knows an added word, also after a restart', async () => {
    const press = async (word: string, entry: string): Promise<void> => {
      const box = await page.evaluate((wanted) => {
        const range = [...(CSS.highlights.get('spelling') ?? [])].find((each) => String(each) === wanted)
        const { x, y, width, height } = (range as unknown as Range).getBoundingClientRect()
        return { x: x + width / 2, y: y + height / 2 }
      }, word)
      await page.mouse.click(box.x, box.y, { button: 'right' })
      await page.getByRole('menu', { name: `Spelling of “${word}”` }).waitFor()
      await page.getByRole('menuitem', { name: entry }).click()
      await expect.poll(() => marked(page)).not.toContain(word)
    }
    await press('Zorvania', 'Add to this library’s words')
    await press('recieve', 'Add to my words')
    await saved(page)
    await run.close()
    run = await host.start({ home })
    page = run.page
    if ((await page.getByText('Whether to sign the Carrier Notice Order').count()) === 0)
      await page
        .getByRole('button', { name: /sample/i })
        .first()
        .click()
    await openMemo(page)
    await expect.poll(() => marked(page), { timeout: 10_000 }).toContain('goverment')
    const now = await marked(page)
    expect(now).not.toContain('Zorvania')
    expect(now).not.toContain('recieve')
  })
})
