import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { originalOf } from '../../../main/capture/original.ts'
import type { CaptureResult } from '../../../shared/contract/capture.ts'
import { packed } from '../../unit/capture/packed.ts'
import { lines, pdf } from '../../unit/capture/pdfs.ts'
import { type Desk, openDesk, utf8 } from './library.ts'

let desk: Desk
beforeEach(async () => {
  desk = await openDesk()
})
afterEach(() => desk.close())

const original = ({ sourceId, snapshotId }: CaptureResult, newest = false) => {
  if (sourceId === null || snapshotId === null) throw new Error('not captured')
  return originalOf(desk.library, sourceId, newest ? undefined : snapshotId)
}

describe('the original of a capture', () => {
  it('has the bytes and the name that it came with', async () => {
    const bytes = pdf([lines(780, ['Words of a report.'])])
    const result = await desk.capture.captureFile({ name: '/home/ana/Report 4.pdf', bytes })
    const found = await original(result)
    expect(found.name).toBe('Report 4.pdf')
    expect(Buffer.from(found.bytes).equals(Buffer.from(bytes))).toBe(true)
    expect(found.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  it('is the newest capture, or the one that is named', async () => {
    const page = (words: string) =>
      utf8(`<link rel="canonical" href="https://ports.example/1"><article><p>${words}</p></article>`)
    const first = await desk.capture.captureFile({ name: 'a.html', bytes: page('The toll is four.') })
    const second = await desk.capture.captureFile({ name: 'b.html', bytes: page('The toll is five.') })
    expect(second.status).toBe('new-capture')
    expect((await original(first)).name).toBe('a.html')
    expect((await original(first, true)).name).toBe('b.html')
  })

  it('of a document in an archive has its own name, and none that leads elsewhere', async () => {
    const archive = packed({ '../../etc/Toll: "final"?.txt': 'The toll is four.' })
    const result = await desk.capture.captureFile({ name: 'post.zip', bytes: archive })
    const [part] = result.parts ?? []
    if (part === undefined) throw new Error(result.message)
    expect((await original(part)).name).toBe('Toll_ _final__.txt')
  })

  it('of pasted text has the ending of its kind', async () => {
    const result = await desk.capture.captureText({ text: '', html: '<p>The toll is four.</p>' })
    expect((await original(result)).name).toBe('Pasted text.html')
  })

  it('is refused when its bytes are not what was captured', async () => {
    const result = await desk.capture.captureFile({ name: 'a.txt', bytes: utf8('The toll is four.') })
    const { sources } = desk.library
    const damaged = { sources: { ...sources, bytes: async () => utf8('The toll is five.') } }
    await expect(originalOf(damaged, result.sourceId ?? '')).rejects.toMatchObject({
      code: 'library-corrupt',
    })
  })

  it('of a capture that is not there is refused', async () => {
    const a = await desk.capture.captureFile({ name: 'a.txt', bytes: utf8('The toll is four.') })
    const b = await desk.capture.captureFile({ name: 'b.txt', bytes: utf8('Another source.') })
    const other = originalOf(desk.library, a.sourceId ?? '', b.snapshotId ?? '')
    await expect(other).rejects.toMatchObject({ code: 'not-found' })
  })
})
