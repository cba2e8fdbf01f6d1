import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { hostname, tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forkChild } from '../../../main/children.ts'
import { createTypst } from '../../../main/export/typst.ts'
import type { Conformance } from '../../../main/export/typstMessages.ts'
import { characters } from '../../../renderer/editor/characters.ts'
import { runsText } from '../../../shared/citing/index.ts'
import type { Block } from '../../../shared/document/block.ts'
import type { Header } from '../../../shared/document/header.ts'
import { resolveBriefing } from '../../../shared/document/resolve.ts'
import type { ResolvedDocument, ResolvedHeading } from '../../../shared/document/resolved.ts'
import { blockText } from '../../../shared/document/walk.ts'
import type { AttestError } from '../../../shared/model/error.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { parts, root } from '../../parts.ts'
import {
  cite,
  cited,
  entities,
  header,
  heading,
  mapOf,
  paragraph,
  sources,
} from '../../unit/export/norvia.ts'
import { conformance as conformanceOf } from '../../verapdf.ts'
import { everyBlock, fullHeader, hostile, hostileHeader, hostileSource, markup } from './everything.ts'
import { flat, type ReadPdf, readPdf } from './readPdf.ts'

const typst = createTypst({ launchChild: forkChild })
const known = mapOf(...Object.values(entities), hostileSource)
const day = Date.UTC(2031, 2, 10, 12)

const resolve = (head: Header, blocks: readonly Block[], all = known): ResolvedDocument =>
  resolveBriefing({ header: head, blocks, entities: all, today: '2031-04-01' })
const compile = (document: ResolvedDocument, conformance: Conformance = 'ua-a2a', timestampMs = day) =>
  typst.compile(document, { timestampMs, conformance })
const failed = async (work: Promise<unknown>): Promise<AttestError> => {
  try {
    await work
  } catch (error) {
    return error as AttestError
  }
  throw new Error('it was compiled')
}

const endHeading = (text: string): ResolvedHeading => ({
  type: 'heading',
  mark: '',
  kind: '',
  level: 1,
  children: [{ type: 'text', text }],
})

let dir = ''
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'attest-pdf-'))
})
afterAll(async () => {
  await typst.dispose()
  await rm(dir, { recursive: true, force: true })
})

describe('a briefing with every block', () => {
  const document = resolve(fullHeader, everyBlock)
  let pdf: Uint8Array
  let read: ReadPdf
  beforeAll(async () => {
    pdf = (await compile(document)).pdf
    read = await readPdf(pdf)
  })

  it('has every word of the text, in order', () => {
    const body = flat(read.pages.join('').split(/^Notes$/mu)[0] ?? '')
    let from = 0
    for (const block of everyBlock) {
      // A citation may stand before the stop in the editor, and stands after it in print.
      for (const sentence of blockText(block).split(/[.,]?\n|[.,;]\s/u)) {
        const words = flat(sentence.replace(/[.,;]+$/u, ''))
        const at = body.indexOf(words, from)
        expect(at, sentence).toBeGreaterThanOrEqual(0)
        from = at + words.length
      }
    }
  })

  it('shows the boxes of a check list as signs that can be copied', () => {
    const body = flat(read.pages.join(''))
    expect(body).toContain(flat('☑ Ask the Authority for its logs'))
    expect(body).toContain(flat('☐ Write to the carriers'))
  })

  it('has every word of its head, and the marking on each page twice', () => {
    const first = flat(read.pages[0] ?? '').toLowerCase()
    const { organization, label, number, subject, subtitle, rows } = fullHeader
    for (const words of [
      organization,
      label,
      number,
      subject,
      subtitle,
      ...rows.flatMap((row) => [row.label, row.value]),
    ])
      expect(first).toContain(flat(words).toLowerCase())
    for (const [at, page] of read.pages.entries()) {
      expect(page.match(/EXERCISE \/\/ RELEASABLE TO MEMBERS/gu)).toHaveLength(2)
      expect(page).toContain(`Page ${at + 1} of ${read.pages.length}`)
    }
  })

  it('has each note with number, words, grade and detail, and each source with its hash', () => {
    const notes = flat(read.pages.join('').split(/^Notes$/mu)[1] ?? '')
    expect(document.notes.length).toBe(9)
    for (const { number, runs, grade, detail, body } of document.notes)
      expect(notes).toContain(
        body
          ? flat(`${number}${body.map((each) => ('text' in each ? each.text : '')).join('')}`).slice(0, 30)
          : flat(`${number}${runsText(runs)}${detail === '' ? grade : `${grade}${detail}`}`),
      )
    expect(notes).toContain(flat('Kept since 2019; the second roster is not public.'))
    expect(document.sources.length).toBe(3)
    for (const { runs, grade, detail, citedIn, captures } of document.sources) {
      expect(notes).toContain(
        flat(`${runsText(runs)}${grade}${detail}Captured ${captures[0]?.day}.${runsText(citedIn)}`),
      )
      expect(notes).toContain(captures[0]?.sha256)
    }
  })

  const listed = document.blocks.flatMap((block) =>
    block.type === 'heading' && block.level <= 2 ? [block] : [],
  )
  listed.push(...(['Notes', 'Sources'] as const).map(endHeading))

  it('lists its headings down to the second level with their pages, each leading there', () => {
    const [page = ''] = read.pages
    const leads = read.links.filter((link) => link.to !== null).slice(0, listed.length)
    for (const [at, { children }] of listed.entries()) {
      const title = children.map((each) => (each.type === 'text' ? each.text : '')).join('')
      const to = leads[at]?.to?.page ?? -1
      expect(flat(read.pages[to] ?? '')).toContain(flat(title))
      expect(flat(page)).toContain(flat(`${title}${to + 1}`))
    }
    expect(flat(page)).not.toContain(flat('Third level'))
  })

  it('lists a heading with a note and a cross-reference to it by its words alone', async () => {
    const ports = heading(1, 'Ports of call', cite(entities.lapsed))
    const text = paragraph(
      'See ',
      { type: 'reference', id: mintId(), target: ports.id, children: [{ text: '' }] },
      ` ${characters.map(([sign]) => sign).join(' ')}`,
    )
    const contents: Block = { type: 'contents', id: mintId(), children: [{ text: '' }] }
    const { pages } = await readPdf((await compile(resolve(fullHeader, [contents, ports, text]))).pdf)
    expect(flat(pages[0] ?? '')).toContain(
      flat('Contents Ports of call 1 Notes 1 Sources 1 Ports of call 1 See “Ports of call”'),
    )
  })

  it('links every citation to its note and every note to its first citation', () => {
    const notesPage = read.pages.findIndex((page) => /^Notes$/mu.test(page))
    // The table of contents comes first.
    const inner = read.links.filter((link) => link.to !== null).slice(listed.length)
    const marks = [...JSON.stringify(document.blocks).matchAll(/"note":(\d+),"first":(true|false)/gu)]
    const leading = inner.filter((link) => link.page < notesPage)
    const cited = leading.filter((link) => link.to?.page === notesPage)
    expect(cited).toHaveLength(marks.length)
    expect(leading).toHaveLength(marks.length)
    // As many places as notes: two citations of one note lead to the same.
    expect(new Set(cited.map((link) => link.to?.top)).size).toBe(document.notes.length)
    const back = inner.filter((link) => link.page === notesPage && (link.to?.page ?? notesPage) < notesPage)
    expect(back).toHaveLength(document.notes.length)
    // The rest: "(note 1)" in repeats, and the numbers under "Cited in".
    const pointers = JSON.stringify([document.notes, document.sources]).match(/"note":\d+/gu) ?? []
    expect(inner.filter((link) => link.page === notesPage && link.to?.page === notesPage)).toHaveLength(
      pointers.length,
    )
  })

  it('links to the web only where the text or a source has an address, each in full', () => {
    const urls = new Set(read.links.flatMap((link) => link.url ?? []))
    const given = JSON.stringify(document).match(/(?<="href":")[^"]+/gu) ?? []
    expect([...urls].sort()).toEqual([...new Set(given)].sort())
  })

  it('has its headings as an outline', () => {
    expect(read.outline).toEqual([
      'Key judgments',
      'What changed in October',
      'Second level: sans, 11.5 on 14',
      'Third level',
      'Fourth level, in italics',
      'After a page break',
      'Notes',
      'Sources',
    ])
  })

  it('says of itself what its head says, and nothing of who made it where', () => {
    const { Title, Author, Creator, Producer, CreationDate, Keywords, Subject } = read.info
    expect({ Title, Author, Keywords, Subject }).toEqual({ Title: fullHeader.subject })
    expect(`${Creator} ${Producer ?? ''}`).toMatch(/^Typst \d+\.\d+\.\d+ (?:undefined)?$/u)
    expect(String(CreationDate)).toMatch(/^D:20310310/u)
    const metadata = /<x:xmpmeta.*<\/x:xmpmeta>/su.exec(Buffer.from(pdf).toString('latin1'))?.[0] ?? ''
    expect(metadata).toContain(fullHeader.subject)
    for (const secret of [userInfo().username, hostname(), root, process.cwd()])
      expect(metadata).not.toContain(secret)
  })
})

describe('bytes', () => {
  const document = resolve(fullHeader, everyBlock)
  const identifier = (pdf: Uint8Array) => /\/ID \[(.*?)\]/u.exec(Buffer.from(pdf).toString('latin1'))?.[1]

  it('are the same in another process, and after other documents', async () => {
    const first = await compile(document)
    await compile(resolve(header(), [paragraph('Something else.')]))
    const again = await compile(document)
    const other = createTypst({ launchChild: forkChild })
    const elsewhere = await other.compile(document, { timestampMs: day, conformance: 'ua-a2a' })
    await other.dispose()
    expect(Buffer.compare(first.pdf, again.pdf)).toBe(0)
    expect(Buffer.compare(first.pdf, elsewhere.pdf)).toBe(0)
  })
  it('carry an identifier that follows their content', async () => {
    const [a, b] = [
      await compile(document),
      await compile(resolve(fullHeader, [...everyBlock, paragraph('More.')])),
    ]
    expect(identifier(a.pdf)).toMatch(/^\(.{20,}\) \(.{20,}\)$/u)
    expect(identifier(a.pdf)).not.toBe(identifier(b.pdf))
  })
})

describe('text that was written to break a page', () => {
  it('is set as the words it is, every one of them', async () => {
    const { pdf, pages } = await compile(resolve(hostileHeader, hostile))
    const read = await readPdf(pdf)
    expect(pages).toBe(read.pages.length)
    const all = flat(read.pages.join(''))
    // Not `toContain`: a failure would print the whole of it.
    for (const words of markup) expect(all.includes(flat(words)), words).toBe(true)
    for (const words of ['over iso', 'Depth 30', 'Item 250', '= Heading #h', '#m#m#m', '#basis'])
      expect(all.includes(flat(words)), words).toBe(true)
    // Page furniture comes between, so letters are counted, not found in one piece.
    expect(all.match(/w/gu)?.length).toBeGreaterThanOrEqual(10_000)
    expect(all.match(/Tenthousandwordsfollowoneanotherhere/gu)?.length).toBeGreaterThan(1100)
    expect(new Set(read.links.flatMap((link) => link.url ?? []))).toEqual(new Set([hostileSource.source.url]))
    expect(/[\u202A-\u202E\u2066-\u2069]/u.test(all)).toBe(false)
  })
  it.skipIf(parts.poppler !== null)('stays between the margins', async () => {
    const { pdf } = await compile(resolve(hostileHeader, hostile))
    await writeFile(join(dir, 'hostile.pdf'), pdf)
    const { stdout } = await promisify(execFile)('pdftotext', ['-bbox', join(dir, 'hostile.pdf'), '-'], {
      maxBuffer: 1 << 26,
    })
    const right = [...stdout.matchAll(/xMax="([\d.]+)"/gu)].map((match) => Number(match[1]))
    const left = [...stdout.matchAll(/xMin="([\d.]+)"/gu)].map((match) => Number(match[1]))
    // Letter is 612 pt wide, the block between rail and column 438 pt in its middle.
    expect(Math.max(...right.filter((edge) => edge !== 612))).toBeLessThan(612 - 87 + 1)
    expect(Math.min(...left)).toBeGreaterThan(87 - 1)
  })
})

describe('a character that no font has', () => {
  it('is named, with the words it stands in, and a plain PDF is offered', async () => {
    const error = await failed(
      compile(resolve(header(), [paragraph('The strait was calm 🌊 for once, they said.')])),
    )
    expect(error.code).toBe('missing-glyph')
    expect(error.message).toBe(
      'None of the fonts of the printed page has the character U+1F30A (🌊): it stands in “The strait was calm 🌊 for once, they said.”.',
    )
    expect(error.hint).toContain('plain PDF')
  })
  it('is found in notes too, and the others are named with it', async () => {
    const entity = cited({ key: 'k', source: { ...sources.returns, title: 'Returns of 港 and 口' } })
    const error = await failed(compile(resolve(header(), [paragraph('A', cite(entity))], mapOf(entity))))
    expect(error.message).toMatch(
      /U\+6E2F \(港\): it stands in “Returns of 港 and 口”\. The same goes for U\+53E3 \(口\)\.$/u,
    )
  })
  it('is found in a heading of the document itself', async () => {
    const error = await failed(compile(resolve(header({ subject: 'On \u0E01' }), [heading(1, 'x')])))
    expect(error.message).toContain('U+0E01 (\u0E01): it stands in “On \u0E01”')
  })
  it('lets a plain PDF pass, the same bytes each time', async () => {
    const document = resolve(header(), [paragraph('Calm 🌊 seas', cite(entities.boarded))])
    const [a, b] = [await compile(document, 'plain'), await compile(document, 'plain')]
    expect(Buffer.compare(a.pdf, b.pdf)).toBe(0)
    expect(flat((await readPdf(a.pdf)).pages.join(''))).toContain('seas')
    expect(Buffer.from(a.pdf).toString('latin1')).not.toContain('pdfuaid')
  })
})

describe('a page that ends near the notes', () => {
  it('never leaves their heading, or that of the sources, without the first of them', async () => {
    const { boarded, lapsed, pilots } = entities
    for (let lines = 18; lines < 40; lines += 1) {
      const filler = Array.from({ length: lines }, (_, at) => `Line ${at}`).join('\n')
      const { pdf } = await compile(
        resolve(header(), [paragraph('A', cite(boarded, lapsed, pilots)), paragraph(filler)]),
      )
      const { pages } = await readPdf(pdf)
      const pageOf = (words: RegExp): number => pages.findIndex((page) => words.test(page))
      expect([lines, pageOf(/^Notes$/mu)]).toEqual([lines, pageOf(/Directorate, Boarding/u)])
      expect([lines, pageOf(/^Sources$/mu)]).toEqual([lines, pageOf(/Directorate\. Boarding/u)])
    }
  })
})

describe('papers, densities and kinds', () => {
  const kinds = ['memo', 'assessment', 'paper'] as const
  const densities = ['tight', 'normal', 'large'] as const
  it.each(kinds.flatMap((kind) => densities.map((density) => [kind, density] as const)))(
    '%s, %s',
    async (kind, density) => {
      for (const paper of ['a4', 'us-letter'] as const) {
        const { pdf } = await compile(resolve({ ...fullHeader, kind, density, paper }, everyBlock))
        const [box = ''] = /\/MediaBox \[[^\]]+\]/u.exec(Buffer.from(pdf).toString('latin1')) ?? []
        expect(box).toMatch(paper === 'a4' ? /595\.\d+ 841\.\d+/u : /612 792/u)
      }
    },
  )
  it('an empty briefing has a page and a title', async () => {
    const { pdf, pages } = await compile(
      resolve(header({ subject: '', date: null, rows: [], label: '' }), []),
    )
    const read = await readPdf(pdf)
    expect([pages, read.info.Title, read.outline]).toEqual([1, 'Untitled', []])
    expect(read.pages[0]).not.toMatch(/Notes|Sources/u)
  })
  it.each(['de', 'fr-FR', 'pt-BR', 'cy'])('in %s', async (language) => {
    const { pdf } = await compile(resolve({ ...fullHeader, language }, everyBlock))
    expect(Buffer.from(pdf).toString('latin1')).toContain(`/Lang (${language})`)
  })
})

describe('conformance', () => {
  // Ten thousand words more say nothing new, and take veraPDF minutes.
  const shortHostile = hostile.filter((block) => JSON.stringify(block).length < 9000)
  const documents: [string, ResolvedDocument][] = [
    ['every block on A4', resolve(fullHeader, everyBlock)],
    [
      'every block on Letter',
      resolve({ ...fullHeader, kind: 'memo', paper: 'us-letter', density: 'tight' }, everyBlock),
    ],
    ['hostile text', resolve(hostileHeader, shortHostile)],
    ['an empty briefing', resolve(header({ subject: '', rows: [] }), [])],
  ]
  const fileOf = (name: string): string => join(dir, `${name}.pdf`)
  beforeAll(async () => {
    for (const [name, document] of documents) await writeFile(fileOf(name), (await compile(document)).pdf)
    const plain = resolve(header(), [paragraph('A 🌊')])
    await writeFile(fileOf('plain'), (await compile(plain, 'plain')).pdf)
  })

  it.skipIf(parts.java !== null)(
    'veraPDF passes each as PDF/UA-1 and as PDF/A-2a, and a plain one as neither',
    async () => {
      const names = [...documents.map(([name]) => name), 'plain']
      const verdicts = await conformanceOf(names.map(fileOf), ['ua1', '2a'])
      const found = verdicts.map((each, at) => [
        names[at],
        ...each.map((one) => (one.passed ? one.flavour : one.failed)),
      ])
      expect(found.slice(0, -1)).toEqual(documents.map(([name]) => [name, 'ua1', '2a']))
      expect(verdicts.at(-1)?.map((one) => one.passed)).toEqual([false, false])
      expect(Math.min(...verdicts.flat().map((one) => one.assertions))).toBeGreaterThan(100)
    },
    480_000,
  )
  it.skipIf(parts.qpdf !== null).each(documents.map(([name]) => name))(
    'qpdf finds %s sound',
    async (name) => {
      const { stdout } = await promisify(execFile)('qpdf', ['--check', fileOf(name)])
      expect(stdout).toContain('No syntax or stream encoding errors found')
    },
  )
})
