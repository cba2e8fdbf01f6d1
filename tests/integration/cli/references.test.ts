import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../parts.ts'
import { attest, attestJson, type Failure } from './attest.ts'

const folder = mkdtempSync(join(tmpdir(), 'attest-cli-references-'))
const at = (name: string): string => join(folder, name)
const library = ['--library', at('work.attest')]

interface Imported {
  readonly items: readonly { file: string; status: string; source: string | null; message: string }[]
}

describe('references on the command line', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    cpSync(join(root, 'tests/fixtures/references'), at('in'), { recursive: true })
    await attestJson(['new', ...library])
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('come from a folder with the documents beside them, and go out all, some, or as a briefing cites them', async () => {
    const { exit, answer } = await attestJson<Imported>([
      'import',
      at('in'),
      '--reliability',
      'B',
      ...library,
    ])
    expect(exit).toBe(1)
    const of = (name: string) => answer.items.filter(({ file }) => file.startsWith(at(`in/${name}`)))
    expect(of('biblatex.bib').map(({ status }) => status)).toEqual([
      ...['imported', 'imported', 'imported', 'imported', 'failed', 'imported', 'imported'],
    ])
    expect(of('zotero.ris')[1]).toMatchObject({ status: 'duplicate', source: 'shannon1948' })
    expect(of('files/12/shannon.txt')).toMatchObject([{ status: 'duplicate', source: 'shannon1948' }])

    expect(of('Ports.Data/PDF/1234/einstein.txt')).toMatchObject([{ status: 'duplicate' }])

    const marked = [
      '--source',
      'shannon1948',
      '--exact',
      'The fundamental problem of communication',
      '--key',
      'problem',
    ]
    expect((await attestJson(['add', 'claim', ...marked, '--kind', 'fact', ...library])).exit).toBe(0)
    const draft = at('memo.md')
    writeFileSync(draft, '# Memo\n\nEntropy counts [@problem]. So does logic [@goedel].\n')
    expect((await attestJson(['draft', draft, '--key', 'memo', ...library])).exit).toBe(0)
    const cited = await attest(['export-references', '--briefing', 'memo', '--to', 'ris', ...library])
    expect(cited.stdout.match(/^ID {2}- .*$/gmu)).toEqual(
      ['ID  - Shannon1948\r', 'ID  - goedel\r'].map((line) => line.trim()),
    )
    const some = await attestJson<{ item: { file: string; references: number } }>([
      ...['export-references', 'goedel', '--to', 'bibtex', '--out', at('some.bib'), ...library],
    ])
    expect(some.answer.item).toMatchObject({ file: at('some.bib'), references: 1 })
    expect(readFileSync(at('some.bib'), 'utf8')).toMatch(/^@book\{goedel,\n {2}author = \{Gödel, Kurt\},/u)
    const all = await attest(['export-references', '--to', 'csl-json', ...library])
    // Judgements stay in the library.
    expect(all.stdout).not.toContain('reliability')
    expect(JSON.parse(all.stdout).length).toBe(
      new Set(answer.items.flatMap(({ source }) => source ?? [])).size,
    )
  })

  it('are refused with words for what cannot be done', async () => {
    const both = await attestJson<Failure>([
      'export-references',
      'goedel',
      '--briefing',
      'memo',
      '--to',
      'ris',
      ...library,
    ])
    expect([both.exit, both.answer.error.code]).toEqual([2, 'bad-request'])
    const gone = await attestJson<Failure>([
      'export-references',
      'nobody',
      '--to',
      'ris',
      '--out',
      at('no.ris'),
      ...library,
    ])
    expect([gone.exit, gone.answer.error.code]).toEqual([3, 'not-found'])
    expect(existsSync(at('no.ris'))).toBe(false)
  })
})
