import { mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import axe from 'axe-core'
import { build as bundle } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { root } from '../../parts.ts'
import { startBrowser } from '../serve.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}
/** The policy of both hosts. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; base-uri 'none'; form-action 'none'"

export interface WindowOptions {
  readonly open?: boolean
  readonly dialogs?: boolean
  readonly many?: number
  readonly size?: { width: number; height: number }
  readonly scheme?: 'light' | 'dark'
}

/** The built window in a browser, over the stand-in for the main side. */
export interface Windows {
  open(options?: WindowOptions): Promise<{ page: Page; complaints: string[] }>
  close(): Promise<void>
}

/** Builds the window once and serves it under the product's policy. */
export async function startWindows(): Promise<Windows> {
  const outDir = mkdtempSync(join(tmpdir(), 'attest-window-'))
  await build({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'silent',
    build: { outDir, emptyOutDir: true },
  })
  const fake = await bundle({
    entryPoints: [join(root, 'tests/fixtures/renderer/fakeClient.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome108',
  })
  const script = fake.outputFiles[0]?.text ?? ''
  const server: Server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/'
    readFile(join(outDir, path === '/' ? 'index.html' : path)).then(
      (bytes) => {
        response.writeHead(200, {
          'content-type': types[extname(path)] ?? 'text/html',
          'content-security-policy': policy,
        })
        response.end(bytes)
      },
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const browser: Browser = await startBrowser()
  return {
    open: async (options = {}) => {
      const { size = { width: 1440, height: 900 }, scheme = 'light', ...rest } = options
      const context = await browser.newContext({
        viewport: size,
        colorScheme: scheme,
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      const complaints: string[] = []
      page.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text())
      })
      page.on('pageerror', (error) => complaints.push(String(error)))
      await page.addInitScript(`globalThis.attestFake = ${JSON.stringify(rest)};${script}`)
      await page.goto(`http://127.0.0.1:${port}/`)
      await page.locator('main').first().waitFor()
      return { page, complaints }
    },
    close: async () => {
      await browser.close()
      server.close()
      rmSync(outDir, { recursive: true, force: true })
    },
  }
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

interface Axe {
  run(options: unknown): Promise<{
    violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[]
  }>
}

/**
 * What axe finds on a page by the WCAG 2.2 AA rules and best practices: one line for each node. It is brought into
 * the page once, and the page's policy does not hold for what a test evaluates.
 *
 * @param only one rule, in place of them all
 */
export async function breaches(page: Page, only?: string): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const runOnly = only === undefined ? { type: 'tag', values: tags } : { type: 'rule', values: [only] }
  const { violations } = await page.evaluate(
    (options) => (window as unknown as { axe: Axe }).axe.run(options),
    { runOnly, resultTypes: ['violations'] },
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      (node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`,
    ),
  )
}

/** Calls the stand-in's operation from the page. */
export async function ask<Value>(page: Page, name: string, input: unknown): Promise<Value> {
  const result = await page.evaluate(
    ([operation, payload]) =>
      (
        globalThis as unknown as { attest: { call(name: string, input: unknown): Promise<unknown> } }
      ).attest.call(operation as string, payload),
    [name, input],
  )
  const { ok, value } = result as { ok: boolean; value: Value }
  if (!ok) throw new Error(JSON.stringify(result))
  return value
}
