import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { extract } from '../../../main/capture/extract.ts'
import { recognise } from '../../../main/capture/kinds.ts'
import { captureResultSchema } from '../../../shared/contract/capture.ts'
import { AttestError } from '../../../shared/model/error.ts'
import { sourceDetailsSchema } from '../../../shared/model/source.ts'
import { type Desk, openDesk } from '../../integration/capture/library.ts'

const names = fc.constantFrom(
  'a.txt',
  'a.html',
  'a.md',
  'a',
  'a.pdf',
  'a.xhtml',
  'a.srt',
  'a.vtt',
  'folder/ä.TXT',
)
const plain = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.string({ maxLength: 300 }))
/** Shreds of markup in any order: what hand-written tests do not think of. */
const markup = fc
  .array(
    fc.oneof(
      { weight: 3, arbitrary: fc.string({ unit: 'grapheme', maxLength: 20 }) },
      fc.constantFrom(
        ...'<p> </p> <div class="article"> </div> <b> </i> <table> <td> <tr> <li> <ol start="x"> <ul> </ul> <br> <pre> </pre> <q> </q> <svg> <title> </title> <script> </script> <style> <!-- --> <![CDATA[ ]]> <!doctype <?xml < > " \' = & &amp; &lt &#x110000; &#0; <a href= <h1> </h1> <html lang="x"> <head> <body> <template> <noscript> </noscript> <textarea> <time datetime="2026-99-99"> <meta name=date content=2026> <article> </article> <math> <p hidden> <meta charset=utf-16> <base href=":"> <link rel=canonical href="http://[">'.split(
          ' ',
        ),
      ),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(''))
const bytes = fc.oneof(
  fc.uint8Array({ maxLength: 2000 }),
  plain.map((text) => new TextEncoder().encode(text)),
  markup.map((text) => new TextEncoder().encode(text)),
  plain.map((text) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))),
  fc.string({ maxLength: 200 }).map((text) => new TextEncoder().encode(`---\n${text}\n---\n# x`)),
)

describe('any bytes under any name', () => {
  it('give a text without NUL, lone surrogates and carriage returns, or an error in words', async () => {
    await fc.assert(
      fc.asyncProperty(names, bytes, fc.boolean(), async (name, content, pasted) => {
        try {
          const kind = pasted ? 'html' : recognise(name, content)
          const { text, found } = await extract({
            name,
            kind,
            bytes: content,
            extent: pasted ? 'fragment' : 'article',
          })
          expect(text).not.toMatch(/[\0\r\p{Cs}]|^\ufeff/u)
          expect(text).toMatch(/\S/u)
          expect(sourceDetailsSchema.partial().parse(found)).toEqual(found)
        } catch (error) {
          if (!(error instanceof AttestError)) throw error
          expect(['unsupported', 'empty', 'too-large']).toContain(error.code)
          expect(error.message).toContain(name)
          expect(error.hint).not.toBe('')
        }
      }),
      { numRuns: 3000 },
    )
  })

  it('of a page give text whose every line is free of white space at its ends, outside preformatted text', async () => {
    await fc.assert(
      fc.asyncProperty(
        markup.filter((html) => !html.includes('<pre')),
        async (html) => {
          try {
            const { text } = await extract({
              name: 'a.html',
              kind: 'html',
              bytes: new TextEncoder().encode(html),
              extent: 'fragment',
            })
            expect(text).not.toMatch(/[ ]\n|\n\n\n|^\n|\n$/u)
          } catch (error) {
            expect(error).toMatchObject({ code: 'empty' })
          }
        },
      ),
      { numRuns: 2000 },
    )
  })
})

describe('capture', () => {
  let desk: Desk
  beforeAll(async () => {
    desk = await openDesk()
  })
  afterAll(() => desk.close())

  it('of any bytes never throws and always gives a result that the contract takes', async () => {
    await fc.assert(
      fc.asyncProperty(names, bytes, async (name, content) => {
        const result = await desk.capture.captureFile({ name, bytes: content })
        expect(captureResultSchema.parse(result)).toEqual(result)
        expect(result.message).toMatch(/\S/u)
        expect(result.status === 'failed').toBe(result.snapshotId === null)
        if (result.status !== 'failed') {
          const again = await desk.capture.captureFile({ name, bytes: content })
          expect(again).toMatchObject({ status: 'duplicate', snapshotId: result.snapshotId })
        }
      }),
      { numRuns: 150 },
    )
  })

  it('of any text gives it back, but for line ends, byte order marks, NUL and lone surrogates', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 400 }), async (text) => {
        const result = await desk.capture.captureText({ text })
        const expected = Array.from(text.replace(/^\ufeff+/u, '').replace(/\r\n|\r/gu, '\n'), (character) =>
          /^(?:\0|[\ud800-\udfff])$/u.test(character) ? '\ufffd' : character,
        ).join('')
        if (result.sourceId === null) {
          expect(result.code).toBe('empty')
          expect(expected).not.toMatch(/[\p{L}\p{N}\p{P}]/u)
          return
        }
        const read = await desk.library.sources.read(result.sourceId, result.snapshotId ?? '')
        expect(read.text).toBe(expected)
        expect(read.extraction.codePoints).toBe(Array.from(expected).length)
      }),
      { numRuns: 150 },
    )
  })
})
