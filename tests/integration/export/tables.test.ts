import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forkChild } from '../../../main/children.ts'
import { createTypst } from '../../../main/export/typst.ts'
import type { Block } from '../../../shared/document/block.ts'
import type { Inline } from '../../../shared/document/inline.ts'
import { resolveBriefing } from '../../../shared/document/resolve.ts'
import type { Table, TableCell } from '../../../shared/document/table.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { parts } from '../../parts.ts'
import { cite, entities, header, mapOf, paragraph, quotation } from '../../unit/export/norvia.ts'
import { conformance } from '../../verapdf.ts'
import { flat, type ReadPdf, readPdf } from './readPdf.ts'

const typst = createTypst({ launchChild: forkChild })
afterAll(() => typst.dispose())

const cell = (text: string | Inline[], more: Partial<TableCell> = {}): TableCell => ({
  type: 'table-cell',
  children: typeof text === 'string' ? [{ text }] : text,
  ...more,
})
const row = (...children: TableCell[]): Table['children'][number] => ({ type: 'table-row', children })
const table = (more: Partial<Table>, ...children: Table['children']): Table => ({
  type: 'table',
  id: mintId(),
  ...more,
  children,
})
const caption = (...children: Inline[]): Table['children'][number] => ({ type: 'table-caption', children })

const right = { align: 'right' } as const
const boardings = table(
  { mark: '(U)', headerRows: 2, headerColumn: true },
  caption({ text: 'Boardings in the Sable Strait by flag, January and February 2031' }),
  row(
    cell('Flag', { rowSpan: 2 }),
    cell('Boardings', { colSpan: 2, align: 'center' }),
    cell('What the Directorate said', { rowSpan: 2 }),
  ),
  row(
    cell([{ text: 'January' }, { text: '' }, cite(entities.boarded), { text: '' }], right),
    cell('February', right),
  ),
  row(
    cell('Norvia'),
    cell('1,284', right),
    cell('96', right),
    cell([
      { text: 'Held for papers, ' },
      quotation(entities.hearing, 'We will look at it'),
      { text: ' ' },
      cite(entities.hearing),
      { text: '.' },
    ]),
  ),
  row(
    cell('Tessaly', { rowSpan: 2 }),
    cell('11', right),
    cell('7', right),
    cell('Two ships stayed a day longer than the order allows.', { rowSpan: 2 }),
  ),
  row(cell('12', right), cell('8', right)),
  row(cell('None were counted in the southern approach, and none are planned', { colSpan: 4 })),
)
const long = table(
  { headerRows: 1 },
  caption({ text: 'Every boarding, as it was reported' }),
  row(cell('Number', right), cell([{ text: 'Ship' }, cite(entities.pilots), { text: '' }]), cell('Port')),
  ...Array.from({ length: 120 }, (_, at) =>
    row(cell(`${at + 1}`, right), cell(`Ship ${at + 1} of Norvia`), cell('Sable Roads')),
  ),
)
const plain = table({}, row(cell('Without a head'), cell('or a caption')), row(cell('two rows'), cell('')))
const wide = table(
  { headerRows: 1 },
  row(...Array.from({ length: 12 }, (_, at) => cell(`Unforeseeable${at}`))),
  row(...Array.from({ length: 12 }, () => cell('Incommensurable'))),
)

const blocks: Block[] = [
  paragraph('See the tables.'),
  boardings,
  plain,
  paragraph('Between.', cite(entities.pilots)),
  long,
  wide,
]
const resolved = resolveBriefing({
  header: header({ subject: 'Boardings' }),
  blocks,
  entities: mapOf(...Object.values(entities)),
  today: '2031-04-01',
})

describe('tables on paper', () => {
  let dir = ''
  let pdf: Uint8Array
  let read: ReadPdf
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'attest-tables-'))
    ;({ pdf } = await typst.compile(resolved, { timestampMs: Date.UTC(2031, 2, 10), conformance: 'ua-a2a' }))
    if (process.env.KEEP_PDF) await writeFile(process.env.KEEP_PDF, pdf)
    read = await readPdf(pdf)
  })
  afterAll(() => rm(dir, { recursive: true, force: true }))

  it('have every word', () => {
    const all = flat(read.pages.join(''))
    for (const words of [
      'Table 1',
      'Table 2',
      'Without a head',
      'Ship 120 of Norvia',
      'Unforeseeable11',
      '1,284',
    ])
      expect(all).toContain(flat(words))
  })

  it('set the head again on each page, with the number and that it goes on', () => {
    const pages = read.pages.filter((page) => /Ship \d+ of Norvia/u.test(page))
    expect(pages.length).toBeGreaterThan(2)
    for (const [at, page] of pages.entries()) {
      expect(flat(page)).toContain(flat('Number Ship'))
      expect(flat(page).includes(flat('Table 2, continued'))).toBe(at > 0)
    }
  })

  it('lead from a note back to a citation in a head that is set many times', () => {
    const notesPage = read.pages.findIndex((page) => /^Notes$/mu.test(page))
    const inner = read.links.filter(({ to }) => to !== null)
    const marks = [...JSON.stringify(resolved.blocks).matchAll(/"note":\d+,"first":(true|false)/gu)]
    // Only where it stands for the first time is a citation of the head a link.
    expect(inner.filter(({ page }) => page < notesPage)).toHaveLength(marks.length)
    expect(inner.filter(({ page }) => page === notesPage).length).toBeGreaterThanOrEqual(
      resolved.notes.length,
    )
  })

  it.skipIf(parts.java !== null)(
    'veraPDF passes them as PDF/UA-1 and as PDF/A-2a',
    async () => {
      const file = join(dir, 'tables.pdf')
      await writeFile(file, pdf)
      const [verdicts] = await conformance([file], ['ua1', '2a'])
      expect(verdicts?.map((one) => (one.passed ? one.flavour : one.failed))).toEqual(['ua1', '2a'])
    },
    480_000,
  )
})
