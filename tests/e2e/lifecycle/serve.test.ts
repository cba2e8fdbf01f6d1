import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeData, removeData, startServe } from '../serve.ts'

/** Asks as the page does. */
const ask = async ([name, payload]: readonly [string, unknown]): Promise<never> => {
  const response = await fetch(`/call/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(payload),
  })
  return (await response.json()) as never
}

describe('a browser’s visit', () => {
  let home = ''
  beforeEach(() => {
    home = makeData()
  })
  afterEach(() => removeData(home))

  it('shows the sample after a reload and in a second tab, and to nobody else', async () => {
    const run = await startServe({ home, args: ['--sample'] })
    await run.page.getByRole('contentinfo').waitFor()
    expect(new URL(run.page.url()).search).toBe('')
    await run.page.reload()
    await run.page.getByRole('contentinfo').waitFor()
    const tab = await run.page.context().newPage()
    await tab.goto(run.server.origin)
    await tab.getByRole('contentinfo').waitFor()
    const stranger = await run.page.context().browser()?.newContext()
    const page = await stranger?.newPage()
    const answer = await page?.goto(run.server.link)
    expect([answer?.status(), (await page?.locator('body').textContent())?.trim()]).toEqual([
      403,
      'This link was used already. Start Attest again for a new one.',
    ])
    await run.close()
  })

  it('hears of an export and downloads it once', async () => {
    const run = await startServe({ home, args: ['--sample'] })
    await run.page.getByRole('contentinfo').waitFor()
    const url = await run.page.evaluate(async () => {
      const call = async (name: string, payload: unknown) => {
        const response = await fetch(`/call/${name}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(payload),
        })
        const { value } = (await response.json()) as { value: { items: { id: string }[]; actId: string } }
        return value
      }
      const events = new EventSource('/events')
      await new Promise((resolve) => events.addEventListener('open', resolve))
      const done = new Promise<string>((resolve) =>
        events.addEventListener('message', ({ data }) => {
          const { name, payload } = JSON.parse(String(data)) as {
            name: string
            payload: { file?: { download: string } }
          }
          if (name === 'act.done') resolve(payload.file?.download ?? String(data))
        }),
      )
      const { items } = await call('briefings.list', {})
      await call('export.start', { briefingId: items[0]?.id, format: 'pdf' })
      return done
    })
    const downloading = run.page.waitForEvent('download')
    await run.page.evaluate((href) => {
      const link = document.createElement('a')
      link.href = href
      link.click()
    }, url)
    const download = await downloading
    expect(download.suggestedFilename()).toMatch(/\.pdf$/)
    expect(
      readFileSync(await download.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    expect(await run.page.evaluate(async (href) => (await fetch(href)).status, url)).toBe(404)
    await run.close()
  })

  it('finds every acknowledged change after kill -9, and says when nobody answers', async () => {
    const run = await startServe({ home, args: ['--sample'] })
    await run.page.getByRole('contentinfo').waitFor()
    const made = await run.page.evaluate(ask, [
      'capture.text',
      { text: 'Norvia signs. The minister said so.' },
    ] as const)
    expect(made).toMatchObject({ ok: true, value: { status: 'imported' } })
    await run.kill()
    const again = await startServe({ home, args: ['--sample'] })
    const { value } = (await again.page.evaluate(ask, ['sources.list', { query: '' }] as const)) as {
      value: { items: { id: string }[] }
    }
    expect(value.items.map(({ id }) => id)).toContain(
      (made as { value: { sourceId: string } }).value.sourceId,
    )
    await again.close()
    await run.page.context().browser()?.close()
  })
})
