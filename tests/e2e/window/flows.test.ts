import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Quote } from '../../../shared/model/quote.ts'
import { ask, startWindows, type Windows } from './windows.ts'

let windows: Windows
beforeAll(async () => {
  windows = await startWindows()
})
afterAll(() => windows.close())

type Row = { id: string; title: string; revision: number; words: string; text: string; speakerName: string }
const items = async (page: Page, name: string): Promise<Row[]> =>
  (await ask<{ items: Row[] }>(page, name, { limit: 1000 })).items
const newestQuote = async (page: Page): Promise<Quote> => {
  const last = (await items(page, 'quotes.list')).at(-1)
  return (await ask<{ quote: Quote }>(page, 'quotes.get', { id: last?.id })).quote
}

async function reader(): Promise<Page> {
  const { page } = await windows.open({ open: true, many: 0 })
  await page.locator('[role=grid]').focus()
  await page.locator('[role=row][aria-selected=true]').waitFor()
  await page.keyboard.press('Enter')
  await page.locator('.paper-text').waitFor()
  return page
}

/** Captures a text as a source of its own and opens it. */
async function readerOf(text: string): Promise<Page> {
  const { page } = await windows.open({ open: true, many: 0 })
  await page.setInputFiles('#import-files', [
    { name: 'text.txt', mimeType: 'text/plain', buffer: Buffer.from(text) },
  ])
  await page.locator('.paper-text').waitFor()
  return page
}

/** Selects from one place of the drawn text to another, given as words, as a drag would. */
async function drag(page: Page, from: string, to: string): Promise<void> {
  await page.evaluate(
    ([first, last]) => {
      const find = (words: string, end: boolean): [Node, number] => {
        const walker = document.createTreeWalker(
          document.querySelector('.paper-text') as Element,
          NodeFilter.SHOW_TEXT,
        )
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          const at = (node.textContent ?? '').indexOf(words)
          if (at !== -1) return [node, at + (end ? words.length : 0)]
        }
        throw new Error(`not drawn: ${words}`)
      }
      document.getSelection()?.setBaseAndExtent(...find(first, false), ...find(last, true))
    },
    [from, to] as const,
  )
  await page.locator('.float-tools').waitFor()
}

describe('marking a quote', () => {
  it('goes without a pointer: select a sentence, move its ends, Q, an unnamed speaker, Ctrl+Enter', async () => {
    const page = await reader()
    await page.keyboard.press('F6')
    await page.locator('.paper-text').focus()
    const selected = (): Promise<string> => page.evaluate(() => String(document.getSelection()))
    const senior = 'A senior engineer'
    for (let turn = 0; turn < 20 && !(await selected()).startsWith(senior); turn += 1) {
      await page.keyboard.press('.')
      await page.waitForTimeout(60)
    }
    for (let turn = 0; turn < 60 && !(await selected()).startsWith('scraped'); turn += 1) {
      await page.keyboard.press('Alt+Shift+ArrowRight')
      await page.waitForTimeout(30)
    }
    expect(await selected()).toBe('scraped along its length, the way a chain scrapes, not cut.”')
    await page.keyboard.press('q')
    await page.locator('.new-mark').waitFor()
    expect(await page.getByRole('radio', { name: 'Partial' }).getAttribute('aria-checked')).toBe('true')

    const before = (await items(page, 'quotes.list')).length
    await page.getByRole('combobox', { name: 'Speaker' }).focus()
    await page.keyboard.press('ArrowUp')
    await page.getByRole('option', { name: 'New unnamed speaker' }).waitFor()
    await page.waitForTimeout(150)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await page.getByText('Word for word in this source').waitFor()
    await page.keyboard.press('Control+Enter')
    await page.locator('.new-mark').waitFor({ state: 'detached' })

    expect((await items(page, 'quotes.list')).length).toBe(before + 1)
    const quote = await newestQuote(page)
    expect(quote.passage.exact).toBe('scraped along its length, the way a chain scrapes, not cut.')
    expect(quote.form).toBe('partial')
    const row = (await items(page, 'quotes.list')).at(-1)
    expect(row?.speakerName).toBe(
      'A senior engineer at the Hollin Cable Company, speaking on condition of anonymity because the contract is under discussion',
    )
    // The focus is back in the text, so that the next mark can be made at once.
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('paper-text')
    await page.context().close()
  })

  it('refuses a description that the source does not have, and keeps what was typed', async () => {
    const page = await reader()
    await drag(page, 'I do not run', 'debating society.')
    await page.keyboard.press('q')
    await page.getByRole('combobox', { name: 'Speaker' }).click()
    await page.getByRole('option', { name: 'New unnamed speaker' }).click()
    await page.getByLabel('Described in print as').fill('A person with a view')
    const before = (await items(page, 'speakers.list')).length
    await page.keyboard.press('Control+Enter')
    await page.getByText('These words do not stand in this source').waitFor()
    expect((await items(page, 'speakers.list')).length).toBe(before)
    expect(await page.getByLabel('Described in print as').inputValue()).toBe('A person with a view')
    await page.context().close()
  })

  it('makes a quote and its claim in one act, for the same new speaker', async () => {
    const page = await reader()
    await drag(page, '“For four', 'line.”')
    await page.keyboard.press('q')
    await page.getByRole('combobox', { name: 'Speaker' }).fill('Ruane Okellan')
    await page.getByRole('option', { name: 'New person “Ruane Okellan”' }).click()
    await page.getByLabel('It also states a claim').check()
    await page.getByLabel('Claim, in your words').fill('Nine engineers look after four hundred kilometres')
    await page.keyboard.press('Control+Enter')
    await page.locator('.new-mark').waitFor({ state: 'detached' })
    const speakers = (await items(page, 'speakers.list')) as unknown as { id: string; name: string }[]
    const made = speakers.filter((speaker) => speaker.name === 'Ruane Okellan')
    expect(made).toHaveLength(1)
    const quote = await newestQuote(page)
    expect([quote.passage.exact, quote.speakerId, quote.form]).toEqual([
      'For four hundred kilometres of line.',
      made[0]?.id,
      'direct',
    ])
    const claim = (await items(page, 'claims.list')).at(-1)
    expect([claim?.text, claim?.speakerName]).toEqual([
      'Nine engineers look after four hundred kilometres',
      'Ruane Okellan',
    ])
    await page.context().close()
  })

  it('counts code points over emoji, marks and paragraphs', async () => {
    const text = '😀 Title 𝒳\n\nFirst 😀 line with words.\n\nSecond 𝒳 line, said 😀 one of them.'
    const page = await readerOf(text)
    await drag(page, 'line with', 'words.')
    await page.keyboard.press('c')
    await page.keyboard.press('Control+Enter')
    await page.locator('.new-mark').waitFor({ state: 'detached' })
    // Now the first paragraph is cut into runs, and the next selection begins inside of one.
    await drag(page, 'with words', '𝒳 line')
    await page.keyboard.press('c')
    await page.keyboard.press('Control+Enter')
    await page.locator('.new-mark').waitFor({ state: 'detached' })
    const all = await items(page, 'claims.list')
    const exacts = await Promise.all(
      all
        .slice(-2)
        .map(
          async ({ id }) =>
            (
              await ask<{ claim: { evidence: { passage: { exact: string; start: number } }[] } }>(
                page,
                'claims.get',
                { id },
              )
            ).claim.evidence[0]?.passage,
        ),
    )
    expect(exacts.map((passage) => passage?.exact)).toEqual([
      'line with words.',
      'with words.\n\nSecond 𝒳 line',
    ])
    expect(exacts[0]?.start).toBe([...text.slice(0, text.indexOf('line with'))].length)
    await page.context().close()
  })
})

describe('the reader', () => {
  it('shows a mark in the inspector when its words are clicked, and goes from mark to mark by J and K', async () => {
    const page = await reader()
    await page.locator('.mark-run-quote').first().click()
    await page.getByRole('tab', { name: 'Quote', exact: true }).waitFor()
    await page.locator('.paper-text').focus()
    const pressed = (): Promise<string | null> =>
      page.locator('.note[aria-pressed=true]').first().getAttribute('data-mark')
    const first = await pressed()
    await page.keyboard.press('j')
    await page.waitForTimeout(100)
    const second = await pressed()
    expect(second).not.toBe(first)
    await page.keyboard.press('k')
    await page.waitForTimeout(100)
    expect(await pressed()).toBe(first)
    await page.context().close()
  })

  it('finds words and leaves the found place selected', async () => {
    const page = await reader()
    await page.locator('.paper-text').focus()
    await page.keyboard.press('Control+f')
    await page.keyboard.type('INSURERS')
    await page.locator('.find-count', { hasText: '1 of 1' }).waitFor()
    await page.keyboard.press('Escape')
    await page.waitForTimeout(100)
    expect(await page.evaluate(() => String(document.getSelection()))).toBe('Insurers')
    await page.context().close()
  })

  it('keeps notes from covering one another', async () => {
    const { page } = await windows.open({ open: true, many: 12 })
    await page.locator('[role=grid]').focus()
    await page.keyboard.press('Enter')
    await page.locator('.note').nth(10).waitFor()
    await page.waitForTimeout(200)
    const boxes = await page
      .locator('.note')
      .evaluateAll((notes) =>
        notes.map((note) => note.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })),
      )
    for (const [index, box] of boxes.entries()) {
      if (index > 0) expect(box.top).toBeGreaterThanOrEqual(boxes[index - 1]?.bottom ?? 0)
    }
    await page.context().close()
  })
})

describe('capturing', () => {
  it('opens a single file in the reader with its details', async () => {
    const page = await readerOf('A plain note\nwith a second line.')
    expect(await page.locator('.paper-text').textContent()).toContain('with a second line.')
    expect(await page.getByLabel('Title').inputValue()).toBe('A plain note')
    await page.context().close()
  })

  it('reports each of several files and says why one was refused', async () => {
    const { page } = await windows.open({ open: true })
    await page.setInputFiles('#import-files', [
      { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('A') },
      { name: 'b.bin', mimeType: 'application/octet-stream', buffer: Buffer.from('B') },
    ])
    await page.getByText('2 of 2 done').waitFor()
    await page.getByText('It is not a kind of document that Attest reads').waitFor()
    await page.getByRole('button', { name: 'Open a.txt' }).click()
    await page.locator('.paper-text').waitFor()
    await page.context().close()
  })

  it('takes dropped files anywhere on the window', async () => {
    const { page } = await windows.open({ open: true })
    await page.locator('[role=grid]').waitFor()
    await page.evaluate(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File(['Dropped\nwords'], 'dropped.txt', { type: 'text/plain' }))
      const target = document.querySelector('.sidebar') as Element
      target.dispatchEvent(
        new DragEvent('dragenter', { dataTransfer: transfer, bubbles: true, cancelable: true }),
      )
      target.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }))
    })
    await page.locator('.paper-text').waitFor()
    expect(await page.locator('.paper-head h1').textContent()).toBe('Dropped')
    await page.context().close()
  })

  it('takes text pasted on a list, and not text pasted into a field', async () => {
    const { page } = await windows.open({ open: true })
    await page.locator('[role=grid]').focus()
    const paste = (selector: string): Promise<void> =>
      page.evaluate((target) => {
        const data = new DataTransfer()
        data.setData('text/plain', 'Pasted words of a call.')
        document
          .querySelector(target)
          ?.dispatchEvent(
            new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
          )
      }, selector)
    await paste('.list-search input')
    expect(await page.getByRole('dialog').count()).toBe(0)
    await paste('[role=grid]')
    await page.getByRole('dialog', { name: 'Paste text' }).waitFor()
    const published = page.getByRole('dialog').getByLabel('Published')
    await published.fill('31 February')
    await page.keyboard.press('Control+Enter')
    await page.getByText('A date such as 2026').waitFor()
    await published.fill('2026-02')
    await page.keyboard.press('Control+Enter')
    await page.locator('.paper-text').waitFor()
    expect(await page.locator('.paper-text').textContent()).toContain('Pasted words of a call.')
    await page.context().close()
  })
})

describe('saving', () => {
  it('loses no words when a source was changed elsewhere, and lets the person choose', async () => {
    const { page } = await windows.open({ open: true })
    await page.locator('[role=grid]').focus()
    await page.getByRole('textbox', { name: 'Publisher' }).fill('The Courier of Port Anselm')
    const [source] = await items(page, 'sources.list')
    await ask(page, 'sources.update', {
      id: source?.id,
      revision: source?.revision,
      details: { marking: 'restricted' },
    })
    await page.waitForTimeout(200)
    expect(await page.getByRole('textbox', { name: 'Publisher' }).inputValue()).toBe(
      'The Courier of Port Anselm',
    )
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('It changed elsewhere').waitFor()
    await page.getByRole('button', { name: 'Save mine over it' }).click()
    await page.getByText('It changed elsewhere').waitFor({ state: 'detached' })
    const { source: kept } = await ask<{ source: { publisher: string; marking: string } }>(
      page,
      'sources.get',
      {
        id: source?.id,
      },
    )
    // Only what was changed here is written; the other change stays.
    expect([kept.publisher, kept.marking]).toEqual(['The Courier of Port Anselm', 'restricted'])
    await page.context().close()
  })

  it('says what is wrong with a field and saves nothing', async () => {
    const { page } = await windows.open({ open: true })
    await page.locator('[role=grid]').focus()
    await page.getByLabel('Address').fill('courier.example')
    const [before] = await items(page, 'sources.list')
    await page.keyboard.press('Control+Enter')
    await page.getByText('An address that begins with http').waitFor()
    expect(await page.getByLabel('Address').getAttribute('aria-invalid')).toBe('true')
    const [after] = await items(page, 'sources.list')
    expect(after?.revision).toBe(before?.revision)
    await page.context().close()
  })
})

describe('moving about', () => {
  it('opens what the palette finds and gives the focus back when it is closed', async () => {
    const { page } = await windows.open({ open: true })
    await page.locator('[role=grid]').focus()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('fault')
    await page.getByRole('option', { name: /Fault report/ }).waitFor()
    await page.keyboard.press('Escape')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('fault')
    await page.getByRole('option', { name: /Fault report/ }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Fault report HC-2' }).waitFor()
    await page.keyboard.press('Alt+ArrowLeft')
    await page.locator('[role=grid]').waitFor()
    await page.context().close()
  })

  it('goes round the regions by F6 and hides two of them by their keys', async () => {
    const { page } = await windows.open({ open: true })
    await page.locator('[role=grid]').focus()
    await page.locator('.inspector-body').waitFor()
    const seen: (string | undefined)[] = []
    for (let turn = 0; turn < 5; turn += 1) {
      await page.keyboard.press('F6')
      seen.push(
        await page.evaluate(
          () => document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset.region,
        ),
      )
    }
    expect(seen).toEqual(['inspector', 'status', 'title', 'sidebar', 'page'])
    await page.keyboard.press('Control+Shift+L')
    await page.keyboard.press('Control+Shift+I')
    await page.locator('.sidebar').waitFor({ state: 'detached' })
    expect(await page.locator('.inspector').count()).toBe(0)
    await page.context().close()
  })

  it('does what the native menu says', async () => {
    const { page } = await windows.open({ open: true })
    await page.locator('[role=grid]').waitFor()
    const menu = (command: string): Promise<void> =>
      page.evaluate(
        (id) =>
          (globalThis as unknown as { attest: { emit(name: string, payload: unknown): void } }).attest.emit(
            'menu.command',
            { command: id },
          ),
        command,
      )
    await menu('theme.dark')
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
    await menu('briefing.new')
    await page.getByRole('dialog', { name: 'New briefing' }).waitFor()
    await page.keyboard.press('Escape')
    await menu('library.close')
    await page.getByRole('button', { name: /Open the sample/ }).waitFor()
    await page.context().close()
  })

  it('lists thousands of claims by drawing only those in sight', async () => {
    const { page } = await windows.open({ open: true, many: 5000 })
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    const grid = page.locator('[role=grid]')
    await grid.focus()
    await page.locator('[role=row][aria-selected=true]').waitFor()
    expect(await grid.getAttribute('aria-rowcount')).toBe('5004')
    await page.keyboard.press('End')
    await page.getByText('The Hollin-5002 cable').first().waitFor()
    expect(await page.locator('[role=row]').count()).toBeLessThan(60)
    await page.context().close()
  })
})
