import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { besideFile } from '../../../main/capture/references/beside.ts'
import { writeReferences } from '../../../main/capture/references/write.ts'
import { captureResultSchema } from '../../../shared/contract/capture.ts'
import { referenceMediaType } from '../../../shared/model/source.ts'
import { root } from '../../parts.ts'
import { packed } from '../../unit/capture/packed.ts'
import { type Desk, openDesk, readBack, utf8 } from './library.ts'

const fixtures = join(root, 'tests/fixtures/references')
let desk: Desk
let folder: string
beforeEach(async () => {
  desk = await openDesk()
  folder = mkdtempSync(join(tmpdir(), 'attest-references-'))
})
afterEach(async () => {
  await desk.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Imports a file as it lies in `folder`. */
async function imported(name: string, content?: string) {
  const path = join(folder, name)
  if (content !== undefined) writeFileSync(path, content)
  const result = await desk.capture.captureFile({ name, bytes: readFileSync(path), beside: besideFile(path) })
  expect(captureResultSchema.parse(result)).toEqual(result)
  return result
}
const exported = async (format: 'ris' | 'bibtex' | 'csl-json') =>
  new TextDecoder().decode(writeReferences(format, await desk.library.sources.forReferences(null)))

describe('references', () => {
  it('become sources with what they say as their text, and the document that lies beside as the newest capture', async () => {
    cpSync(fixtures, folder, { recursive: true })
    const result = await imported('biblatex.bib')
    expect(result).toMatchObject({ status: 'imported', sourceId: null })
    expect(result.message).toBe('Holds 6 references: 5 imported, 1 not read.')
    const [shannon, goedel, , bad] = result.parts ?? []
    if (shannon === undefined || goedel === undefined) throw new Error('no parts')
    expect(bad).toMatchObject({ file: 'biblatex.bib › line 37: bad', status: 'failed', code: 'damaged' })
    expect(shannon.sourceKey).toBe('shannon1948')
    expect(shannon.message).toContain('Its document files/12/shannon.txt was captured.')
    expect(shannon.message).toMatch(/secret\.txt lies outside/u)
    const document = await desk.library.sources.read(shannon.sourceId ?? '')
    expect(document.text).toMatch(/^The fundamental problem/u)
    expect(document.source).toMatchObject({
      title: 'A Mathematical Theory of Communication',
      confirmed: false,
    })
    const record = await readBack(desk.library, shannon)
    expect(record.snapshot).toMatchObject({
      mediaType: referenceMediaType,
      supersededBy: document.snapshot.id,
    })
    expect(record.text).toContain('Pages: 379-423\nDOI: 10.1002/j.1538-7305.1948.tb01338.x\n')
    const book = await desk.library.sources.read(goedel.sourceId ?? '')
    expect(book.snapshot.mediaType).toBe(referenceMediaType)
    expect(book.source).toMatchObject({ type: 'book', publisher: 'Springer', issued: '1931', language: 'de' })
    const { items } = await desk.library.sources.list({ query: '', limit: 10, offset: 0 })
    expect(items.map(({ key, mediaType }) => [key, mediaType === referenceMediaType])).toContainEqual([
      'goedel',
      true,
    ])
    expect(items.map(({ key, mediaType }) => [key, mediaType])).toContainEqual(['shannon1948', 'text/plain'])
  })

  it('are imported once: from the same file, another format, the same file twice in it', async () => {
    for (const name of ['biblatex.bib', 'zotero.ris', 'zotero.rdf'])
      copyFileSync(join(fixtures, name), join(folder, name))
    await imported('biblatex.bib')
    const { sources } = await desk.library.counts()
    const again = await imported('biblatex.bib')
    expect(again).toMatchObject({ status: 'duplicate' })
    expect(again.parts?.map(({ status }) => status)).toEqual([
      ...['duplicate', 'duplicate', 'duplicate', 'failed', 'duplicate', 'duplicate'],
    ])
    const [ris] = (await imported('zotero.ris')).parts ?? []
    expect(ris).toMatchObject({ status: 'duplicate', sourceKey: 'shannon1948' })
    expect(ris?.message).toContain('the same DOI')
    const [, report] = (await imported('zotero.rdf')).parts ?? []
    expect(report).toMatchObject({ status: 'imported' })
    expect((await desk.library.counts()).sources).toBe(sources + 2)
    const twice = '@book{a, title = {One Title}, author = {Ana Brandt}, year = 2020, publisher = {P}}\n'
    const both = await imported(
      'twice.bib',
      `${twice}${twice.replace('{a,', '{b,')}${twice.replace('2020', '2021')}`,
    )
    expect(both.parts?.map(({ status }) => status)).toEqual(['imported', 'duplicate', 'imported'])
  })

  it('never stand before a document that is here, and give way to one that comes from their address', async () => {
    const url = 'https://ports.example/tolls'
    const page = await desk.capture.captureFile({ name: 'tolls.txt', bytes: utf8('Tolls will rise.'), url })
    const ris = (address: string) => `TY  - ELEC\nTI  - Tolls\nUR  - ${address}\nER  - \n`
    const known = await imported('a.ris', ris(`${url}?utm_source=rss`))
    expect(known.parts).toMatchObject([{ status: 'duplicate', sourceId: page.sourceId }])
    const [other] = (await imported('b.ris', ris('https://ports.example/dues'))).parts ?? []
    const dues = await desk.capture.captureFile({
      name: 'dues.txt',
      bytes: utf8('Dues will fall.'),
      url: 'https://ports.example/dues',
    })
    expect(dues).toMatchObject({ status: 'new-capture', sourceId: other?.sourceId })
    expect((await desk.library.sources.read(other?.sourceId ?? '')).text).toBe('Dues will fall.')
    const [third] = (await imported('c.ris', ris('https://ports.example/dues'))).parts ?? []
    expect(third).toMatchObject({ status: 'duplicate' })
    expect((await desk.library.sources.read(other?.sourceId ?? '')).text).toBe('Dues will fall.')
  })

  it('get no document from outside their folder or over a link, and say so', async () => {
    mkdirSync(join(folder, 'in'))
    writeFileSync(join(folder, 'secret.txt'), 'Not yours.')
    symlinkSync('../secret.txt', join(folder, 'in', 'link.txt'))
    const paths = [
      '../secret.txt',
      join(folder, 'secret.txt'),
      'link.txt',
      'gone.txt',
      'https://ports.example/x.pdf',
    ]
    const name = 'in/a.bib'
    const bib = `@misc{a, title = {A}, file = {${paths.map((path) => `:${path.replace(/:/gu, '\\:')}:text`).join(';')}}}`
    const result = await imported(name, bib)
    const [part] = result.parts ?? []
    expect(part).toMatchObject({ status: 'imported' })
    expect(part?.message.match(/lies outside/gu)?.length).toBe(2)
    expect(part?.message).toContain('link.txt is reached over a symbolic link')
    expect(part?.message).toContain('gone.txt does not lie beside')
    expect((await desk.library.sources.get(part?.sourceId ?? '')).snapshots.length).toBe(1)
  })

  it('in an archive take their documents from it; of EndNote from its folder of PDFs', async () => {
    const text = (name: string) => readFileSync(join(fixtures, name), 'utf8')
    const zip = packed({
      'out/files/12/shannon.txt': text('files/12/shannon.txt'),
      'out/My Library.rdf': text('zotero.rdf'),
    })
    const result = await desk.capture.captureFile({ name: 'zotero.zip', bytes: zip })
    const shannon = result.parts?.find(({ file }) => file.endsWith('Theory of Communication'))
    expect(shannon?.message).toContain('with its document')
    expect((await desk.library.counts()).sources).toBe(2)
    cpSync(fixtures, folder, { recursive: true })
    const [einstein] = (await imported('endnote.xml')).parts ?? []
    expect((await desk.library.sources.read(einstein?.sourceId ?? '')).text).toBe(
      'The document behind the reference.\n',
    )
  })

  it('are written out as they came in; details that a person changed win', async () => {
    for (const name of ['biblatex.bib', 'mendeley.json'])
      copyFileSync(join(fixtures, name), join(folder, name))
    await imported('biblatex.bib')
    await imported('mendeley.json')
    const csl = await exported('csl-json')
    const other = await openDesk()
    try {
      for (const format of ['csl-json', 'bibtex'] as const) {
        const bytes = utf8(await exported(format))
        const result = await other.capture.captureFile({
          name: `a.${format === 'bibtex' ? 'bib' : 'json'}`,
          bytes,
        })
        expect(
          result.parts?.every(({ status }) => status === (format === 'csl-json' ? 'imported' : 'duplicate')),
        ).toBe(true)
      }
      const sources = await other.library.sources.forReferences(null)
      expect(JSON.parse(new TextDecoder().decode(writeReferences('csl-json', sources)))).toEqual(
        JSON.parse(csl),
      )
    } finally {
      await other.close()
    }
    const source = await desk.library.sources.byKey('goedel')
    await desk.library.sources.update({
      id: source.id,
      revision: source.revision,
      details: {
        title: 'On Formally Undecidable Propositions',
        authors: [{ family: 'Gödel', given: 'K.' }],
        reliability: 'A',
      },
    })
    const changed = JSON.parse(await exported('csl-json')).find(({ id }: { id: string }) => id === 'goedel')
    expect(changed).toEqual({
      id: 'goedel',
      type: 'book',
      title: 'On Formally Undecidable Propositions',
      publisher: 'Springer',
      'publisher-place': 'Wien',
      language: 'de',
      author: [{ family: 'Gödel', given: 'K.' }],
      issued: { 'date-parts': [[1931]] },
    })
  })
})
