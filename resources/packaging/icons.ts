import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { IconIcns, IconIco } from '@shockpkg/icon-encoder'
import chromium from '@sparticuz/chromium'
import { type Page, chromium as playwright } from 'playwright-core'

// `npm run icons`: draws resources/icons/*.svg at every size that a platform asks for, and packs the .ico and .icns
// of Windows and macOS. What it writes is committed: a build needs no browser.

const icons = join(import.meta.dirname, '../icons')

/** Below this size, in px, the drawing with fewer and thicker strokes is used. */
const smallBelow = 48
const linuxSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024]
const windowsSizes = [16, 20, 24, 32, 40, 48, 64, 128, 256]
/** Kinds of picture in an .icns and their size in px; `@2x` kinds are those of half the size on a dense screen. */
const macosKinds: readonly (readonly [string, number])[] = [
  ['ic04', 16],
  ['ic11', 32],
  ['ic05', 32],
  ['ic12', 64],
  ['ic07', 128],
  ['ic13', 256],
  ['ic08', 256],
  ['ic14', 512],
  ['ic09', 512],
  ['ic10', 1024],
]

/** A square PNG with transparent ground. */
async function draw(page: Page, name: string, size: number): Promise<Buffer> {
  const svg = await readFile(join(icons, `${name}.svg`), 'base64')
  await page.setViewportSize({ width: size, height: size })
  await page.setContent(
    `<body style="margin:0"><img style="display:block" width="${size}" height="${size}" src="data:image/svg+xml;base64,${svg}">`,
  )
  return page.screenshot({ omitBackground: true })
}

const drawing = (name: string, size: number): string => (size < smallBelow ? `${name}-small` : name)

async function writePngs(page: Page, name: string, folder: string): Promise<void> {
  await mkdir(join(icons, folder), { recursive: true })
  for (const size of linuxSizes) {
    const png = await draw(page, drawing(name, size), size)
    await writeFile(join(icons, folder, `${size}x${size}.png`), png)
  }
}

async function writeIco(page: Page, name: string): Promise<void> {
  const ico = new IconIco()
  for (const size of windowsSizes) await ico.addFromPng(await draw(page, drawing(name, size), size))
  await writeFile(join(icons, `${name}.ico`), ico.encode())
}

async function writeIcns(page: Page, name: string, large: string): Promise<void> {
  const icns = new IconIcns()
  icns.toc = true
  for (const [kind, size] of macosKinds) {
    const png = await draw(page, size < smallBelow ? `${name}-small` : large, size)
    await icns.addFromPng(png, [kind])
  }
  await writeFile(join(icons, `${name}.icns`), icns.encode())
}

const browser = await playwright.launch({
  executablePath: await chromium.executablePath(),
  args: chromium.args,
  headless: true,
})
try {
  const page = await browser.newPage()
  await writePngs(page, 'app', 'app')
  await writePngs(page, 'document', 'document')
  await writeIco(page, 'app')
  await writeIco(page, 'document')
  await writeIcns(page, 'app', 'app-macos')
  await writeIcns(page, 'document', 'document')
} finally {
  await browser.close()
}
