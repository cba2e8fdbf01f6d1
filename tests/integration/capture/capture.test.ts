import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CaptureCandidate } from '../../../main/capture/capture.ts'
import { captureResultSchema, maxCaptureBytes } from '../../../shared/contract/capture.ts'
import { lines, pdf } from '../../unit/capture/pdfs.ts'
import { type Desk, now, openDesk, readBack, utf8 } from './library.ts'

const fixtures = join(import.meta.dirname, '../../fixtures/capture')
const fixture = (name: string) => new Uint8Array(readFileSync(join(fixtures, name)))

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const candidate = (name: string, text: string): CaptureCandidate => ({ name, read: async () => utf8(text) })

describe('a file', () => {
  it('is kept as it is, with its text, its hash and what it says of itself', async () => {
    const bytes = fixture('harbour-courier.html')
    const result = await desk.capture.captureFile({ name: 'courier.html', bytes })
    expect(captureResultSchema.parse(result)).toEqual(result)
    expect(result).toMatchObject({ file: 'courier.html', status: 'imported', sourceKey: expect.any(String) })
    expect(result.message).toBe(
      '277 words. Title, authors, date, publisher and address found. 66 words around the article were left out.',
    )
    const { source, snapshot, extraction, text } = await readBack(desk.library, result)
    expect(source).toMatchObject({ publisher: 'Harbour Courier', issued: '2026-03-12', confirmed: false })
    expect(snapshot).toMatchObject({
      sha256: sha256(bytes),
      bytes: bytes.length,
      mediaType: 'text/html',
      fileName: 'courier.html',
      encoding: 'utf-8',
      url: 'https://www.harbourcourier.example/2026/03/insurers-wait',
      capturedAt: now,
    })
    expect(extraction).toMatchObject({ extractor: 'html', extractorVersion: 1, pages: [] })
    expect(`${text}\n`).toBe(readFileSync(join(fixtures, 'harbour-courier.txt'), 'utf8'))
    expect(sha256(await desk.library.sources.bytes(snapshot.id))).toBe(sha256(bytes))
  })

  it('gets its file name for a title when its first line is no headline', async () => {
    const result = await desk.capture.captureFile({
      name: 'in/us-talks.txt',
      bytes: utf8('It began on Monday.\n\nMore.'),
    })
    expect(result.file).toBe('in/us-talks.txt')
    const { source, snapshot } = await readBack(desk.library, result)
    expect([source.title, snapshot.fileName]).toEqual(['us-talks', 'us-talks.txt'])
  })

  it('gets its first line for a title when that is a headline', async () => {
    const result = await desk.capture.captureFile({
      name: 'a.txt',
      bytes: utf8('Talks resume in Varn\n\nIt began on Monday.'),
    })
    expect((await readBack(desk.library, result)).source.title).toBe('Talks resume in Varn')
  })

  it('takes the address and the details of the caller over what is found', async () => {
    const result = await desk.capture.captureFile({
      name: 'a.html',
      bytes: fixture('harbour-courier.html'),
      url: 'https://archive.example/1',
      details: { title: 'My title', reliability: 'B' },
    })
    const { source } = await readBack(desk.library, result)
    expect(source).toMatchObject({
      title: 'My title',
      reliability: 'B',
      url: 'https://archive.example/1',
      publisher: 'Harbour Courier',
    })
  })

  it('is recognised when its bytes are here already, before anything is extracted', async () => {
    const bytes = fixture('northern-gazette.html')
    const first = await desk.capture.captureFile({ name: 'a.html', bytes })
    const startedOnce = desk.started()
    desk.capture.dispose()
    const again = await desk.capture.captureFile({ name: 'renamed.html', bytes })
    expect(again).toMatchObject({
      status: 'duplicate',
      sourceId: first.sourceId,
      snapshotId: first.snapshotId,
    })
    expect(again.message).toBe(
      'The same bytes as “Repair ships return to the strait”, captured 12 March 2026. Nothing was added.',
    )
    expect(desk.started()).toBe(startedOnce)
    expect((await desk.library.counts()).sources).toBe(1)
  })

  it('with the same address and other bytes is a new capture of the same source', async () => {
    const page = readFileSync(join(fixtures, 'harbour-courier.html'), 'utf8')
    const first = await desk.capture.captureFile({ name: 'a.html', bytes: utf8(page) })
    const second = await desk.capture.captureFile({
      name: 'b.html',
      bytes: utf8(page.replace('38 and 44 million', '40 and 44 million')),
    })
    expect(second).toMatchObject({ status: 'new-capture', sourceId: first.sourceId })
    expect(second.snapshotId).not.toBe(first.snapshotId)
    expect(second.message).toContain('The earlier capture is kept.')
    expect((await readBack(desk.library, first)).text).toContain('38 and 44 million')
    expect((await readBack(desk.library, second)).text).toContain('40 and 44 million')
  })

  it.each<[string, Uint8Array, string]>([
    [
      'windows-1252',
      new Uint8Array(Buffer.from('\x93Not now,\x94 she said \x96 at the caf\xe9.', 'latin1')),
      '“Not now,” she said – at the café.',
    ],
    [
      'utf-16le',
      new Uint8Array(Buffer.from('\ufeff“Not now,” she said.\r\n', 'utf16le')),
      '“Not now,” she said.\n',
    ],
    [
      'utf-16be',
      new Uint8Array(Buffer.from('“Not now,” she said.', 'utf16le').swap16()),
      '“Not now,” she said.',
    ],
    ['utf-8', utf8('\ufeffOne\r\ntwo\0\u202e'), 'One\ntwo\ufffd\u202e'],
  ])('in %s is read as such', async (encoding, bytes, text) => {
    const read = await readBack(desk.library, await desk.capture.captureFile({ name: 'a.txt', bytes }))
    expect([read.snapshot.encoding, read.text]).toEqual([encoding, text])
  })

  it('in UTF-16 may be a page', async () => {
    const bytes = new Uint8Array(
      Buffer.from('\ufeff<html lang=de><title>Über alles hinaus</title><p>Schöne Grüße</p>', 'utf16le'),
    )
    const read = await readBack(desk.library, await desk.capture.captureFile({ name: 'a', bytes }))
    expect([read.snapshot.encoding, read.source.title, read.text]).toEqual([
      'utf-16le',
      'Über alles hinaus',
      'Schöne Grüße',
    ])
  })

  it('may have lines of 10,000 characters and more bytes than the main process reads at once', async () => {
    const text = `${'Wörter '.repeat(1500)}\n`.repeat(40)
    const bytes = utf8(text)
    expect(bytes.length).toBeGreaterThan(256 * 1024)
    const result = await desk.capture.captureFile({ name: 'long.txt', bytes })
    expect(result.message).toBe('60,000 words.')
    expect((await readBack(desk.library, result)).text).toBe(text)
    expect(desk.started()).toBe(1)
  })
})

describe('a PDF', () => {
  const told = ['The board met on Tuesday and heard the pilots, who', 'said that nobody would pay the toll.']
  const report = pdf([lines(780, told), lines(780, ['The second page.'])], { info: '/Title(The toll)' })

  it('comes with its text, its pages and its details', async () => {
    const result = await desk.capture.captureFile({ name: 'report.pdf', bytes: report })
    expect(result).toMatchObject({ status: 'imported' })
    expect(result.message).toBe('20 words. Title found. 2 pages.')
    const { source, snapshot, extraction, text } = await readBack(desk.library, result)
    expect(text).toBe(`${told.join(' ')}\n\nThe second page.`)
    expect(extraction).toMatchObject({ extractor: 'pdf', pages: [0, told.join(' ').length + 2] })
    expect(source.title).toBe('The toll')
    expect(snapshot.mediaType).toBe('application/pdf')
  })

  it('that is a scan is kept, by its name, without words', async () => {
    const result = await desk.capture.captureFile({ name: 'scan 4.pdf', bytes: pdf(['0 0 9 9 re f']) })
    expect(result).toMatchObject({ status: 'imported' })
    expect(result.message).toMatch(/page is a picture without text.*text recognition/u)
    expect(await readBack(desk.library, result)).toMatchObject({ text: '', source: { title: 'scan 4' } })
  })

  it('attached to a message comes with it', async () => {
    const mail = `From: a@ports.example\nTo: b@ports.example\nSubject: Toll\nMIME-Version: 1.0\nMessage-ID: <1@ports.example>\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nSee the report.\n--b\nContent-Type: application/pdf; name=report.pdf\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=report.pdf\n\n${Buffer.from(report).toString('base64')}\n--b--\n`
    const result = await desk.capture.captureFile({ name: 'toll.eml', bytes: utf8(mail) })
    expect(result.parts).toEqual([expect.objectContaining({ status: 'imported' })])
  })
})

describe('a file that cannot be captured', () => {
  it.each<[string, Uint8Array, string, RegExp]>([
    ['report.pdf', utf8('%PDF-1.7\n…'), 'damaged', /report\.pdf is damaged/u],
    ['empty.txt', new Uint8Array(), 'empty', /empty\.txt is empty: it has 0 bytes\./u],
    ['blank.txt', utf8(' \r\n\t\u00a0\u200b\n'), 'empty', /only white space/u],
    ['blank.md', utf8('\n\n'), 'empty', /only white space/u],
    [
      'app.html',
      utf8('<html><body><div id=root></div><script>go()</script>'),
      'empty',
      /shows no text.*scripts/u,
    ],
    [
      'random.txt',
      Uint8Array.from({ length: 9999 }, (_, index) => (index * 7919 + index ** 2) % 256),
      'unsupported',
      /not a text file/u,
    ],
    ['huge.txt', new Uint8Array(maxCaptureBytes + 1), 'too-large', /65 MiB.*64 MiB/u],
  ])('%s fails with words that say why and what to do', async (name, bytes, code, words) => {
    const result = await desk.capture.captureFile({ name, bytes })
    expect(result).toMatchObject({ file: name, status: 'failed', code, sourceId: null, snapshotId: null })
    expect(result.message).toMatch(words)
    expect(captureResultSchema.parse(result)).toEqual(result)
    expect((await desk.library.counts()).sources).toBe(0)
  })

  it('says so when the library cannot take it', async () => {
    await desk.library.close()
    const result = await desk.capture.captureFile({ name: 'a.txt', bytes: utf8('Text enough.') })
    expect(result.status).toBe('failed')
    expect(result.message).toMatch(/\S/u)
  })
})

describe('pasted text', () => {
  it('is a source of its own', async () => {
    const result = await desk.capture.captureText({
      text: 'One\r\ntwo \ud800 \0 \u202e 😀',
      details: { title: 'A note', reliability: 'C' },
    })
    const { source, snapshot, text } = await readBack(desk.library, result)
    expect(source).toMatchObject({ title: 'A note', reliability: 'C' })
    expect(snapshot).toMatchObject({
      fileName: 'Pasted text.txt',
      mediaType: 'text/plain',
      encoding: 'utf-8',
    })
    expect(text).toBe('One\ntwo \ufffd \ufffd \u202e 😀')
    expect(Buffer.from(await desk.library.sources.bytes(snapshot.id)).toString('utf8')).toBe(
      'One\r\ntwo \ufffd \0 \u202e 😀',
    )
  })

  it('is not taken for another kind of file, whatever it begins with', async () => {
    for (const text of ['%PDF-1.7 is how a PDF begins', 'PK\x03\x04', '\0\0\0\0\0\0a', '<html> is a tag']) {
      const result = await desk.capture.captureText({ text })
      expect(result.status).toBe('imported')
      expect((await readBack(desk.library, result)).text).toBe(text.replace(/\0/gu, '\ufffd'))
    }
  })

  it('with HTML is read as the page shows it, all of it', async () => {
    const html =
      '<!--StartFragment--><nav>Menu words</nav><p>One <b>two</b>.</p><ul><li>three</li></ul><!--EndFragment-->'
    const result = await desk.capture.captureText({ text: 'Menu words One two. three', html })
    const { snapshot, text } = await readBack(desk.library, result)
    expect(snapshot).toMatchObject({ fileName: 'Pasted text.html', mediaType: 'text/html' })
    expect(text).toBe('Menu words\n\nOne two.\n\n• three')
  })

  it('falls back to the plain text when its HTML shows none', async () => {
    const result = await desk.capture.captureText({ text: 'Words', html: '<img src=x>' })
    expect((await readBack(desk.library, result)).text).toBe('Words')
  })

  it('of white space only fails', async () => {
    expect(await desk.capture.captureText({ text: ' \n' })).toMatchObject({ status: 'failed', code: 'empty' })
    expect(await desk.capture.captureText({ text: ' \n', html: '<p> </p>' })).toMatchObject({
      status: 'failed',
      code: 'empty',
    })
  })
})

describe('many files', () => {
  it('each get a result, in order, good and bad', async () => {
    const seen: string[] = []
    const files: CaptureCandidate[] = [
      candidate('a.txt', 'Text a.'),
      { name: 'gone.txt', read: () => readFile(join(fixtures, 'no-such-file.txt')) },
      { name: 'folder', read: () => readFile(fixtures) },
      {
        name: 'huge.txt',
        size: 200 * 1024 * 1024,
        read: () => Promise.reject(new Error('must not be read')),
      },
      candidate('b.txt', 'Text b.'),
      candidate('a-again.txt', 'Text a.'),
      candidate('c.html', '<p>Text c.'),
    ]
    const results = await desk.capture.captureFiles(files, { onResult: ({ file }) => seen.push(file) })
    expect(results.map(({ file, status, code }) => [file, code ?? status])).toEqual([
      ['a.txt', 'imported'],
      ['gone.txt', 'io'],
      ['folder', 'io'],
      ['huge.txt', 'too-large'],
      ['b.txt', 'imported'],
      ['a-again.txt', 'duplicate'],
      ['c.html', 'imported'],
    ])
    expect(seen).toEqual(results.map(({ file }) => file))
    expect(results[1]?.message).toContain('is not there any more')
    expect(results[2]?.message).toContain('is a folder')
    expect(results[3]?.message).toContain('200 MiB')
  })

  it('stop when cancelled: what is done stays, the rest is cancelled, and what was not begun is not read', async () => {
    const controller = new AbortController()
    const count = 100
    const read: string[] = []
    async function* files(): AsyncIterable<CaptureCandidate> {
      for (let index = 0; index < count; index++) {
        const name = `${index}.txt`
        yield {
          name,
          read: async () => {
            read.push(name)
            return utf8(`Text ${index}.`)
          },
        }
      }
    }
    const results = await desk.capture.captureFiles(files(), {
      signal: controller.signal,
      onResult: ({ file }) => file === '2.txt' && controller.abort(),
    })
    const done = results.filter(({ status }) => status === 'imported')
    expect(results.map(({ file }) => file)).toEqual(Array.from({ length: count }, (_, n) => `${n}.txt`))
    // The first ones and no gap; of what was under way, what the store already had.
    expect(results.slice(0, done.length)).toEqual(done)
    expect(done.length).toBeGreaterThanOrEqual(3)
    expect(results.slice(done.length).every(({ status }) => status === 'cancelled')).toBe(true)
    expect(read.length).toBeLessThan(count / 2)
    expect((await desk.library.counts()).sources).toBe(done.length)
  })
})

const articles = join(import.meta.dirname, '../../../../shared/articles')
const article = join(articles, 'us-halts-mss-sanctions.txt')

if (!existsSync(article))
  console.warn('left out: the article of the main job, for ../shared/articles is not here')
// The article may not be copied into the project: where it lies beside it, its text must come out unchanged.
describe.runIf(existsSync(article))('the article of the main job', () => {
  it('gives exactly its own text', async () => {
    const { source } = JSON.parse(readFileSync(article.replace('.txt', '.claims.json'), 'utf8'))
    const bytes = new Uint8Array(readFileSync(article))
    const result = await desk.capture.captureFile({ name: source.file, bytes })
    const read = await readBack(desk.library, result)
    expect(read.snapshot.sha256).toBe(source.sha256)
    expect(read.text).toBe(readFileSync(article, 'utf8'))
    expect(read.extraction.codePoints).toBe(source.code_points)
    expect(read.source).toMatchObject({ title: 'us-halts-mss-sanctions', authors: [], issued: null, url: '' })
  })
})
