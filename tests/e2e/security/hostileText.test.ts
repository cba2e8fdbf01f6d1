import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../ask.ts'
import { type HostUnderTest, hosts, type Run } from '../hosts.ts'

/** Marks itself on the page when it runs, wherever it stands. */
const ran = "document.documentElement.dataset.ran='1'"
const far = 'https://attest.example'
const title = `<img src=x onerror="${ran}"><script>${ran}</script>Treaty & "terms"`
const escaped = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const html = `<html><head><title>${escaped}</title><meta property="og:title" content="${escaped}">
<meta name="author" content="${escaped}"><meta http-equiv="refresh" content="0;url=${far}/"><base href="${far}/">
<script src="${far}/a.js"></script><script>${ran}</script><link rel="stylesheet" href="${far}/a.css"></head>
<body onload="${ran}"><article><h1>${escaped}</h1>
<p>Safe words of the article. <a href="javascript:${ran}">A link</a> <a href="data:text/html,<script>${ran}</script>">another</a></p>
<p>&lt;script&gt;${ran}&lt;/script&gt; &lt;img src=x onerror="${ran}"&gt; &lt;svg onload="${ran}"&gt; {{7*7}} \${7*7}</p>
<svg onload="${ran}"><script>${ran}</script><a xlink:href="javascript:${ran}"><text>drawn</text></a></svg>
<img src="${far}/p.png" onerror="${ran}"><iframe srcdoc="<script>parent.${ran}</script>"></iframe>
<form action="${far}"><button formaction="javascript:${ran}">go</button></form></article></body></html>`

describe.each(hosts)('hostile text in the window of $name', (host: HostUnderTest) => {
  let run: Run
  const home = host.makeHome()
  const requests: string[] = []
  const dialogs: string[] = []
  beforeAll(async () => {
    run = await host.start({ home })
    run.page.on('request', (request) => requests.push(request.url()))
    run.page.on('dialog', (dialog) => {
      dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    await ask(run, 'libraries.openSample', {})
  })
  afterAll(async () => {
    await run.kill()
    host.removeHome(home)
  })

  const inert = async (): Promise<void> => {
    const { page } = run
    await page.waitForTimeout(500)
    expect(await page.evaluate(() => document.documentElement.dataset.ran)).toBeUndefined()
    expect(requests.filter((address) => address.includes('attest.example'))).toEqual([])
    expect(dialogs).toEqual([])
  }

  it('is shown as text in the reader, the lists and the palette; nothing runs, nothing is asked for', async () => {
    const { page } = run
    const captured = await ask<{ sourceId: string }>(run, 'capture.text', { text: 'x', html })
    const read = await ask<{ text: string; extraction: { id: string } }>(run, 'sources.read', {
      sourceId: captured.sourceId,
    })
    expect(read.text).toContain('Safe words of the article.')
    expect(read.text).toContain(`<script>${ran}</script>`)
    await ask(run, 'sources.update', {
      id: captured.sourceId,
      revision: 1,
      details: { title, publisher: title },
    })
    await ask(run, 'speakers.create', {
      details: { kind: 'person', name: title, aliases: [title], roles: [], sourceId: null },
    })
    await page.reload()
    await page
      .getByRole('button', { name: /^Sources/ })
      .first()
      .click()
    const row = page.getByText('Treaty & "terms"').first()
    await row.waitFor()
    expect(await page.locator('main img[src="x"], main script').count()).toBe(0)
    await row.dblclick()
    const text = page.getByRole('group', { name: 'Text of the source' })
    await text.waitFor()
    expect(await text.textContent()).toContain(`<img src=x onerror="${ran}">`)
    expect(await text.locator('img, script, svg, iframe, form, a').count()).toBe(0)
    await inert()
  })

  it('is shown as text in the palette and in a briefing that cites it', async () => {
    const { page } = run
    await ask(run, 'briefings.create', {
      template: 'blank',
      subject: title,
      date: null,
    })
    await page.reload()
    await page.getByText('Treaty & "terms"').first().waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('treaty')
    await page.getByRole('option').first().waitFor()
    await inert()
    await page.keyboard.press('Escape')
    await page.locator('dialog[open]').waitFor({ state: 'detached' })
    await page.locator('nav, aside').getByText('Treaty & "terms"').first().click()
    await page.locator('.briefing-text').click()
    await page.keyboard.type('Cited @treaty')
    await page.locator('.cite-row', { hasText: 'Treaty' }).first().waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.briefing-text .chip').waitFor()
    await page.locator('[data-save="saved"]').waitFor()
    expect(
      await page
        .locator('.briefing-text')
        .locator('img, script, svg:not(.icon):not(.mark) script, iframe')
        .count(),
    ).toBe(0)
    await inert()
  })
})
