import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { forkChild } from '../../main/children.ts'
import { createSampleLibrary } from '../../main/sample.ts'
import openDisplay from '../e2e/display.ts'
import { giveToUser, makeHome, removeHome, startElectron } from '../e2e/electron.ts'
import { parts, root } from '../parts.ts'
import { type Bench, median, ms, quantile } from './bench.ts'

const rounds = 7
const title = 'Starting'
const subject = 'Whether to sign the Carrier Notice Order this spring'

interface Stages {
  readonly page: number
  readonly library: number
  readonly key: number
}

/** One start with the sample library: until the first screen is there, until its briefings are, until a typed key is. */
async function start(home: string): Promise<Stages> {
  const started = performance.now()
  const since = (): number => performance.now() - started
  const run = await startElectron({ home, args: [join(home, 'Documents/Sample.attest')] })
  try {
    const page = since()
    await run.page.getByText(subject).first().click()
    const library = since()
    const paragraph = run.page.locator('.briefing-text p').first()
    await paragraph.click()
    await run.page.keyboard.type('§')
    await paragraph.filter({ hasText: '§' }).waitFor()
    const key = since()
    // The next start finds the memo as it was.
    await run.page.keyboard.press('Backspace')
    await run.page.locator('[data-save="saved"]').waitFor()
    return { page, library, key }
  } finally {
    await run.close()
  }
}

const bench: Bench = async () => {
  if (parts.electron !== null) return { title, leftOut: parts.electron }
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'ignore' })
  const closeDisplay = await openDisplay()
  const home = makeHome()
  try {
    await createSampleLibrary(join(home, 'Documents/Sample.attest'), {
      launchChild: forkChild,
      now: Date.now,
    })
    giveToUser(home)
    const all: Stages[] = []
    for (let round = 0; round < rounds; round++) all.push(await start(home))
    // The first start makes Chromium's profile.
    const row = (what: string, stage: keyof Stages): string[] => {
      const took = all.slice(1).map((stages) => stages[stage])
      return [what, ms(median(took)), ms(quantile(took, 1)), ms(all[0]?.[stage] ?? Number.NaN)]
    }
    return {
      title,
      how: `Attest in Electron with the sample library, ${rounds - 1} starts after a first one, driven by Playwright: from starting the process until the window shows its first screen, until a briefing is chosen in the list, and until the first typed letter stands in its text.`,
      head: ['from the start until', 'median', 'slowest', 'very first'],
      rows: [
        row('the first screen is shown', 'page'),
        row('a briefing is chosen', 'library'),
        row('the first key is taken', 'key'),
      ],
    }
  } finally {
    removeHome(home)
    closeDisplay()
  }
}
export default bench
