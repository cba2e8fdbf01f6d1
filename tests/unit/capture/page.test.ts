import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { extract } from '../../../main/capture/extract.ts'
import { recognise } from '../../../main/capture/kinds.ts'
import { sourceDetailsSchema } from '../../../shared/model/source.ts'

const folder = join(import.meta.dirname, '../../fixtures/capture')
const read = (name: string) => {
  const bytes = new Uint8Array(readFileSync(join(folder, name)))
  return extract({ name, kind: recognise(name, bytes), bytes, extent: 'article' })
}
const golden = (name: string) => readFileSync(join(folder, name), 'utf8')

describe('saved pages', () => {
  const pages = readdirSync(folder).filter((name) => name.endsWith('.html'))

  it.each(pages)('%s gives the text of its article', async (name) => {
    expect(`${(await read(name)).text}\n`).toBe(golden(name.replace('.html', '.txt')))
  })

  it.each(pages)('%s gives details that fit the model', async (name) => {
    const { found } = await read(name)
    expect(sourceDetailsSchema.partial().parse(found)).toEqual(found)
  })

  it.each(pages)('%s gives nothing of what surrounds the article', async (name) => {
    expect((await read(name)).text).not.toMatch(
      /cookie|privacy|advertisement|subscribe|most read|comments?\b \(|all rights|script|imprint/iu,
    )
  })

  it('takes the details of a news page from JSON-LD, canonical address and dateline', async () => {
    expect((await read('harbour-courier.html')).found).toEqual({
      type: 'article-newspaper',
      title: 'Insurers wait on harbour levy as second reading slips',
      publisher: 'Harbour Courier',
      authors: [
        { given: 'Marit', family: 'van der Holt' },
        { given: 'Osei', family: 'Brandt' },
      ],
      issued: '2026-03-12',
      issuedAsPrinted: 'Thursday 12 March 2026',
      url: 'https://www.harbourcourier.example/2026/03/insurers-wait',
      language: 'en-GB',
    })
  })

  it('takes them from plain meta and the visible page where there is nothing better', async () => {
    expect((await read('northern-gazette.html')).found).toEqual({
      type: 'webpage',
      title: 'Repair ships return to the strait',
      publisher: 'The Northern Gazette',
      authors: [{ given: 'Ilse', family: 'Vaasa' }],
      issued: '2026-02-03',
      issuedAsPrinted: '3 February 2026',
      url: 'https://gazette.example/politics/repair-ships-return.html?id=4711',
      language: 'en',
    })
  })

  it('takes them from citation tags and the comment of SingleFile', async () => {
    expect((await read('levant-review.html')).found).toEqual({
      type: 'article-journal',
      title: 'The grain corridor after the storm',
      publisher: 'Levant Review of Trade',
      authors: [
        { given: 'Rima', family: 'Haddad' },
        { given: 'Peter A.', family: 'Okonjo' },
      ],
      issued: '2025-11-30',
      accessed: '2026-01-19',
      url: 'https://levantreview.example/articles/grain-corridor',
      language: 'en-US',
    })
  })

  it('invents nothing where a page says nothing', async () => {
    expect((await read('ministry-notice.html')).found).toEqual({ type: 'webpage', title: 'Notice 7 of 2026' })
  })

  it('says how much was left out', async () => {
    expect((await read('harbour-courier.html')).notes).toEqual(['66 words around the article were left out.'])
  })
})

describe('Markdown', () => {
  it('keeps its text as written and takes details from the front matter', async () => {
    const { text, found, mediaType, extractor } = await read('briefing-note.md')
    expect(text).toBe(golden('briefing-note.md'))
    expect([mediaType, extractor]).toEqual(['text/markdown', 'markdown'])
    expect(found).toEqual({
      title: 'Dredging the eastern channel: what is known',
      authors: [
        { given: 'Tove', family: 'Lindqvist' },
        { family: 'de la Cruz', given: 'Ana' },
        { literal: 'Harbour Research Group' },
      ],
      issued: '2026-01-14',
      issuedAsPrinted: '14 January 2026',
      url: 'https://research.example/dredging',
      publisher: 'Harbour Research',
      language: 'en-GB',
    })
  })
})
