import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { build } from 'esbuild'
import { type Browser, chromium as playwright } from 'playwright-core'
import { type Bench, median, ms, quantile, times } from '../bench.ts'

const kinds = ['attest', 'prosemirror', 'prosemirror-cv'] as const
type Kind = (typeof kinds)[number]
const sizes = [100, 1000]
/** Each editor is opened this often, in turn, so that a slow moment of the machine meets all of them. */
const rounds = 3
const strokesPerRound = 70
/** The first keys warm the compiler up. */
const warming = 20

const names: Record<Kind, string> = {
  attest: 'Attest, the whole writing screen',
  prosemirror: 'ProseMirror',
  'prosemirror-cv': 'ProseMirror, `content-visibility: auto`',
}

interface Samples {
  readonly opening: number[]
  readonly strokes: number[]
}

/** The page with both editors, as one script and one style sheet. */
async function page(): Promise<{ script: string; style: string }> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'page/main.tsx')],
    bundle: true,
    minify: true,
    write: false,
    outdir: 'out',
    format: 'iife',
    target: 'chrome108',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"', 'import.meta.env.DEV': 'false' },
    loader: { '.woff2': 'empty', '.woff': 'empty' },
    logLevel: 'error',
  })
  const ending = (suffix: string): string =>
    outputFiles.find((file) => file.path.endsWith(suffix))?.text ?? ''
  return { script: ending('.js'), style: ending('.css') }
}

/** Opens one editor in a page of its own, types in the middle, and reads what the page measured. */
async function typeIn(browser: Browser, files: { script: string; style: string }, kind: Kind, size: number) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  try {
    const tab = await context.newPage()
    await tab.setContent(
      '<!doctype html><html lang="en" data-theme="light"><body><div id="place"></div><div class="prosemirror-desk"><article class="briefing-page"><div id="prose" class="briefing-text"></div></article></div></body></html>',
    )
    await tab.addStyleTag({ content: files.style })
    await tab.addScriptTag({ content: files.script })
    const opening = Number(await tab.evaluate(`bench.open('${kind}', ${size})`))
    const length = async (): Promise<number> => Number(await tab.evaluate('document.body.textContent.length'))
    const before = await length()
    for (let stroke = 0; stroke < strokesPerRound; stroke += 1) await tab.keyboard.press('x')
    await tab.waitForTimeout(50)
    const after = await length()
    const strokes = (await tab.evaluate('bench.strokes')) as number[]
    // A key that went nowhere would be the fastest of all.
    if (after - before < strokesPerRound)
      throw new Error(`${kind} took ${after - before} of ${strokesPerRound} keys at ${size} paragraphs`)
    return { opening, strokes: strokes.slice(warming) }
  } finally {
    await context.close()
  }
}

/** Milliseconds of every editor at every size, all in one browser. */
export async function measure(): Promise<Map<string, Samples>> {
  const files = await page()
  const found = new Map<string, Samples>()
  const browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    // Frames are made as soon as they can be, or every stroke would wait for the same 60th of a second.
    args: ['--no-sandbox', '--disable-gpu', '--disable-frame-rate-limit', '--disable-gpu-vsync'],
    headless: true,
  })
  try {
    for (let round = 0; round < rounds; round += 1) {
      for (const size of sizes) {
        for (const kind of kinds) {
          const { opening, strokes } = await typeIn(browser, files, kind, size)
          const samples = found.get(`${kind} ${size}`) ?? { opening: [], strokes: [] }
          samples.opening.push(opening)
          samples.strokes.push(...strokes)
          found.set(`${kind} ${size}`, samples)
        }
      }
    }
  } finally {
    await browser.close()
  }
  return found
}

const bench: Bench = async () => {
  const found = await measure()
  const rows = sizes.flatMap((size) => {
    const base = found.get(`prosemirror ${size}`)
    return kinds.flatMap((kind) => {
      const own = found.get(`${kind} ${size}`)
      if (!own || !base) return []
      return [
        [
          `${names[kind]}, ${size.toLocaleString('en')} paragraphs`,
          ms(median(own.strokes)),
          ms(quantile(own.strokes, 0.95)),
          times(median(own.strokes) / median(base.strokes)),
          ms(median(own.opening)),
          times(median(own.opening) / median(base.opening)),
        ],
      ]
    })
  })
  return {
    title: 'A keystroke until it is painted',
    how: `The same text in one browser run (${rounds} rounds in turn, ${strokesPerRound - warming} keys each after ${warming} to warm up), typed in the middle; every second paragraph has a citation. From the key to the painted frame, without a limit on frames. Attest numbers, counts, saves and watches for \`@\` meanwhile; ProseMirror runs its example setup.`,
    head: ['editor', 'key to paint', 'p95', 'against ProseMirror', 'opening', 'against ProseMirror'],
    rows,
  }
}
export default bench

if (process.argv[1] === import.meta.filename) {
  const found = await measure()
  const result = Object.fromEntries(
    [...found].map(([name, { opening, strokes }]) => [
      name,
      { keyToPaintMs: median(strokes), p95Ms: quantile(strokes, 0.95), openingMs: median(opening) },
    ]),
  )
  const ratio = (size: number): number =>
    (result[`attest ${size}`]?.keyToPaintMs ?? 0) / (result[`prosemirror ${size}`]?.keyToPaintMs ?? 1)
  console.log(
    JSON.stringify({ result, ratios: Object.fromEntries(sizes.map((size) => [size, ratio(size)])) }, null, 2),
  )
}
