import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commandIds } from '../../../shared/commands/catalogue.ts'
import { fixture } from '../mainJob/acts.ts'
import { makeData, removeData, type ServeRun, startServe } from '../serve.ts'

// The whole job without a pointer, with what is announced on the way; then how the focus, motion and forced colours
// show on the screen that has most of them.

let run: ServeRun
let page: Page
let home = ''
/** Ids of every command that could be used at some moment, as the window told its host. */
const usable = new Set<string>()

beforeAll(async () => {
  home = makeData()
  run = await startServe({ home })
  page = run.page
  page.setDefaultTimeout(30_000)
  // The browser hands over what it would ask for only while somebody listens, and begins to a moment after: now, then.
  page.on('filechooser', () => undefined)
  page.on('request', (request) => {
    if (!request.url().endsWith('/call/app.commands')) return
    for (const id of (request.postDataJSON() as { enabled: string[] }).enabled) usable.add(id)
  })
  await page.addInitScript(() => {
    const said: string[] = []
    Object.assign(window, { said })
    document.addEventListener('DOMContentLoaded', () => {
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          const region = (target instanceof Element ? target : target.parentElement)?.closest('[role=status]')
          const words = region?.textContent?.trim() ?? ''
          if (words !== '' && said.at(-1) !== words) said.push(words)
        }
      }).observe(document.body, { subtree: true, childList: true, characterData: true })
    })
  })
  await page.reload()
})
afterAll(async () => {
  await run.close()
  removeData(home)
})

const said = (): Promise<string[]> => page.evaluate(() => (window as unknown as { said: string[] }).said)
const times = async (pattern: RegExp): Promise<number> =>
  (await said()).filter((words) => pattern.test(words)).length
const focused = (): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent?.trim() ?? document.activeElement?.tagName ?? '')
/** Presses a key until the focus is where it is wanted. */
async function pressUntil(key: string, wanted: RegExp): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) {
    if (wanted.test(await focused())) return
    await page.keyboard.press(key)
  }
  throw new Error(`${key} never came to ${wanted}: ${await focused()}`)
}

describe('the whole job without a pointer', () => {
  it('makes a library from the first page', async () => {
    await page.getByRole('button', { name: /Create a library/ }).waitFor()
    await pressUntil('Tab', /^Create a library/)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('Norvia desk')
    await page.keyboard.press('Enter')
    await page.locator('.sidebar').waitFor()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('imports a document, and says once that it is done', async () => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('i')])
    await chooser.setFiles(fixture)
    await page.locator('.paper-text').waitFor()
    await expect.poll(() => times(/^1 file imported$/u)).toBe(1)
  })

  it('marks a claim, the keys coming faster than the page is drawn', async () => {
    for (let turn = 0; turn < 6; turn += 1) {
      if ((await page.evaluate(() => document.activeElement?.className)) === 'paper-text') break
      await page.keyboard.press('F6')
    }
    const wanted = 'Norvia will ask every ship'
    for (let turn = 0; turn < 20; turn += 1) {
      await page.keyboard.press('.')
      if ((await page.evaluate(() => String(getSelection()))).startsWith(wanted)) break
    }
    // One back and one forth with no time between them, then the mark: nothing may be lost.
    await Promise.all([',', '.', 'c'].map((key) => page.keyboard.press(key)))
    await page.locator('.new-mark').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.locator('.mark-run-claim', { hasText: wanted }).waitFor()
    await expect.poll(() => times(/Claim saved/u)).toBe(1)
  })

  it('keeps and rejects what is suggested in the source', async () => {
    const here = (words: RegExp) => expect.poll(() => times(words)).toBeGreaterThan(0)
    // They are found while a person reads.
    await page.getByText(/^\d+ suggested$/u).waitFor()
    await page.keyboard.press('n')
    await here(/^Suggested\. Claim: fact.*The rule was published/u)
    await page.keyboard.press('n')
    await here(/^Suggested\. .*No ship will touch/u)
    await page.keyboard.press('a')
    await expect.poll(() => times(/^Quote kept$/u)).toBe(1)
    await page.locator('.mark-run-quote', { hasText: 'No ship will touch' }).waitFor()
    await page.keyboard.press('x')
    await expect.poll(() => times(/^Not suggested again/u)).toBe(1)
  })

  it('writes, cites and exports', async () => {
    await page.keyboard.press('Control+n')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('Permits in the strait')
    await page.keyboard.press('Enter')
    await page.locator('.briefing-text').waitFor()
    await pressUntilText()
    await page.keyboard.type('Norvia will license repairs @permit')
    await page.locator('.cite-row[aria-selected=true]').waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.locator('.briefing-text .chip').count()).toBe(1)
    await page.locator('[data-save="saved"]').waitFor()
    await page.keyboard.press('Control+e')
    await page.getByRole('dialog').waitFor()
    expect(await focused()).toMatch(/^Export/u)
    await page.keyboard.press('Enter')
    await page.locator('.export-done').waitFor({ timeout: 60_000 })
    // The link to the file takes the focus over from the button that is gone.
    await expect.poll(focused).toMatch(/^Download/u)
    expect(await times(/^Exported: /u)).toBe(1)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('puts a second briefing beside the first, goes between them, and ends it', async () => {
    await page.keyboard.press('Control+n')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.type('Fees in the strait')
    await page.keyboard.press('Enter')
    await page.locator('.crumbs b', { hasText: 'Fees in the strait' }).waitFor()
    await page.locator('.briefing-text').waitFor()
    await page.keyboard.press('Control+Shift+b')
    const chooser = page.getByRole('dialog', { name: 'Open another briefing beside this one' })
    await chooser.getByRole('option').first().waitFor()
    await page.keyboard.type('Permits')
    await expect.poll(() => chooser.getByRole('option').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.locator('.pane[data-active] .briefing-text:focus', { hasText: 'license repairs' }).waitFor()
    await page.keyboard.press('Control+F6')
    await page.locator('.crumbs b', { hasText: 'Fees in the strait' }).waitFor()
    await expect.poll(() => times(/^First briefing, Fees in the strait$/u)).toBe(1)
    await page.keyboard.press('Shift+F4')
    await expect.poll(() => page.locator('.pane').count()).toBe(1)
    await expect.poll(() => times(/^Closed\. Fees in the strait has the page\.$/u)).toBe(1)
    await page.keyboard.press('Alt+ArrowLeft')
    await page.locator('.briefing-text', { hasText: 'license repairs' }).waitFor()
  })

  /** F6 goes round the regions until the caret is in the text. */
  async function pressUntilText(): Promise<void> {
    const inText = () =>
      page.evaluate(() => document.activeElement?.classList.contains('briefing-text') === true)
    for (let turn = 0; turn < 6 && !(await inText()); turn += 1) await page.keyboard.press('F6')
    for (let turn = 0; turn < 40 && !(await inText()); turn += 1) await page.keyboard.press('Tab')
    expect(await inText()).toBe(true)
  }

  it('has met every command on the way', async () => {
    // Going back makes going forward possible; a field makes undoing its words possible.
    await page.keyboard.press('Alt+ArrowLeft')
    await page.waitForTimeout(400)
    await page.keyboard.press('Alt+ArrowRight')
    await page.waitForTimeout(400)
    // Over the page only, and done by the browser.
    const never = ['view.close-inspector', 'edit.paste-plain']
    await expect.poll(() => commandIds.filter((id) => !usable.has(id) && !never.includes(id))).toEqual([])
  })
})

describe('the focus', () => {
  it('shows wherever Tab goes', async () => {
    const unseen: string[] = []
    await page.keyboard.press('F6')
    for (let turn = 0; turn < 45; turn += 1) {
      await page.keyboard.press('Tab')
      const bad = await page.evaluate(() => {
        const element = document.activeElement
        if (!(element instanceof HTMLElement) || element === document.body || element.isContentEditable)
          return null
        const shown = getComputedStyle(element)
        const outlined = shown.outlineStyle !== 'none' && Number.parseFloat(shown.outlineWidth) >= 2
        const clear = /rgba\(.*, 0\)|transparent/u.test(shown.outlineColor)
        // A field draws its ring inside.
        const ringed = / 0px 0px 0px 2px inset$/u.test(shown.boxShadow)
        return (outlined && !clear) || ringed ? null : element.outerHTML.slice(0, 140)
      })
      if (bad !== null) unseen.push(bad)
    }
    expect([...new Set(unseen)]).toEqual([])
  })
})

/** Everything that has words but the title of the library: how long any of it moves, in seconds. */
const longest = (): Promise<number> =>
  page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll('*')].flatMap((element) => {
        const { transitionDuration, animationDuration } = getComputedStyle(element)
        return `${transitionDuration}, ${animationDuration}`.split(', ').map(Number.parseFloat)
      }),
    ),
  )

describe('reduced motion', () => {
  it('lets nothing move for longer than a hundredth of a second', async () => {
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    await page.locator('.brand').focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitemradio').first().waitFor()
    expect(await longest()).toBeGreaterThan(0.05)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    expect(await longest()).toBeLessThanOrEqual(0.01)
    await page.keyboard.press('Escape')
  })
})

describe('forced colours', () => {
  it('keep focus, verdicts, marks and choices by their lines', async () => {
    await page.emulateMedia({ forcedColors: 'active' })
    const styleOf = (selector: string, property: string): Promise<string> =>
      page.evaluate(
        ([sought = '', name = '']) => {
          const element = document.querySelector(sought)
          return element === null ? `no ${sought}` : getComputedStyle(element).getPropertyValue(name)
        },
        [selector, property],
      )
    await page.locator('.brand').focus()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Tab')
    expect(await styleOf('.brand', 'outline-style')).toBe('solid')
    // What is shadow alone is lost in forced colours.
    for (const selector of ['.button', '.briefing-text .chip'])
      expect([selector, await styleOf(selector, 'border-top-style')]).toEqual([
        selector,
        expect.stringMatching(/solid|dashed/u),
      ])
    await page.emulateMedia({ forcedColors: 'none' })
  })
})
