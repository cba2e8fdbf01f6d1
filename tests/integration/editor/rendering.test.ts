import { join } from 'node:path'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startBrowser } from '../../e2e/serve.ts'
import { root } from '../../parts.ts'

const blocks = 250
let browser: Browser
let page: Page

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'tests/bench/editor/page/rendering.tsx')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'chrome108',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  })
  browser = await startBrowser()
  page = await browser.newPage()
  await page.setContent(
    `<!doctype html><html lang="en"><body data-count="${blocks}"><div id="place"></div></body></html>`,
  )
  await page.addScriptTag({ type: 'module', content: outputFiles[0]?.text ?? '' })
  await page
    .locator('.briefing-text p')
    .nth(blocks - 1)
    .waitFor({ state: 'attached' })
  // Labels and numbers have arrived.
  await page.waitForFunction("document.querySelectorAll('.chip-label').length > 100")
})
afterAll(() => browser?.close())

/** Which blocks are drawn by `act`, and how often. */
async function drawnBy(act: () => Promise<void>): Promise<[string, number][]> {
  await page.evaluate('rendering.drawn.clear()')
  await act()
  await page.waitForTimeout(700)
  return (await page.evaluate('[...rendering.drawn]')) as [string, number][]
}

describe('what a keystroke draws', () => {
  it('is its own block and no other', async () => {
    const paragraph = page.locator('.briefing-text p').nth(120)
    await paragraph.click({ position: { x: 30, y: 8 } })
    const id = await page.evaluate('rendering.session.editor.children[120].id')
    const drawn = await drawnBy(() => page.keyboard.press('x'))
    // Its citation is part of it.
    const inline = await page.evaluate(
      "rendering.session.editor.children[120].children.flatMap((node) => node.type === 'citation' ? [node.id] : [])",
    )
    expect(drawn.filter(([each]) => each !== id && !(inline as string[]).includes(each))).toEqual([])
    expect(new Map(drawn).get(id as string)).toBe(1)
    expect(await paragraph.textContent()).toContain('x')
  })

  it('is no block when a citation before it changes every number', async () => {
    const numbers = () => page.locator('.chip b').allTextContents()
    const before = await numbers()
    const drawn = await drawnBy(async () => {
      await page.evaluate(
        "{ const { session } = rendering; const { editor } = session; const at = editor.children[0].children.findIndex((node) => node.type === 'citation'); editor.apply({ type: 'remove_node', path: [0, at], node: editor.children[0].children[at] }); }",
      )
    })
    const first = await page.evaluate('rendering.session.editor.children[0].id')
    expect(drawn.map(([id]) => id)).toEqual([first])
    const after = await numbers()
    expect(after).not.toEqual(before)
    expect(after.map(Number)).toEqual(after.map((_, at) => at + 1))
  })
})
