import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forkChild } from '../../../main/children.ts'
import { createExporter, type Exporter } from '../../../main/export/exporter.ts'
import { createTypst, type Typst } from '../../../main/export/typst.ts'
import { createSampleLibrary } from '../../../main/sample.ts'
import type { Library } from '../../../main/store/library.ts'
import { openLibrary } from '../../../main/store/open.ts'
import { checkBriefing } from '../../../main/verify/checker.ts'
import type { OpenBriefing } from '../../../shared/model/briefing.ts'
import type { AttestError } from '../../../shared/model/error.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { paragraph } from '../../unit/export/norvia.ts'
import { flat, readPdf } from './readPdf.ts'

// The exporter over a real library, a real Typst child and real files.

const now = (): number => Date.UTC(2031, 3, 1, 8)
let dir = ''
let library: Library
let typst: Typst
let exporter: Exporter
let briefing: OpenBriefing
const at = (name: string): string => join(dir, name)

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'attest-export-'))
  await createSampleLibrary(at('sample.attest'), { launchChild: forkChild, now })
  library = await openLibrary(at('sample.attest'))
  typst = createTypst({ launchChild: forkChild })
  exporter = createExporter({ library, typst, now })
  const [first] = await library.briefings.list()
  briefing = await library.briefings.get(first?.id ?? '')
  await mkdir(at('out'))
})
afterAll(async () => {
  await typst?.dispose()
  await library?.close()
  await rm(dir, { recursive: true, force: true })
})

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const failure = async (work: Promise<unknown>): Promise<AttestError> => {
  try {
    await work
  } catch (error) {
    return error as AttestError
  }
  throw new Error('it was exported')
}

describe('an export', () => {
  it('writes the PDF, says what it is, and records the release', async () => {
    const path = at('out/memo.pdf')
    const stages: string[] = []
    const done = await exporter.exportBriefing({
      briefingId: briefing.id,
      format: 'pdf',
      path,
      onStage: (stage) => stages.push(stage),
    })
    const bytes = await readFile(path)
    expect(done).toMatchObject({ file: path, bytes: bytes.length, sha256: sha256(bytes) })
    expect((await readPdf(bytes)).pages).toHaveLength(done.pages ?? 0)
    expect(stages).toEqual(['Reading the briefing', 'Setting the pages', 'Writing the file'])
    const [release] = await library.releases.list(briefing.id)
    expect(release).toEqual(done.release)
    expect(release).toMatchObject({
      briefingId: briefing.id,
      revision: briefing.revision,
      format: 'pdf',
      fileName: 'memo.pdf',
      sha256: sha256(bytes),
      pages: done.pages,
    })
  })

  it('gives the same bytes again, and the preview gives them too', async () => {
    const request = { briefingId: briefing.id, format: 'pdf', path: at('out/again.pdf') } as const
    const { sha256: first } = await exporter.exportBriefing(request)
    const { sha256: second } = await exporter.exportBriefing(request)
    expect(second).toBe(first)
    expect(sha256((await exporter.pdf(briefing)).pdf)).toBe(first)
  })

  it('writes one of the two texts that a briefing with suggestions has', async () => {
    const stamp = { id: mintId(), by: 'R. Hale', at: '2031-03-31T09:00:00.000Z' }
    const made = await library.briefings.create({
      header: briefing.header,
      blocks: [
        {
          type: 'paragraph',
          id: mintId(),
          children: [
            { text: 'Exports ' },
            { text: 'fell', deleted: stamp },
            { text: 'rose', inserted: stamp },
            { text: ' in March.' },
          ],
        },
      ],
    })
    const write = async (format: 'pdf' | 'md', reading?: 'final' | 'original'): Promise<string> => {
      const path = at(`out/reading.${format}`)
      await exporter.exportBriefing({ briefingId: made.id, format, path, reading })
      const bytes = await readFile(path)
      return flat(format === 'md' ? bytes.toString() : (await readPdf(bytes)).pages.join(' '))
    }
    for (const format of ['pdf', 'md'] as const) {
      expect(await write(format)).toContain('ExportsroseinMarch.')
      expect(await write(format, 'original')).toContain('ExportsfellinMarch.')
    }
    expect((await library.briefings.get(made.id)).blocks[0]).toMatchObject({
      children: [{}, { deleted: stamp }, { inserted: stamp }, {}],
    })
  })

  it('records with the release what was cited at which capture, and what the checks found', async () => {
    const recorded: Parameters<Library['releases']['add']>[0][] = []
    const releases = {
      ...library.releases,
      add: (release: (typeof recorded)[number]) => {
        recorded.push(release)
        return library.releases.add(release)
      },
    }
    const watched = createExporter({
      library: { ...library, releases },
      typst,
      now,
    })
    await watched.exportBriefing({ briefingId: briefing.id, format: 'md', path: at('out/recorded.md') })
    const [release] = recorded
    expect(release?.findings).toEqual(await checkBriefing(library, briefing.id))
    const citations = release?.citations as { key: string; sha256: string }[]
    expect(citations.length).toBeGreaterThan(0)
    const { sources } = await library.counts()
    const shown = new Set(citations.map((cited) => cited.sha256))
    expect(shown.size).toBeLessThanOrEqual(sources)
    for (const sha256 of shown) expect((await library.sources.bySha256(sha256))?.snapshot.sha256).toBe(sha256)
  })

  it('writes Markdown without pages', async () => {
    const done = await exporter.exportBriefing({
      briefingId: briefing.id,
      format: 'md',
      path: at('out/memo.md'),
    })
    expect(done.pages).toBeNull()
    expect(await readFile(at('out/memo.md'), 'utf8')).toContain(briefing.header.subject)
  })

  it('carries the day of export where the header has no date, in the file alone', async () => {
    const undated = { ...briefing, header: { ...briefing.header, date: null } }
    const { pdf } = await exporter.pdf(undated)
    const { info, pages } = await readPdf(pdf)
    expect(String(info.CreationDate)).toMatch(/^D:20310401/u)
    expect(pages[0]).not.toMatch(/1 April 2031/u)
  })

  it('names what a citation says of a source as the library knows it now', async () => {
    const { pdf } = await exporter.pdf(briefing)
    const text = flat((await readPdf(pdf)).pages.join(''))
    const { items } = await library.sources.list({ query: '', offset: 0, limit: 100 })
    const cited = items.filter((row) => text.includes(flat(row.title)))
    expect(cited.length).toBeGreaterThan(0)
  })
})

describe('an export that fails leaves the earlier file and no release', () => {
  const kept = async (work: () => Promise<unknown>): Promise<string> => {
    const before = (await library.releases.list(briefing.id)).length
    await writeFile(at('out/kept.pdf'), 'earlier')
    const { code } = await failure(work())
    expect(await readFile(at('out/kept.pdf'), 'utf8')).toBe('earlier')
    expect((await readdir(at('out'))).filter((name) => name.endsWith('.part'))).toEqual([])
    expect((await library.releases.list(briefing.id)).length).toBe(before)
    return code
  }
  const request = (briefingId: string) => ({ briefingId, format: 'pdf', path: at('out/kept.pdf') }) as const

  it('for a briefing that is not there', async () => {
    expect(await kept(() => exporter.exportBriefing(request(mintId())))).toBe('not-found')
  })
  it('for a citation that points at nothing', async () => {
    const made = await library.briefings.create({
      header: briefing.header,
      blocks: [
        paragraph('Lost', {
          type: 'citation',
          id: mintId(),
          items: [{ target: null, typedKey: 'never-there', cited: null }],
          children: [{ text: '' }],
        }),
      ],
    })
    expect(await kept(() => exporter.exportBriefing(request(made.id)))).toBe('not-found')
    expect((await failure(exporter.exportBriefing(request(made.id)))).message).toContain('‘@never-there’')
  })
  it('for a character that no font has; a plain PDF is written', async () => {
    const made = await library.briefings.create({ header: briefing.header, blocks: [paragraph('Waves 🌊')] })
    expect(await kept(() => exporter.exportBriefing(request(made.id)))).toBe('missing-glyph')
    const done = await exporter.exportBriefing({
      ...request(made.id),
      path: at('out/plain.pdf'),
      plain: true,
    })
    expect(done.release.format).toBe('pdf-plain')
    expect((await readFile(at('out/plain.pdf'))).subarray(0, 5).toString()).toBe('%PDF-')
  })
  it('when it is stopped before and while the pages are set', async () => {
    expect(
      await kept(() => exporter.exportBriefing({ ...request(briefing.id), signal: AbortSignal.abort() })),
    ).toBe('cancelled')
    const stop = new AbortController()
    const onStage = (stage: string) =>
      void (stage === 'Setting the pages' && setTimeout(() => stop.abort(), 5))
    expect(
      await kept(() => exporter.exportBriefing({ ...request(briefing.id), signal: stop.signal, onStage })),
    ).toBe('cancelled')
  })
  it('when its place is a folder', async () => {
    expect(await kept(() => exporter.exportBriefing({ ...request(briefing.id), path: at('out') }))).toBe(
      'bad-request',
    )
  })
})
