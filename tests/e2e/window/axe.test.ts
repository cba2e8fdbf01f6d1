import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeData, removeData, type ServeRun, startServe } from '../serve.ts'
import type { Screen } from './going.ts'
import { screensOfLibrary, screensWithoutLibrary } from './screens.ts'
import { breaches } from './windows.ts'
import { screensOfWriting } from './writingScreens.ts'

// One real window, with the real sample behind it, goes through every screen three times: at its usual size by axe, in
// light and in dark; at its least size, and at 200 % zoom, by whether everything has room.

let run: ServeRun
let page: Page
let home = ''
const complaints: string[] = []

beforeAll(async () => {
  home = makeData()
  run = await startServe({ home })
  page = run.page
  page.setDefaultTimeout(30_000)
  await page.emulateMedia({ reducedMotion: 'reduce' })
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
})
afterAll(async () => {
  await run.close()
  removeData(home)
})

/** Only colours differ between the themes: the other rules are not asked twice. */
async function inTheDark(): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(() => page.locator('html').getAttribute('data-theme')).toBe('dark')
  const found = await breaches(page, 'color-contrast')
  await page.emulateMedia({ colorScheme: 'light' })
  return found
}

/** Controls that lie outside the window with nothing to scroll them in by, and text that runs over its page. */
const cut = (): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    if (document.documentElement.scrollWidth > window.innerWidth) found.push('the window scrolls sideways')
    const top = document.querySelector('dialog[open]') ?? document.body
    for (const element of top.querySelectorAll<HTMLElement>(
      'button, a[href], input, select, textarea, [role=option], h1, h2, h3',
    )) {
      const box = element.getBoundingClientRect()
      if (box.width === 0 || getComputedStyle(element).visibility === 'hidden') continue
      if (element.closest('.visually-hidden, [inert], [hidden]') !== null) continue
      let scrolls = false
      for (let up: HTMLElement | null = element; up !== null; up = up.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(up)
        if (/auto|scroll/u.test(`${overflowX}${overflowY}`)) scrolls = true
      }
      const out = box.left < -1 || box.right > window.innerWidth + 1
      const below = box.top < -1 || box.bottom > window.innerHeight + 1
      if (out || (below && !scrolls)) found.push(element.outerHTML.slice(0, 120))
    }
    return found
  })

function walk(screens: readonly Screen[], check: () => Promise<void>): void {
  it.each(screens)('$name', async ({ go, leave }) => {
    await go(page)
    await check()
    await leave?.(page)
    expect(complaints.splice(0)).toEqual([])
  })
}

const openSample = async (): Promise<void> => {
  await page.keyboard.press('Control+Shift+o')
  // It is made first: four texts are captured and marked.
  await page.locator('.sidebar-briefings .sidebar-item').first().waitFor({ timeout: 60_000 })
}
const accessible = async (): Promise<void> => {
  expect(await breaches(page)).toEqual([])
  expect(await inTheDark()).toEqual([])
}
const roomy = async (): Promise<void> => {
  // A surface that hangs from something finds its place in the next frame.
  await page.waitForTimeout(30)
  expect(await cut()).toEqual([])
}

/** What a page must not have, each with the rule that it breaks. */
const faults = {
  label: '<input>',
  'button-name': '<button><svg></svg></button>',
  'image-alt': '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">',
  'color-contrast': '<p class="fault">faint</p>',
  'aria-required-parent': '<div role="option">one</div>',
}

describe('what looks for breaches', () => {
  it('finds what is put into the page against the rules, in light and dark', async () => {
    await page.getByRole('button', { name: /Open the sample/ }).waitFor()
    await page.evaluate((html) => {
      document.querySelector('main')?.insertAdjacentHTML('beforeend', `<div id="faults">${html}</div>`)
      // Faint on either ground, and by no inline style: the policy has none.
      document.querySelector<HTMLElement>('.fault')?.style.setProperty('color', 'rgb(128 128 128 / 40%)')
    }, Object.values(faults).join(''))
    const found = await breaches(page)
    const dark = await inTheDark()
    await page.evaluate(() => document.querySelector('#faults')?.remove())
    for (const rule of Object.keys(faults)) expect(found.join('\n')).toContain(`${rule}: `)
    expect(dark.join('\n')).toContain('color-contrast: ')
    expect(complaints.splice(0)).toEqual([])
  })
  it('sees what has no room', async () => {
    await page.evaluate(() => {
      const button = document.body.appendChild(document.createElement('button'))
      button.id = 'fault'
      button.textContent = 'outside'
      button.style.cssText = 'position:fixed;left:100%;top:0'
    })
    const found = await cut()
    await page.evaluate(() => document.querySelector('#fault')?.remove())
    expect(found.join()).toContain('outside')
  })
})

describe('no breach of accessibility rules, in light and dark', () => {
  walk(screensWithoutLibrary, accessible)
  it('the sample opens', openSample)
  walk(screensOfLibrary, accessible)
  walk(screensOfWriting, accessible)
})

describe('room for everything in the least window', () => {
  it('becomes small', () => page.setViewportSize({ width: 1024, height: 700 }))
  walk(screensOfLibrary, roomy)
})

describe('room for everything at 200 %', () => {
  // A window of 1440 × 900 shows half as many CSS pixels each way.
  it('becomes large in its signs', () => page.setViewportSize({ width: 720, height: 450 }))
  walk(screensOfLibrary, roomy)
})
