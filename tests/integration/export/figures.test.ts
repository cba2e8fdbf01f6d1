import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readPicture } from '../../../main/capture/pictures/picture.ts'
import { forkChild } from '../../../main/children.ts'
import { createExporter, type Exporter } from '../../../main/export/exporter.ts'
import { createTypst, type Typst } from '../../../main/export/typst.ts'
import type { Library } from '../../../main/store/library.ts'
import { createLibrary } from '../../../main/store/open.ts'
import type { Block } from '../../../shared/document/block.ts'
import type { Figure, Picture } from '../../../shared/document/figure.ts'
import type { AttestError } from '../../../shared/model/error.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { parts } from '../../parts.ts'
import { header, heading, paragraph } from '../../unit/export/norvia.ts'
import { conformance } from '../../verapdf.ts'
import { flat, readPdf } from './readPdf.ts'

// Figures from files as people have them to the printed page: a real library, a real Typst child.

const folder = join(import.meta.dirname, '../../fixtures/figures')
const names = ['map.png', 'turned.jpg', 'photo.webp', 'chart.svg'] as const
let dir = ''
let library: Library
let typst: Typst
let exporter: Exporter
const pictures = new Map<string, Picture>()

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'attest-figures-'))
  library = await createLibrary(join(dir, 'desk.attest'))
  typst = createTypst({ launchChild: forkChild })
  exporter = createExporter({ library, typst, now: () => Date.UTC(2031, 3, 1, 8) })
  for (const name of names) {
    const { leftOut: _, ...picture } = await readPicture(name, await readFile(join(folder, name)))
    await library.pictures.add(picture)
    pictures.set(name, picture)
  }
})
afterAll(async () => {
  await typst?.dispose()
  await library?.close()
  await rm(dir, { recursive: true, force: true })
})

function figure(name: string, given: Partial<Figure> = {}): Figure {
  const { sha256, mediaType, width, height } = pictures.get(name) as Picture
  return {
    type: 'figure',
    id: mintId(),
    picture: { sha256, mediaType, width, height },
    alt: `What ${name} shows.`,
    width: 60,
    children: [{ text: `Caption of ${name}.` }],
    ...given,
  }
}

const briefing = (blocks: Block[]) => library.briefings.create({ header: header(), blocks })
const failure = async (work: Promise<unknown>): Promise<AttestError> => {
  try {
    await work
  } catch (error) {
    return error as AttestError
  }
  throw new Error('it was exported')
}

describe('a briefing with pictures of every kind', () => {
  const everything = () => [
    heading(1, 'What was seen'),
    paragraph('Before the figures.'),
    figure('map.png', { mark: 'U' }),
    figure('turned.jpg', { width: 25 }),
    figure('photo.webp', { width: 40, children: [{ text: '' }] }),
    figure('map.png', { alt: '', decorative: true, width: 100, children: [{ text: '' }] }),
    figure('chart.svg', { width: 100 }),
    paragraph('After the figures.'),
  ]

  it('prints them with their numbers, captions and descriptions, and without a trace of who took them', async () => {
    const file = join(dir, 'figures.pdf')
    const { id } = await briefing(everything())
    await exporter.exportBriefing({ briefingId: id, format: 'pdf', path: file })
    const bytes = await readFile(file)
    const { pages } = await readPdf(bytes)
    const text = flat(pages.join(''))
    expect(text).toContain(flat('Figure 1. Caption of map.png.'))
    expect(text).toContain(flat('Figure 2. Caption of turned.jpg.'))
    // The one without a caption has no number.
    expect(text).toContain(flat('Figure 3. Caption of chart.svg.'))
    const raw = bytes.toString('latin1')
    for (const name of names) expect(raw).toContain(`(What ${name} shows.)`)
    expect(raw).not.toContain('planted')
    expect(raw).not.toContain('GPS')
    const again = join(dir, 'again.pdf')
    await exporter.exportBriefing({ briefingId: id, format: 'pdf', path: again })
    expect((await readFile(again)).equals(bytes)).toBe(true)
    if (parts.java === null) {
      const [said] = await conformance([file], ['ua1', '2a'])
      expect(said?.map(({ flavour, passed, failed }) => ({ flavour, passed, failed }))).toEqual([
        { flavour: expect.any(String), passed: true, failed: [] },
        { flavour: expect.any(String), passed: true, failed: [] },
      ])
    }
  }, 60_000)
})

describe('a figure that cannot be printed', () => {
  const file = () => join(dir, 'kept.pdf')

  it.each([
    ['has no description', 'not-allowed', /Figure 1 has no description/u, { alt: ' ' }],
    [
      'shows a picture of another library',
      'not-found',
      /Figure 1 shows a picture that is not in this library/u,
      { picture: { sha256: 'a'.repeat(64), mediaType: 'image/png', width: 4, height: 3 } },
    ],
  ] as const)('leaves the earlier file where it %s', async (_why, code, message, given) => {
    const sound = await briefing([figure('map.png')])
    await exporter.exportBriefing({ briefingId: sound.id, format: 'pdf', path: file() })
    const before = await readFile(file())
    const { id } = await briefing([figure('map.png', given as Partial<Figure>)])
    const error = await failure(exporter.exportBriefing({ briefingId: id, format: 'pdf', path: file() }))
    expect(error.code).toBe(code)
    expect(error.message).toMatch(message)
    expect((await readFile(file())).equals(before)).toBe(true)
  })

  it('says so when the pixels cannot be unpacked', async () => {
    const whole = Buffer.from(
      (await library.pictures.get(pictures.get('photo.webp')?.sha256 ?? ''))?.bytes ?? [],
    )
    whole.fill(0, 60, 300)
    const { leftOut: _, ...broken } = await readPicture('broken.webp', whole)
    await library.pictures.add(broken)
    const { sha256, mediaType, width, height } = broken
    const { id } = await briefing([figure('map.png', { picture: { sha256, mediaType, width, height } })])
    const error = await failure(exporter.exportBriefing({ briefingId: id, format: 'pdf', path: file() }))
    expect(error.code).toBe('damaged')
    expect(error.message).toMatch(/picture of this briefing cannot be printed/u)
  })
})
