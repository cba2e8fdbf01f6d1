import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { build } from 'esbuild'
import { type Browser, chromium as playwright } from 'playwright-core'
import { type Bench, median, ms, quantile, times } from '../bench.ts'

const kinds = ['attest', 'prosemirror', 'prosemirror-cv'] as const
type Kind = (typeof kinds)[number]
const sizes = [100, 1000, 10_000]
/** Each editor is opened this often, in turn, so that a slow moment of the machine meets all of them. */
const rounds = 3
/** Keys at the beginning, in the middle and at the end, each round. */
const strokesAtPlace = 30
/** The first keys at a place warm the compiler up. */
const warming = 6

const names: Record<Kind, string> = {
  attest: 'Attest, the whole writing screen',
  prosemirror: 'ProseMirror',
  'prosemirror-cv': 'ProseMirror, `content-visibility: auto`',
}

interface Samples {
  readonly opening: number[]
  readonly strokes: number[]
  /** Bytes of the JavaScript heap after opening, garbage collected. */
  readonly heap: number[]
  /** The longest time in ms that scrolling from end to end showed nothing. */
  readonly blank: number[]
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

/** Opens one editor in a page of its own, types at three places, scrolls, and reads what the page measured. */
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
    const devTools = await context.newCDPSession(tab)
    await devTools.send('HeapProfiler.collectGarbage')
    const { usedSize: heap } = await devTools.send('Runtime.getHeapUsage')
    const strokes: number[] = []
    for (const at of [0, Math.floor(size / 2), size - 1]) {
      await tab.evaluate(`bench.go(${at})`)
      const before = Number(await tab.evaluate('bench.typed()'))
      await tab.evaluate('bench.strokes.length = 0')
      for (let stroke = 0; stroke < strokesAtPlace; stroke += 1) await tab.keyboard.press('x')
      await tab.waitForTimeout(50)
      // A key that went nowhere would be the fastest of all.
      const taken = Number(await tab.evaluate('bench.typed()')) - before
      if (taken !== strokesAtPlace)
        throw new Error(`${kind} took ${taken} of ${strokesAtPlace} keys at ${at} of ${size} paragraphs`)
      strokes.push(...((await tab.evaluate('bench.strokes')) as number[]).slice(warming))
    }
    // ProseMirror keeps every paragraph in the page: there is nothing to be seen missing.
    const blank = kind === 'attest' ? [Number(await tab.evaluate('bench.scroll()'))] : []
    return { opening, strokes, heap, blank }
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
          const { opening, strokes, heap, blank } = await typeIn(browser, files, kind, size)
          const samples = found.get(`${kind} ${size}`) ?? { opening: [], strokes: [], heap: [], blank: [] }
          samples.opening.push(opening)
          samples.strokes.push(...strokes)
          samples.heap.push(heap)
          samples.blank.push(...blank)
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
    const base = found.get(`prosemirror-cv ${size}`)
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
          `${(median(own.heap) / 2 ** 20).toFixed(0)} MiB`,
          own.blank.length > 0 ? ms(median(own.blank)) : '',
        ],
      ]
    })
  })
  return {
    title: 'A keystroke until it is painted',
    how: `The same text in one browser run, every second paragraph with a citation (${rounds} rounds in turn; ${strokesAtPlace - warming} keys each at the beginning, in the middle and at the end, after ${warming} to warm up). From the key to the painted frame, without a limit on frames. Attest numbers, counts, saves and watches for \`@\` meanwhile; ProseMirror runs its example setup. The heap is JavaScript’s after opening, garbage collected; blank is the longest time without text while the whole is scrolled through, a window’s height a frame. Ratios are to ProseMirror with \`content-visibility\`.`,
    head: ['editor', 'key to paint', 'p95', 'ratio', 'opening', 'ratio', 'heap', 'blank'],
    rows,
  }
}
export default bench
