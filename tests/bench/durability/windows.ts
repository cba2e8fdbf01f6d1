import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createLibrary } from '../../../main/store/open.ts'
import { emptyHeader } from '../../../shared/document/header.ts'
import { blockText } from '../../../shared/document/walk.ts'
import { type ElectronRun, giveToUser, makeHome, removeHome, startElectron } from '../../e2e/electron.ts'
import { firstBlock } from '../../integration/store/edits.ts'
import { randomFrom, sentence } from '../words.ts'
import { type Complain, lookInto, memoOf } from './look.ts'

// Kills of the real window: its main process, or its page's process, while somebody types. Acknowledged is what the
// window showed as saved.

export interface WindowsOptions {
  readonly kills: number
  readonly seed: number
  readonly onKill?: (done: number) => void
}

export interface WindowsReport {
  readonly rows: readonly WindowRow[]
  readonly losses: readonly string[]
}
export interface WindowRow {
  readonly what: string
  kills: number
  /** Times the window said that everything was saved. */
  saves: number
  /** Typed and shown as saved. */
  characters: number
}

const subject = 'A memo in the window'
const sign = 'ATTEST-SAVED '
/** Longest time of typing after the first words were saved, in ms. */
const longest = 2_500
/** Longest wait for the window to come back, in ms. */
const patience = 30_000

/** The words of each paragraph, as the window draws them. */
const paragraphs = `[...document.querySelectorAll('.briefing-text [data-slate-node="element"]')].map((element) =>
  [...element.querySelectorAll('[data-slate-string]')].map((string) => string.textContent).join('').replace(/[\\uFEFF\\u200B]/gu, ''))`

/** Tells the console of every moment at which the window says that all is saved, with the words it then shows. */
const watch = `(() => {
  const tell = () => {
    if (document.querySelector('[data-save]')?.dataset.save === 'saved') console.log('${sign}' + JSON.stringify(${paragraphs}))
  }
  new MutationObserver(tell).observe(document.body, { subtree: true, attributes: true, attributeFilter: ['data-save'] })
})()`

/** Somebody at the window: types on and on, and remembers what was shown as saved. */
class Typist {
  readonly run: ElectronRun
  /** As last shown as saved. */
  saved: readonly string[] = []
  saves = 0
  #typing = true
  #onSaved: () => void = () => undefined

  constructor(run: ElectronRun, seed: number) {
    this.run = run
    run.page.on('console', (message) => {
      const text = message.text()
      if (!text.startsWith(sign)) return
      this.saved = JSON.parse(text.slice(sign.length)) as string[]
      this.saves += 1
      this.#onSaved()
    })
    void this.#type(randomFrom(seed))
  }

  async #type(random: () => number): Promise<void> {
    const { page } = this.run
    try {
      await page.getByText(subject).first().click()
      const last = page.locator('.briefing-text p').last()
      await last.click()
      await page.evaluate(watch)
      await page.keyboard.press('Control+End')
      for (let n = 0; this.#typing; n++) {
        // Now and then a rest: then it is all saved, and the kill may come in the middle of saving or after it.
        await page.keyboard.type(`${sentence(random, n, 6)} `, { delay: 2 + random() * 12 })
        if (n % 3 === 2) await page.keyboard.press('Enter')
        if (random() < 0.6) await pause(200 + random() * 700)
      }
    } catch (error) {
      // Its window was killed.
      if (this.#typing) throw error
    }
  }

  /**
   * Waits until some words are saved and a while longer.
   *
   * @param atAnswer then until the window says the next time that all is saved: the very moment at which it must be
   */
  async until(ms: number, atAnswer: boolean): Promise<void> {
    await this.#nextSaved()
    await pause(ms)
    if (atAnswer) await this.#nextSaved()
    this.#typing = false
  }

  #nextSaved(): Promise<void> {
    return new Promise((resolve) => {
      this.#onSaved = resolve
    })
  }
}

/** What was typed is only ever added to: what is kept must begin with what was acknowledged. */
function compare(kept: readonly string[], saved: readonly string[], where: string, complain: Complain): void {
  const [all, acknowledged] = [kept.join('\n'), saved.join('\n')]
  if (!all.startsWith(acknowledged))
    complain(
      `${where} has ${all.length} characters, ending “${all.slice(-60)}”; ${acknowledged.length} were shown as saved, ending “${acknowledged.slice(-60)}”`,
    )
}

async function lookAtLibrary(path: string, saved: readonly string[], complain: Complain): Promise<string[]> {
  let kept: string[] = []
  await lookInto(path, 'the library', complain, async (library) => {
    const memo = await memoOf(library, 'the library', complain)
    kept = (memo?.blocks ?? []).map((block) => blockText(block))
    compare(kept, saved, 'the library', complain)
  })
  return kept
}

/** Kills the page's process; the window must say where the words are, and come back with them. */
async function killPage(typist: Typist, path: string, complain: Complain): Promise<void> {
  const { app } = typist.run
  const pid = await app.evaluate(({ BrowserWindow, dialog }) => {
    dialog.showMessageBox = (...parameters: unknown[]) => {
      Object.assign(globalThis, { told: parameters.at(-1) })
      return Promise.resolve({ response: 0, checkboxChecked: false })
    }
    return BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0
  })
  process.kill(pid, 'SIGKILL')
  const inPage = (script: string): Promise<unknown> =>
    app.evaluate(
      ({ BrowserWindow }, expression) =>
        BrowserWindow.getAllWindows()[0]
          ?.webContents.executeJavaScript(expression)
          .catch(() => null) ?? null,
      script,
    )
  const told = await poll(() => app.evaluate(() => (globalThis as { told?: { detail?: string } }).told))
  if (!told?.detail?.includes(path)) complain(`nobody is told where the words are: ${JSON.stringify(told)}`)
  const open = `(() => {
    if (document.querySelector('.briefing-text')) return true
    const memo = [...document.querySelectorAll('button, a, [role="row"], [role="option"], li')].find((each) => each.textContent.includes(${JSON.stringify(subject)}))
    memo?.click()
    return false
  })()`
  if (!(await poll(async () => ((await inPage(open)) === true ? true : undefined))))
    complain('the window did not come back')
  const shown = ((await inPage(paragraphs)) ?? []) as string[]
  compare(shown, typist.saved, 'the window that came back', complain)
}

/** The first answer that is something; undefined when there is none in time. */
async function poll<Value>(ask: () => Promise<Value | undefined>): Promise<Value | undefined> {
  for (const end = Date.now() + patience; Date.now() < end; await pause(100)) {
    const answer = await ask().catch(() => undefined)
    if (answer !== undefined) return answer
  }
  return undefined
}

/**
 * Kills the main process and the page's process in turn, each time while somebody types into the same memo. Needs the
 * built app and an open display.
 */
export async function killWindows({
  kills,
  seed,
  onKill = () => undefined,
}: WindowsOptions): Promise<WindowsReport> {
  const random = randomFrom(seed)
  const home = makeHome()
  const path = join(home, 'Documents/Desk.attest')
  const rows: WindowRow[] = ['the main process', 'the page’s process'].map((what) => ({
    what,
    kills: 0,
    saves: 0,
    characters: 0,
  }))
  const losses: string[] = []
  try {
    const library = await createLibrary(path)
    await library.briefings.create({ header: { ...emptyHeader, subject }, blocks: [firstBlock] })
    await library.close()
    giveToUser(home)
    let length = 0
    for (let kill = 0; kill < kills && losses.length === 0; kill++) {
      const row = rows[kill % 2]
      if (!row) break
      const complain = (what: string) => losses.push(`kill ${kill + 1} (${row.what}): ${what}`)
      const run = await startElectron({ home, args: [path] })
      const typist = new Typist(run, Math.floor(random() * 2 ** 31))
      // Two at the moment of an answer, two at any moment, and so on.
      await typist.until(random() * longest, kill % 4 < 2)
      if (kill % 2 === 0) await run.kill()
      else {
        await killPage(typist, path, complain)
        await run.close()
      }
      const kept = (await lookAtLibrary(path, typist.saved, complain)).join('\n').length
      giveToUser(home)
      row.kills += 1
      row.saves += typist.saves
      row.characters += kept - length
      length = kept
      onKill(kill + 1)
    }
  } finally {
    removeHome(home)
    rmSync(home, { recursive: true, force: true })
  }
  return { rows, losses }
}
