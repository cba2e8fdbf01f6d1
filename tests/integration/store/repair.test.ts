import { createHash } from 'node:crypto'
import { copyFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Connection } from '../../../main/store/database.ts'
import { examineFile } from '../../../main/store/doctorFile.ts'
import { createLibrary, openLibrary } from '../../../main/store/open.ts'
import { createRepairedCopy, type RepairItem } from '../../../main/store/repair.ts'
import type { Block } from '../../../shared/document/block.ts'
import { claimOn, codeOf, document, folder, header, paragraph, person, quoteOn, strait } from './written.ts'

const PAGE = 4096
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

let home = ''
let made: Awaited<ReturnType<typeof make>>

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'attest-repair-'))
  made = await make(join(home, 'desk.attest'))
})

afterAll(() => rm(home, { recursive: true, force: true }))

async function make(path: string) {
  const desk = await createLibrary(path)
  const captured = await desk.sources.capture(document(strait, { found: { title: 'Strait' } }))
  const speaker = await person(desk, 'Ilsa Tarnmoor')
  const claim = await claimOn(desk, captured, strait, 'the break looked like an anchor')
  const quote = await quoteOn(desk, captured, strait, '“We have asked,”', { speakerId: speaker.id })
  const blocks: Block[] = [
    paragraph('one', { type: 'claim', id: claim.id }),
    paragraph('two'),
    paragraph('three'),
  ]
  const briefing = await desk.briefings.create({ header: header('Memo'), blocks })
  await desk.versions.name(briefing.id, 'draft')
  await desk.tidy()
  await desk.close()
  return { path, captured, speaker, claim, quote, briefing }
}

/** A copy of a closed library with one of everything. */
async function filled() {
  const path = join(await folder(), 'desk.attest')
  await copyFile(made.path, path)
  return { ...made, path }
}

async function sql(path: string, statements: string): Promise<void> {
  const raw = await Connection.open(path, 'read-write')
  await raw.exec(`PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; ${statements}`)
  await raw.close()
}

/** The last page that holds a text. */
async function pageWith(path: string, words: string): Promise<number> {
  const bytes = await readFile(path)
  const at = bytes.lastIndexOf(words)
  if (at < 0) throw new Error(`not in the file: ${words}`)
  return Math.floor(at / PAGE)
}

async function repaired(path: string) {
  const before = sha256(await readFile(path))
  const out = join(dirname(path), 'repaired.attest')
  const copy = await createRepairedCopy(path, out)
  expect(sha256(await readFile(path))).toBe(before)
  expect(copy.remaining).toEqual([])
  expect(await examineFile(out)).toEqual([])
  expect((await readdir(dirname(path))).sort()).toEqual(['desk.attest', 'repaired.attest'])
  return { ...copy, out }
}

const of = (items: readonly RepairItem[], kind: RepairItem['kind'], type: string) =>
  items.filter((item) => item.kind === kind && item.type === type)

it('copies a sound library with every row, and has nothing to tell', async () => {
  const { path, briefing, claim } = await filled()
  const { items, out } = await repaired(path)
  expect(items).toEqual([])
  const copy = await openLibrary(out)
  const original = await openLibrary(path)
  expect(copy.id).toBe(original.id)
  expect(await copy.counts()).toEqual(await original.counts())
  expect(await copy.briefings.get(briefing.id)).toEqual(await original.briefings.get(briefing.id))
  expect(await copy.claims.get(claim.id)).toEqual(await original.claims.get(claim.id))
  expect((await copy.claims.list({ query: 'anchor', limit: 1, offset: 0 })).total).toBe(1)
  await copy.close()
  await original.close()
})

it('puts a changed bit back, proven by the checksum of the row', async () => {
  const { path, claim } = await filled()
  const bytes = await readFile(path)
  const at = bytes.lastIndexOf('the break looked like an anchor')
  bytes[at + 5] = (bytes[at + 5] ?? 0) ^ 0x20
  await writeFile(path, bytes)
  expect((await examineFile(path)).map(({ kind }) => kind)).toContain('checksum')
  const { items, out } = await repaired(path)
  expect(items.filter(({ kind }) => kind !== 'restored')).toEqual([])
  expect(items).toHaveLength(1)
  const copy = await openLibrary(out)
  expect((await copy.claims.get(claim.id)).claim.text).toBe('the break looked like an anchor')
  await copy.close()
})

it('finds every row again when the first page, with the header and all tables’ beginnings, is zeros', async () => {
  const { path, briefing, claim, quote } = await filled()
  const bytes = await readFile(path)
  bytes.fill(0, 0, PAGE)
  await writeFile(path, bytes)
  const [problem, ...others] = await examineFile(path)
  expect([problem?.kind, others]).toEqual(['header', []])
  const { items, out } = await repaired(path)
  expect(items.filter(({ kind }) => kind === 'lost')).toEqual([])
  const copy = await openLibrary(out)
  expect((await copy.briefings.get(briefing.id)).blocks).toEqual(briefing.blocks)
  expect((await copy.claims.get(claim.id)).claim.text).toBe(claim.text)
  expect((await copy.quotes.get(quote.id)).quote.passage.exact).toBe('“We have asked,”')
  const [snapshot] = (await copy.sources.list({ query: '', limit: 1, offset: 0 })).items
  expect(snapshot?.title).toBe('Strait')
  await copy.close()
})

it('takes lost blocks from the newest version, and lists them', async () => {
  const { path, briefing } = await filled()
  await sql(path, `DELETE FROM block WHERE id = '${briefing.blocks[1]?.id}'`)
  expect((await examineFile(path)).map(({ kind }) => kind)).toContain('missing')
  const { items, out } = await repaired(path)
  expect(of(items, 'restored', 'block')).toHaveLength(1)
  const copy = await openLibrary(out)
  expect((await copy.briefings.get(briefing.id)).blocks).toEqual(briefing.blocks)
  await copy.close()
})

it('takes a block whose words were changed from the version that has them, proven by its checksum', async () => {
  const { path, briefing } = await filled()
  await sql(path, `UPDATE block SET json = replace(json, '"two"', '"quite other"')`)
  const { items, out } = await repaired(path)
  expect(of(items, 'restored', 'block').map(({ id }) => id)).toEqual([briefing.blocks[1]?.id])
  expect(items).toHaveLength(1)
  const copy = await openLibrary(out)
  expect((await copy.briefings.get(briefing.id)).blocks).toEqual(briefing.blocks)
  await copy.close()
})

it('keeps the words of a block that cannot be read, and says so', async () => {
  const { path, briefing } = await filled()
  await sql(
    path,
    `DELETE FROM briefing_revision; UPDATE block SET json = replace(json, '"type":"paragraph"', '"type":') WHERE json LIKE '%two%'`,
  )
  const { items, out } = await repaired(path)
  expect(of(items, 'doubtful', 'block').map(({ id }) => id)).toContain(briefing.blocks[1]?.id)
  const copy = await openLibrary(out)
  expect((await copy.briefings.get(briefing.id)).blocks[1]).toMatchObject({ children: [{ text: 'two' }] })
  await copy.close()
})

it('makes lost claims, quotes and speakers again from the history', async () => {
  const { path, claim, quote, speaker } = await filled()
  await sql(
    path,
    'DELETE FROM claim; DELETE FROM evidence; DELETE FROM quote; DELETE FROM quote_segment; DELETE FROM speaker; DELETE FROM passage',
  )
  const { items, out } = await repaired(path)
  expect(items.filter(({ kind }) => kind !== 'restored')).toEqual([])
  const copy = await openLibrary(out)
  expect((await copy.claims.get(claim.id)).claim).toEqual(claim)
  expect((await copy.quotes.get(quote.id)).quote).toEqual(quote)
  expect((await copy.speakers.get(speaker.id)).speaker).toEqual(speaker)
  await copy.close()
})

it('keeps bytes that are not what was captured, lists them, and does not tell them twice', async () => {
  const { path, captured } = await filled()
  await sql(
    path,
    `DROP TRIGGER snapshot_bytes_never_change; UPDATE snapshot_bytes SET bytes = x'00';
     CREATE TRIGGER snapshot_bytes_never_change BEFORE UPDATE ON snapshot_bytes
BEGIN SELECT raise(ABORT, 'the bytes of a snapshot never change'); END;`,
  )
  expect((await examineFile(path)).map(({ kind }) => kind)).toEqual(['hash'])
  const { items, out } = await repaired(path)
  expect(of(items, 'doubtful', 'snapshot').map(({ id }) => id)).toEqual([captured.snapshot.id])
  const raw = await Connection.open(out, 'read-only')
  expect(await raw.value(`SELECT what FROM loss WHERE entity_id = ?`, [captured.snapshot.id])).toMatch(
    /note\.txt/u,
  )
  await raw.close()
})

it('stands in for a lost text with the passages marked in it, so that quotes keep their words', async () => {
  const { path, claim, quote } = await filled()
  await sql(path, 'DROP TRIGGER extraction_fts_delete; DELETE FROM extraction')
  const { items, out } = await repaired(path)
  expect(of(items, 'doubtful', 'extraction')).toHaveLength(1)
  const copy = await openLibrary(out)
  expect((await copy.quotes.get(quote.id)).quote).toMatchObject({
    passage: { exact: '“We have asked,”' },
    verification: { verdict: 'exact' },
  })
  expect((await copy.claims.get(claim.id)).claim.evidence[0]?.verification.verdict).toBe('exact')
  await copy.close()
})

it('clears pointers at what is lost, drops what cannot stand without it, and lists each', async () => {
  const { path, quote, speaker, claim } = await filled()
  await sql(path, `DELETE FROM history; DELETE FROM speaker; DELETE FROM claim`)
  const { items, out } = await repaired(path)
  expect(of(items, 'lost', 'claim').map(({ id }) => id)).toEqual([claim.id])
  expect(of(items, 'lost', 'speaker').map(({ id }) => id)).toEqual([speaker.id])
  expect(of(items, 'lost', 'evidence')).toHaveLength(1)
  expect(of(items, 'doubtful', 'quote').map(({ id }) => id)).toEqual([quote.id])
  const copy = await openLibrary(out)
  expect((await copy.quotes.get(quote.id)).quote.speakerId).toBeNull()
  await copy.close()
})

it('orders blocks that claim one place, and makes search and the list of citations anew', async () => {
  const { path, briefing, claim } = await filled()
  await sql(
    path,
    `UPDATE block SET rank = 'a0'; DELETE FROM claim_fts_data WHERE id > 10; DELETE FROM usage; DROP INDEX block_rank; DROP TRIGGER claim_fts_update`,
  )
  const kinds = new Set((await examineFile(path)).map(({ kind }) => kind))
  expect([...kinds].sort()).toEqual(['checksum', 'index', 'missing', 'page', 'rank', 'schema'])
  const { out } = await repaired(path)
  const copy = await openLibrary(out)
  expect((await copy.briefings.get(briefing.id)).blocks.map(({ id }) => id)).toEqual(
    briefing.blocks.map(({ id }) => id),
  )
  expect((await copy.claims.list({ query: 'anchor', limit: 1, offset: 0 })).total).toBe(1)
  expect((await copy.claims.get(claim.id)).usage).toHaveLength(1)
  await copy.close()
})

it('reads on behind a broken place in the log, where SQLite would drop all that follows', async () => {
  const { path, briefing } = await filled()
  const desk = await openLibrary(path)
  let revision = (await desk.briefings.get(briefing.id)).revision
  const block = briefing.blocks[2] as Block
  for (let n = 0; n < 5; n++) {
    const typed = { ...paragraph(`typed ${n}`), id: block.id }
    ;({ revision } = await desk.briefings.save({
      briefingId: briefing.id,
      baseRevision: revision,
      upserts: [typed],
      removals: [],
    }))
  }
  const killed = join(dirname(path), 'killed')
  await copyFile(path, `${killed}.attest`)
  await copyFile(`${path}-wal`, `${killed}.attest-wal`)
  await desk.close()
  const log = await readFile(`${killed}.attest-wal`)
  // Inside of the first frame's page.
  log[500] = (log[500] ?? 0) ^ 1
  await writeFile(`${killed}.attest-wal`, log)
  const problems = await examineFile(`${killed}.attest`)
  expect(problems.map(({ kind }) => kind)).toEqual(['log'])
  expect(await readFile(`${killed}.attest-wal`)).toEqual(log)
  const out = `${killed}-repaired.attest`
  expect((await createRepairedCopy(`${killed}.attest`, out)).remaining).toEqual([])
  const copy = await openLibrary(out)
  expect((await copy.briefings.get(briefing.id)).blocks[2]).toMatchObject({ children: [{ text: 'typed 4' }] })
  await copy.close()
})

it('saves what is in the part that is left of a library that was cut short', async () => {
  const { path, claim } = await filled()
  await truncate(path, (await pageWith(path, 'the break looked like an anchor')) * PAGE + PAGE)
  expect((await examineFile(path)).map(({ kind }) => kind)).toEqual(['header'])
  const { items, rows, out } = await repaired(path)
  expect(rows).toBeGreaterThan(0)
  expect(items.some(({ kind }) => kind !== 'restored')).toBe(true)
  const copy = await openLibrary(out)
  expect((await copy.claims.get(claim.id)).claim.text).toBe(claim.text)
  await copy.close()
})

it('refuses what it must, and leaves nothing behind', async () => {
  const { path } = await filled()
  const folder = dirname(path)
  const out = join(folder, 'repaired.attest')
  await writeFile(out, 'mine')
  expect(await codeOf(createRepairedCopy(path, out))).toBe('taken')
  expect(await readFile(out, 'utf8')).toBe('mine')
  const open = await openLibrary(path)
  expect(await codeOf(createRepairedCopy(path, join(folder, 'b.attest')))).toBe('library-locked')
  await open.close()
  const stranger = join(folder, 'stranger.attest')
  await writeFile(stranger, 'no library '.repeat(2000))
  expect(await codeOf(createRepairedCopy(stranger, join(folder, 'b.attest')))).toBe('library-corrupt')
  expect(await codeOf(createRepairedCopy(join(folder, 'none.attest'), join(folder, 'b.attest')))).toBe(
    'not-found',
  )
  await sql(path, 'CREATE TABLE of_tomorrow (a TEXT) STRICT; PRAGMA user_version = 99')
  expect(await codeOf(createRepairedCopy(path, join(folder, 'b.attest')))).toBe('library-newer')
  const stop = new AbortController()
  await sql(path, 'DROP TABLE of_tomorrow; PRAGMA user_version = 2')
  stop.abort()
  expect(await codeOf(createRepairedCopy(path, join(folder, 'b.attest'), { signal: stop.signal }))).toBe(
    'cancelled',
  )
  expect((await readdir(folder)).sort()).toEqual(['desk.attest', 'repaired.attest', 'stranger.attest'])
  expect((await stat(path)).size).toBeGreaterThan(0)
})

it('keeps no words of what is purged later in the record of the repair', async () => {
  const { path, captured } = await filled()
  await sql(path, `UPDATE passage SET prefix = prefix || 'x' WHERE exact LIKE '%anchor%'`)
  const { items, out } = await repaired(path)
  expect(of(items, 'doubtful', 'passage').map(({ label }) => label)).toEqual([
    'the break looked like an anchor',
  ])
  const copy = await openLibrary(out)
  const [briefing] = await copy.briefings.list()
  await copy.briefings.remove(briefing?.id ?? '', briefing?.revision ?? 0)
  await copy.purge.run('briefing', briefing?.id ?? '', true)
  await copy.purge.run('source', captured.source.id, true)
  await copy.close()
  expect((await readFile(out)).includes('looked like an anchor')).toBe(false)
  expect(await examineFile(out)).toEqual([])
})

it('makes nothing of a row whose ids are damaged, and tells of it', async () => {
  const { path, briefing } = await filled()
  await sql(
    path,
    `UPDATE block SET briefing_id = '${'x'.repeat(36)}' WHERE rank = (SELECT max(rank) FROM block)`,
  )
  const { items, out } = await repaired(path)
  expect(items.filter(({ label }) => String(label).startsWith('recovered'))).toEqual([])
  expect(items.some(({ kind, type }) => kind !== 'restored' && type === 'block')).toBe(true)
  const desk = await openLibrary(out)
  expect((await desk.briefings.list()).map(({ id }) => id)).toEqual([briefing.id])
  await desk.close()
})
