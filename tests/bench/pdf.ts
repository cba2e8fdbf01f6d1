import { execFileSync, fork } from 'node:child_process'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { chromium as playwright } from 'playwright-core'
import type { LaunchChild } from '../../main/children.ts'
import { createExporter } from '../../main/export/exporter.ts'
import { createTypst } from '../../main/export/typst.ts'
import { createLibrary } from '../../main/store/open.ts'
import { type CitedEntity, targetKey } from '../../shared/document/evidence.ts'
import { resolveBriefing } from '../../shared/document/resolve.ts'
import { targetsOf } from '../../shared/document/walk.ts'
import type { OpenBriefing } from '../../shared/model/briefing.ts'
import { root } from '../parts.ts'
import { type Bench, median, ms, timed, times } from './bench.ts'
import { longMemo } from './memo.ts'
import { htmlOf } from './print.ts'
import { inFolder } from './temporary.ts'

const rounds = 5

/** The memo with another word at the end of a paragraph in its middle. */
function withWord(briefing: OpenBriefing, word: string): OpenBriefing {
  const at = Math.floor(briefing.blocks.length / 2)
  return {
    ...briefing,
    blocks: briefing.blocks.map((block, i) =>
      i === at && block.type === 'paragraph'
        ? { ...block, children: [...block.children, { text: ` ${word}` }] }
        : block,
    ),
  }
}

async function pagesOf(pdf: Uint8Array): Promise<number> {
  const loading = getDocument({ data: new Uint8Array(pdf), verbosity: 0 })
  const { numPages } = await loading.promise
  await loading.destroy()
  return numPages
}

interface Took {
  readonly cold: number[]
  readonly warm: number[]
  pages: number
}

/** Chromium's side: start, set the page, print; then a word more, and print again. */
async function print(html: string, took: Took, round: number): Promise<void> {
  const executablePath = await chromium.executablePath()
  const started = performance.now()
  const browser = await playwright.launch({ executablePath, args: chromium.args, headless: true })
  try {
    const page = await browser.newPage()
    await page.setContent(html)
    const options = { preferCSSPageSize: true, tagged: true, outline: true }
    const pdf = await page.pdf(options)
    took.cold.push(performance.now() - started)
    took.pages = await pagesOf(pdf)
    took.warm.push(
      await timed(async () => {
        await page.evaluate(`document.querySelectorAll('p')[60].append(' word${round}')`)
        await page.pdf(options)
      }),
    )
  } finally {
    await browser.close()
  }
}

const built = join(root, 'dist/main/typst-child.cjs')

/** The child as it is shipped: from its source Node would translate it first. */
const launchChild: LaunchChild = (_name, { memoryMiB }) => {
  const child = fork(built, [], {
    execArgv: [`--max-old-space-size=${memoryMiB}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return {
    send: (message) => void child.send(message as object),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => child.kill('SIGKILL'),
  }
}

const bench: Bench = () =>
  inFolder(async (at) => {
    execFileSync(process.execPath, ['esbuild.config.mjs'], { cwd: root })
    const library = await createLibrary(at('pdf.attest'))
    const own: Took = { cold: [], warm: [], pages: 0 }
    const other: Took = { cold: [], warm: [], pages: 0 }
    try {
      const memo = await longMemo(library)
      for (let round = 0; round < rounds; round++) {
        const typst = createTypst({ launchChild })
        const exporter = createExporter({ library, typst, now: Date.now })
        try {
          let pdf = new Uint8Array()
          own.cold.push(
            await timed(async () => {
              pdf = new Uint8Array((await exporter.pdf(memo)).pdf)
            }),
          )
          own.pages = await pagesOf(pdf)
          own.warm.push(await timed(() => exporter.pdf(withWord(memo, `word${round}`))))
        } finally {
          await typst.dispose()
        }
      }

      const described = await library.citations.describe(targetsOf(memo.blocks))
      const entities = new Map<string, CitedEntity>(
        described.map((entity) => [targetKey(entity.target), entity]),
      )
      const html = htmlOf(resolveBriefing({ ...memo, entities, today: '2026-03-16' }))
      for (let round = 0; round < rounds; round++) await print(html, other, round)
    } finally {
      await library.close()
    }
    const row = (what: string, took: Took): string[] => [
      what,
      String(took.pages),
      ms(median(took.cold)),
      times(median(took.cold) / median(other.cold)),
      ms(median(took.warm)),
      times(median(took.warm) / median(other.warm)),
    ]
    return {
      title: 'Setting a PDF',
      how: `A memo of about 20 pages, medians of ${rounds} fresh processes each. Cold: from no process to the finished PDF. Warm: one word is added and the PDF made again. Attest’s PDF is PDF/UA-1 and PDF/A-2a; Chromium’s (@sparticuz/chromium) is tagged and has an outline, from a plain page with the same words on the same paper.`,
      head: ['', 'pages', 'cold', 'to Chromium', 'warm', 'to Chromium'],
      rows: [row('Chromium', other), row('Attest', own)],
    }
  })

export default bench
