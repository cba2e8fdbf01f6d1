import { chmodSync, existsSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readMarkdown } from '../../../shared/document/markdown/index.ts'
import { compileFaults, Faults, faultEnvironment, makeControl } from '../../fixtures/faults/faults.ts'
import { parts } from '../../parts.ts'
import { type ElectronRun, giveToUser } from '../electron.ts'
import { hosts, type Run } from '../hosts.ts'
import { answerSaveDialog, briefingText, openMemo, openSample, saved } from '../mainJob/acts.ts'

// A disk that fails under the real window: what the person sees, and that no word is lost.

const subject = 'Whether to sign the Carrier Notice Order this spring'
const alert = (page: Page) => page.locator('main [role="alert"]')

/** Types at the end of the text. */
async function type(page: Page, words: string): Promise<void> {
  await page.locator('.briefing-text .prose').last().click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(words)
}

/** Types until the status bar says that it is not saved. */
async function typeUntilTold(page: Page, words: string): Promise<void> {
  await type(page, words)
  await page.locator('[data-save="failed"]').waitFor()
}

describe.skipIf(parts.compiler !== null).each(hosts)('a disk that fails under $name', (host) => {
  let home = ''
  let library = ''
  let run: Run
  let page: Page
  let faults: Faults

  const open = async (): Promise<void> => {
    page = run.page
    await openSample(page)
    await openMemo(page)
  }
  const start = async (env: Readonly<Record<string, string>> = {}): Promise<void> => {
    run = await host.start({ home, env })
    await open()
  }
  beforeAll(async () => {
    home = host.makeHome()
    library = join(home, host.name === 'electron' ? '.config/Attest/data' : '', 'Sample.attest')
    const control = makeControl(home)
    const layer = compileFaults(home)
    chmodSync(control, 0o666)
    giveToUser(home)
    faults = new Faults(control)
    // The library and its log, not the browser's own files.
    await start(faultEnvironment(layer, control, 'Sample.attest'))
  })
  afterEach(() => faults.lift())
  afterAll(async () => {
    await run.kill()
    if (run.kind === 'serve') await page.context().browser()?.close()
    faults.close()
    host.removeHome(home)
  })
  const fill = (): void =>
    faults.strike({ calls: ['write', 'truncate'], error: 'ENOSPC', first: 1, more: true })

  /** Saves elsewhere by what `act` does, and gives what was written. */
  async function elsewhere(name: string, act: () => Promise<void>): Promise<string> {
    if (run.kind === 'electron') {
      const path = join(home, 'Documents', name)
      await answerSaveDialog(run, path)
      await act()
      await expect.poll(() => existsSync(path)).toBe(true)
      return readFileSync(path, 'utf8')
    }
    const downloading = page.waitForEvent('download')
    await act()
    const download = await downloading
    expect(download.suggestedFilename()).toBe(`${subject}.md`)
    return readFileSync(await download.path(), 'utf8')
  }

  it('says that it is full, keeps the text, and goes on saying so', async () => {
    await type(page, ' Before the fault.')
    await saved(page)
    fill()
    await typeUntilTold(page, ' During the fault.')
    await expect
      .poll(() => alert(page).innerText())
      .toMatch(/disk .* is full.*\n.*Everything saved before is safe/su)
    expect(await page.locator('[data-save]').innerText()).toMatch(/Not saved: the disk is full/u)
    // Through every time it is tried again.
    await page.keyboard.type(' More words.')
    const says = await page.evaluate(async () => {
      const seen = new Set<string>()
      const end = performance.now() + 2_500
      while (performance.now() < end) {
        seen.add(document.querySelector<HTMLElement>('[data-save]')?.dataset.save ?? 'nothing')
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
      return [...seen]
    })
    expect(says).toEqual(['failed'])
    expect(faults.seen().fired).toBeGreaterThan(1)
    expect(await briefingText(page)).toContain('Before the fault. During the fault. More words.')
    faults.lift()
    await saved(page)
    expect(await alert(page).count()).toBe(0)
  })

  it('lets the text be saved elsewhere, by keyboard and by mouse, as Markdown that can be read back', async () => {
    fill()
    await typeUntilTold(page, ' Only in the window.')
    const byKeys = await elsewhere('By keys.md', () => page.keyboard.press('Control+Shift+S'))
    const byMouse = await elsewhere('By mouse.md', () =>
      alert(page).getByRole('button', { name: 'Save the text elsewhere…' }).click(),
    )
    expect(byKeys).toBe(byMouse)
    expect(byKeys).toContain('Only in the window.')
    const { problems, header, keys } = readMarkdown(byKeys)
    expect([problems, header.subject]).toEqual([[], subject])
    // The citations came along under their keys, without the library.
    expect(keys.length).toBeGreaterThan(3)
    expect(keys.filter(({ key }) => /^[0-9a-f-]{36}$/u.test(key))).toEqual([])
    // It says what was done, and still that the library does not have it.
    await page
      .getByText(/is not in the library yet/u)
      .first()
      .waitFor()
    expect(await page.locator('[data-save="failed"]').count()).toBe(1)
    faults.lift()
    await alert(page).getByRole('button', { name: 'Try again' }).click()
    await saved(page)
  })

  it('says on other pages what is not saved, asks before the window closes, and takes the person back', async () => {
    fill()
    await typeUntilTold(page, ' Left behind.')
    await page
      .getByRole('button', { name: /^Sources/ })
      .first()
      .click()
    const notice = page.getByRole('region', { name: 'Words that are not saved' })
    await expect.poll(() => notice.innerText()).toMatch(/last words of “Whether to sign.* are not saved/su)
    expect(await page.locator('footer').innerText()).not.toContain('All changes saved')
    if (run.kind === 'electron') {
      const { app } = run as unknown as ElectronRun
      await app.evaluate(({ dialog, BrowserWindow }) => {
        const asked = globalThis as unknown as { asked: string[] }
        asked.asked = []
        dialog.showMessageBox = async (...parameters: unknown[]) => {
          asked.asked.push((parameters.at(-1) as { message: string }).message)
          return { response: 0, checkboxChecked: false }
        }
        BrowserWindow.getAllWindows()[0]?.close()
      })
      const asked = () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)
      await expect.poll(asked).toEqual(['Your last words are not on the disk.'])
    } else {
      const asking = page.waitForEvent('dialog')
      // Not the driver's own reload: that waits half a minute for a page that the person has just kept from coming.
      await page.evaluate(() => setTimeout(() => location.reload()))
      const dialog = await asking
      expect(dialog.type()).toBe('beforeunload')
      await dialog.dismiss()
    }
    await notice.getByRole('button', { name: 'Go back to it' }).click()
    await expect.poll(() => briefingText(page)).toContain('Left behind.')
    expect(await page.locator('[data-save="failed"]').count()).toBe(1)
    faults.lift()
    await alert(page).getByRole('button', { name: 'Try again' }).click()
    await saved(page)
    expect(await notice.count()).toBe(0)
  })

  it('says when the library is moved away under it, and saves when it is back', async () => {
    renameSync(library, `${library}.away`)
    await typeUntilTold(page, ' While it is away.')
    await expect.poll(() => alert(page).innerText()).toMatch(/moved, renamed or deleted.*Put the file back/su)
    expect(await page.locator('[data-save]').innerText()).toMatch(/Not saved: the library is gone/u)
    renameSync(`${library}.away`, library)
    await alert(page).getByRole('button', { name: 'Try again' }).click()
    await saved(page)
  })

  it('has every acknowledged word after a kill', async () => {
    const { kind } = run
    await run.kill()
    if (kind === 'serve') await page.context().browser()?.close()
    await start()
    const text = await briefingText(page)
    for (const words of ['During the fault.', 'Only in the window.', 'Left behind.', 'While it is away.'])
      expect(text).toContain(words)
    await saved(page)
  })
})

describe('a server that is gone', () => {
  it('leaves the words in the browser, which can keep them as a download of its own', async () => {
    const host = hosts.find(({ name }) => name === 'serve')
    if (host === undefined) throw new Error('no serve')
    const home = host.makeHome()
    const run = await host.start({ home })
    const { page } = run
    await openSample(page)
    await openMemo(page)
    await run.kill()
    await type(page, ' Nobody answers.')
    await expect.poll(() => alert(page).innerText()).toMatch(/own process does not answer/u)
    const downloading = page.waitForEvent('download')
    await alert(page).getByRole('button', { name: 'Save the text elsewhere…' }).click()
    const download = await downloading
    expect(download.suggestedFilename()).toBe(`${subject}.txt`)
    expect(readFileSync(await download.path(), 'utf8')).toContain('Nobody answers.')
    await page.context().browser()?.close()
    host.removeHome(home)
  })
})
