import { fork } from 'node:child_process'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { type Child, forkChild, type LaunchChild } from '../../../main/children.ts'
import { lines, pdf } from '../../unit/capture/pdfs.ts'
import { type Desk, openDesk, readBack, utf8 } from './library.ts'

let desk: Desk
afterEach(() => desk.close())

const good = { name: 'good.html', bytes: utf8('<p>Some good text.</p>') }

/** Half a minute and more for the search of the article: thousands of nested boxes that look like bylines. */
const slowPage = utf8(
  `${`${'<div class="author byline date">By Ana'.repeat(150)}${'</div>'.repeat(150)}`.repeat(150)}<p>Words</p>`,
)

/** A real process that never comes to an end with what it was given. */
function hanging(): Child {
  const child = fork(join(import.meta.dirname, '../../fixtures/capture/hangingChild.cjs'), [], {
    serialization: 'advanced',
  })
  return {
    send: (message) => child.send(message as object),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => child.kill('SIGKILL'),
  }
}

describe('a hostile page', () => {
  it.each<[string, string, string | RegExp]>([
    ['a million nested elements', `${'<div>'.repeat(1e6)}deep words${'</div>'.repeat(1e6)}`, 'deep words'],
    ['a million elements left open', `${'<b>'.repeat(1e6)}deep words`, 'deep words'],
    ['lists in lists', `${'<ul><li>'.repeat(1e5)}deep words`, /• deep words$/u],
    ['tables in tables', `${'<table><tr><td>'.repeat(5e4)}deep words`, 'deep words'],
    ['drawings in drawings', `${'<svg>'.repeat(1e6)}<p>words`, 'words'],
    ['an attribute of 30 MB', `<div class="${'x'.repeat(3e7)}">words</div>`, 'words'],
    ['two million attributes', `<div ${'a="b" '.repeat(2e6)}>words</div>`, 'words'],
    ['a picture of 40 MB inside', `<p>words<img src="data:image/png;base64,${'A'.repeat(4e7)}">`, 'words'],
    ['two million character references', `<p>${'&#x61;'.repeat(2e6)}`, /^a{2000000}$/u],
    ['five million spaces', `<p>${' '.repeat(5e6)}words`, 'words'],
    [
      'structured data a million levels deep',
      `<script type="application/ld+json">${'['.repeat(9e5)}</script>words`,
      'words',
    ],
    ['a million comment beginnings', `words${'<!--'.repeat(1e6)}`, 'words'],
    [
      'declared entities that multiply',
      '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><html><p>words &c;',
      'words &c;',
    ],
  ])('of %s gives its text', async (_what, html, text) => {
    desk = await openDesk()
    const result = await desk.capture.captureFile({ name: 'page.html', bytes: utf8(html) })
    const read = await readBack(desk.library, result)
    if (typeof text === 'string') expect(read.text).toBe(text)
    else expect(read.text).toMatch(text)
  })

  it.each<[string, string]>([
    ['five million angle brackets', '<'.repeat(5e6)],
    ['five million ampersands', `<p>${'&amp;'.repeat(5e6)}`],
    ['a million lines', `<p>${'x<br>'.repeat(1e6)}`],
  ])('of %s is refused with words', async (_what, html) => {
    desk = await openDesk()
    const result = await desk.capture.captureFile({ name: 'page.html', bytes: utf8(html) })
    expect(result).toMatchObject({ status: 'failed', code: 'too-large' })
    expect(result.message).toMatch(/page\.html is made of more than 1,000,000 .*paste/u)
  })

  it('whose article takes too long to find gives all of its text', async () => {
    desk = await openDesk({ limits: { memoryMiB: 512, timeMs: 15_000 } })
    const result = await desk.capture.captureFile({ name: 'slow.html', bytes: slowPage })
    expect(result.message).toContain('Finding its article took too long, so all of its text was kept.')
    expect((await readBack(desk.library, result)).text).toMatch(/^By Ana\n\n.*\n\nWords$/su)
    expect(desk.started()).toBe(2)
  })

  it('that takes too long altogether is given up, and the next one is read', async () => {
    const launchChild: LaunchChild = (name, options) => {
      children += 1
      return children > 2 ? forkChild(name, options) : hanging()
    }
    let children = 0
    desk = await openDesk({ launchChild, limits: { memoryMiB: 512, timeMs: 5000 } })
    const slow = desk.capture.captureFile({ name: 'slow.html', bytes: utf8('<p>x') })
    // Two files asked for at once are looked up first, and either may come to the child first.
    await expect.poll(() => desk.started(), { timeout: 30_000 }).toBe(1)
    const next = desk.capture.captureFile(good)
    expect(await slow).toMatchObject({
      status: 'failed',
      code: 'timeout',
      message: expect.stringContaining('5 seconds'),
    })
    expect(await next).toMatchObject({ status: 'imported' })
    expect(children).toBe(3)
  })

  it('that takes all memory ends its child only, and the next one is read', async () => {
    desk = await openDesk({ limits: { memoryMiB: 40, timeMs: 20_000 } })
    const bytes = utf8(`<p>${'<i>word</i> '.repeat(150_000)}`)
    expect(await desk.capture.captureFile({ name: 'big.html', bytes })).toMatchObject({
      status: 'failed',
      code: 'damaged',
      message: expect.stringContaining('memory'),
    })
    expect(await desk.capture.captureFile(good)).toMatchObject({ status: 'imported' })
    expect(desk.started()).toBe(2)
  })

  it('being read is left when cancelled', async () => {
    desk = await openDesk()
    const controller = new AbortController()
    const slow = desk.capture.captureFile({ name: 'slow.html', bytes: slowPage }, controller.signal)
    setTimeout(() => controller.abort(), 300)
    expect(await slow).toMatchObject({ status: 'cancelled' })
    expect(await desk.capture.captureFile(good)).toMatchObject({ status: 'imported' })
    // The child that was reading it is gone.
    expect(desk.started()).toBe(2)
  })

  it('being read is cancelled when capture ends', async () => {
    desk = await openDesk()
    const slow = desk.capture.captureFile({ name: 'slow.html', bytes: slowPage })
    const waiting = desk.capture.captureFile(good)
    setTimeout(() => desk.capture.dispose(), 300)
    expect(await slow).toMatchObject({ status: 'cancelled' })
    expect(await waiting).toMatchObject({ status: 'cancelled' })
  })
})

describe('a hostile PDF', () => {
  const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))
  const page = lines(780, ['Words of a page.'])
  const changed = (from: string | RegExp, to: string): Uint8Array =>
    latin1(
      Buffer.from(pdf([page]))
        .toString('latin1')
        .replace(from, () => to),
    )
  /** 200 MB of spaces, compressed twice. */
  const bomb = deflateSync(deflateSync(Buffer.alloc(2e8, 32), { level: 9 }), { level: 9 })

  it.each<[string, Uint8Array, string]>([
    ['pages that hold themselves', changed('/Kids[5 0 R]', '/Kids[2 0 R 2 0 R]'), 'failed'],
    ['a thousand million pages', changed('/Count 1', '/Count 999999999'), 'imported'],
    ['a million nested lists', changed('<<>>', `<</A${'['.repeat(1e6)}>>`), 'imported'],
    ['two million nested lists on a page', pdf(['['.repeat(2e6)]), 'imported'],
    [
      'a bomb',
      changed(
        /<<\/Length \d+>>\nstream\n[\s\S]*?\nendstream/u,
        `<</Length ${bomb.length}/Filter[/FlateDecode/FlateDecode]>>\nstream\n${bomb.toString('latin1')}\nendstream`,
      ),
      'imported',
    ],
    ['five million words on one line', pdf([`BT /F1 1 Tf (${'a '.repeat(5e6)}) Tj ET`]), 'imported'],
  ])('with %s ends, and the next document is read', async (_, bytes, status) => {
    desk = await openDesk()
    expect(await desk.capture.captureFile({ name: 'hostile.pdf', bytes })).toMatchObject({ status })
    expect(await desk.capture.captureFile(good)).toMatchObject({ status: 'imported' })
  })

  it('of more pages than are read is refused', async () => {
    desk = await openDesk()
    const bytes = pdf(Array.from({ length: 5001 }, () => ''))
    const result = await desk.capture.captureFile({ name: 'long.pdf', bytes })
    expect(result).toMatchObject({ status: 'failed', code: 'too-large' })
    expect(result.message).toMatch(/5,001 pages; 5,000 are read at most.*Print the pages/u)
  })
})

describe('the child', () => {
  it('is started once for many pages, and not at all for small texts', async () => {
    desk = await openDesk()
    await desk.capture.captureFile({ name: 'a.txt', bytes: utf8('Small text.') })
    await desk.capture.captureFile({ name: 'a.md', bytes: utf8('# Small Markdown') })
    expect(desk.started()).toBe(0)
    for (const word of ['one', 'two', 'three']) {
      const result = await desk.capture.captureFile({ name: `${word}.html`, bytes: utf8(`<p>${word}`) })
      expect((await readBack(desk.library, result)).text).toBe(word)
    }
    expect(desk.started()).toBe(1)
  })

  it('reads whatever has a structure to take apart, however small', async () => {
    desk = await openDesk()
    const bytes = utf8('1\n00:00:01,000 --> 00:00:02,000\nGood morning.')
    const result = await desk.capture.captureFile({ name: 'a.srt', bytes })
    expect((await readBack(desk.library, result)).text).toBe('[00:00:01]\nGood morning.')
    expect(desk.started()).toBe(1)
  })

  it('that dies between two pages is started again', async () => {
    const kills: (() => void)[] = []
    const launchChild: LaunchChild = (name, options) => {
      const child = forkChild(name, options)
      kills.push(child.kill)
      return child
    }
    desk = await openDesk({ launchChild })
    await desk.capture.captureFile(good)
    kills[0]?.()
    const result = await desk.capture.captureFile({ name: 'b.html', bytes: utf8('<p>After</p>') })
    // Its death may be noticed before or after the page is sent; either way main is told in words.
    if (result.status === 'failed') expect(result.code).toBe('damaged')
    expect(await desk.capture.captureFile({ name: 'c.html', bytes: utf8('<p>Later</p>') })).toMatchObject({
      status: 'imported',
    })
  })

  it.each<[string, unknown]>([
    ['nothing that fits', { id: 1, extracted: { text: 7 } }],
    ['another extractor', { id: 1, extracted: { text: 'x', extractor: 'shell' } }],
    ['no object', 'hello'],
  ])('that answers %s is not believed', async (_what, answer) => {
    const launchChild: LaunchChild = () => {
      let listener: (message: unknown) => void = () => undefined
      return {
        send: () => setImmediate(() => listener(answer)),
        onMessage: (added) => {
          listener = added
        },
        onExit: () => undefined,
        kill: () => undefined,
      }
    }
    desk = await openDesk({ launchChild })
    expect(await desk.capture.captureFile(good)).toMatchObject({ status: 'failed', code: 'damaged' })
    expect((await desk.library.counts()).sources).toBe(0)
  })

  it('that cannot be started is said so', async () => {
    desk = await openDesk({
      launchChild: () => {
        throw new Error('no more processes')
      },
    })
    expect(await desk.capture.captureFile(good)).toMatchObject({
      status: 'failed',
      code: 'internal',
      message: expect.stringContaining('no more processes'),
    })
  })
})
