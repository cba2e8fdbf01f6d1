import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { OpenBriefing } from '../../../shared/model/briefing.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { ask } from '../ask.ts'
import { hosts, type Run, runOn } from '../hosts.ts'
import { openSample, saved } from '../mainJob/acts.ts'

// A briefing of 2,000 paragraphs, of which the page holds what is near: all of it must be there for a person.

const count = 2_000
const words = (at: number): string => `Paragraph number ${at} says what a carrier reported in a quiet week.`
/** Where a word is misspelt, far from the beginning. */
const misspelt = 1_700

async function makeLong(run: Run): Promise<void> {
  const blocks = Array.from({ length: count }, (_, at) => ({
    type: 'paragraph',
    id: mintId(),
    children: [{ text: at === misspelt ? `${words(at)} A mispelled one.` : words(at) }],
  }))
  const input = { template: 'blank', subject: 'A long one', date: '2026-03-02' }
  const made = await ask<OpenBriefing>(run, 'briefings.create', input)
  await ask(run, 'briefings.open', { id: made.id })
  await ask(run, 'briefings.save', {
    briefingId: made.id,
    baseRevision: made.revision,
    upserts: blocks,
    removals: made.blocks.map((block) => block.id),
    order: blocks.map((block) => block.id),
  })
  await ask(run, 'briefings.release', { id: made.id })
}

/** The text of the paragraph that the page's own selection ends in, and whether it can be seen. */
const atCaret = (page: Page): Promise<string | null> =>
  page.evaluate(() => {
    const paragraph = getSelection()?.focusNode?.parentElement?.closest('p')
    const desk = document.querySelector('.briefing-desk')
    if (!paragraph || !desk) return null
    const [own, shown] = [paragraph.getBoundingClientRect(), desk.getBoundingClientRect()]
    const seen = own.bottom > shown.top && own.top < shown.bottom
    return seen ? paragraph.textContent : `not in sight: ${paragraph.textContent}`
  })

describe.each(hosts)('a long briefing in $name', (host) => {
  let run: Run
  let page: Page
  runOn(host, async (started) => {
    run = started
    page = run.page
    await openSample(page)
    await page.locator('.sidebar-briefings .sidebar-item').first().waitFor()
    await makeLong(run)
    await page.locator('.sidebar-briefings').getByText('A long one').click()
    await page.locator('.briefing-text p').first().waitFor()
  })

  it('puts into the page what is near', async () => {
    expect(await page.locator('.briefing-text p').count()).toBeLessThan(count / 4)
    await page.locator('.briefing-desk').evaluate((desk) => {
      desk.scrollTop = desk.scrollHeight / 2
    })
    await expect
      .poll(() =>
        page.evaluate(
          () => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest('p')?.textContent,
        ),
      )
      .toMatch(/Paragraph number \d{3,4} says/u)
  })

  it('goes to its end and back, takes words there, and undoes them where they are', async () => {
    await page.keyboard.press('Control+Home')
    await page.locator('.briefing-text').focus()
    await page.keyboard.press('Control+End')
    await expect.poll(() => atCaret(page)).toContain(words(count - 1))
    await page.keyboard.type(' The last words.')
    await page.keyboard.press('Control+Home')
    await expect.poll(() => atCaret(page)).toContain(words(0))
    await page.keyboard.type('First. ')
    await saved(page)
    await page.keyboard.press('Control+z')
    await expect.poll(() => atCaret(page)).not.toContain('First.')
    await page.keyboard.press('Control+z')
    await expect.poll(() => atCaret(page)).toContain(words(count - 1))
    expect(await atCaret(page)).not.toContain('The last')
    await page.keyboard.press('Control+y')
    await expect.poll(() => atCaret(page)).toContain('The last words.')
    await saved(page)
  })

  it('is copied whole', async () => {
    await page.evaluate(() => {
      document.addEventListener('copy', (event) => {
        Object.assign(window, { copied: event.clipboardData?.getData('text/plain') })
      })
    })
    await page.keyboard.press('Control+a')
    await expect.poll(() => page.evaluate(() => getSelection()?.isCollapsed)).toBe(false)
    await page.keyboard.press('Control+c')
    const copied = await page.evaluate(() => (window as unknown as { copied: string }).copied)
    for (const at of [0, 700, count - 1]) expect(copied).toContain(words(at))
  })

  it('shows a place that is found far away', async () => {
    await page.keyboard.press('Control+Home')
    await page.keyboard.press('Control+f')
    await page.keyboard.type('number 1503 says')
    await page.locator('.find-count', { hasText: '1 of 1' }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => atCaret(page)).toContain(words(1503))
  })

  it('marks a misspelt word wherever it is gone to, and again when it is come back to', async () => {
    /** The marked words that are in the page. */
    const marked = () =>
      page.evaluate(() =>
        [...(CSS.highlights.get('spelling') ?? [])]
          .map((each) => each as unknown as Range)
          .filter((range) => range.startContainer.isConnected)
          .map(String),
      )
    await page.keyboard.press('Control+Home')
    await page.locator('footer', { hasText: '1 misspelling' }).waitFor()
    await page.keyboard.press('Alt+F7')
    await page.getByRole('menuitem', { name: 'misspelled' }).waitFor()
    expect(await marked()).toEqual(['mispelled'])
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+Home')
    await expect.poll(() => page.getByText('A mispelled one').count(), { timeout: 15_000 }).toBe(0)
    await page.locator('.briefing-desk').evaluate((desk, part) => {
      desk.scrollTop = desk.scrollHeight * part
    }, misspelt / count)
    await page.getByText('A mispelled one').waitFor()
    await expect.poll(marked).toEqual(['mispelled'])
  })

  it('is whole in the page for a screen reader', async () => {
    await ask(run, 'settings.set', { longTexts: 'whole' })
    await page.reload()
    await page.locator('.sidebar-briefings').getByText('A long one').click()
    await expect.poll(() => page.locator('.briefing-text p').count()).toBe(count)
    await ask(run, 'settings.set', { longTexts: 'near' })
    await page.reload()
    await page.locator('.sidebar-briefings').getByText('A long one').click()
    await page.locator('.briefing-text p').first().waitFor()
    await expect.poll(() => page.locator('.briefing-text p').count()).toBeLessThan(count / 4)
  })
})
