import { copyFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Connection } from '../../../main/store/database.ts'
import { examineFile } from '../../../main/store/doctorFile.ts'
import { first } from '../../../main/store/migrations/0001-first.ts'
import { createLibrary, openLibrary } from '../../../main/store/open.ts'
import { createRepairedCopy } from '../../../main/store/repair.ts'
import { claimOn, document, folder, header, paragraph, person, quoteOn, strait } from './written.ts'

const PAGE = 4096

let home = ''
let made = ''

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'attest-doctor-'))
  made = join(home, 'desk.attest')
  const desk = await createLibrary(made)
  const captured = await desk.sources.capture(document(strait, { found: { title: 'Strait' } }))
  const speaker = await person(desk, 'Ilsa Tarnmoor')
  const claim = await claimOn(desk, captured, strait, 'the break looked like an anchor', {
    note: 'seen twice',
  })
  await quoteOn(desk, captured, strait, '“We have asked,”', { speakerId: speaker.id })
  const briefing = await desk.briefings.create({
    header: header('Memo'),
    blocks: [paragraph('one', { type: 'claim', id: claim.id }), paragraph('two')],
  })
  await desk.versions.name(briefing.id, 'draft')
  await desk.tidy()
  await desk.close()
})

afterAll(() => rm(home, { recursive: true, force: true }))

/** A copy of a closed library with one of everything. */
async function filled(): Promise<string> {
  const path = join(await folder(), 'desk.attest')
  await copyFile(made, path)
  return path
}

async function sql(path: string, statements: string): Promise<void> {
  const raw = await Connection.open(path, 'read-write')
  await raw.exec(`PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON; ${statements}`)
  await raw.close()
}

const kindsOf = async (path: string): Promise<string[]> => [
  ...new Set((await examineFile(path)).map(({ kind }) => kind)),
]

it('finds nothing in a sound library, and leaves it as it was, to the byte', async () => {
  const path = await filled()
  const before = await readFile(path)
  expect(await kindsOf(path)).toEqual([])
  expect((await readFile(path)).equals(before)).toBe(true)
})

describe('notices what another program or a failing disk did', () => {
  /** What is done, and what the doctor must name. */
  const cases: [string, string, string][] = [
    ['a word of a note', 'checksum', `UPDATE claim SET note = 'seen thrice'`],
    ['a letter’s case in a block', 'checksum', `UPDATE block SET json = replace(json, 'two', 'Two')`],
    ['a version', 'checksum', 'UPDATE briefing_revision SET name = name || 1'],
    [
      'a version that cannot be unpacked',
      'page',
      `DROP TRIGGER briefing_revision_never_changes; UPDATE briefing_revision SET body = x'00ff'`,
    ],
    [
      'an entry of the history',
      'checksum',
      `DROP TRIGGER history_never_changes; UPDATE history SET after = replace(after, 'twice', 'once') WHERE after LIKE '%twice%'`,
    ],
    ['a mark that is gone', 'missing', 'DELETE FROM evidence'],
    ['a row too many', 'missing', `INSERT INTO setting (name, value) VALUES ('x', '1')`],
    ['the ledger', 'missing', `DELETE FROM ledger WHERE name = 'block'`],
    ['a trigger', 'schema', 'DROP TRIGGER claim_fts_update'],
    ['a trigger that nobody knows', 'schema', `CREATE TRIGGER own AFTER INSERT ON claim BEGIN SELECT 1; END`],
    ['an index', 'schema', 'DROP INDEX block_rank'],
    ['a table', 'schema', 'DROP TABLE waiver'],
    ['who it is', 'setting', `DELETE FROM meta WHERE name = 'created_with'`],
    [
      'who uses it',
      'setting',
      'UPDATE author SET is_local = 0; INSERT INTO author SELECT id || 1, name, 1, created_at, NULL FROM author; INSERT INTO author SELECT id || 2, name, 1, created_at, NULL FROM author LIMIT 1',
    ],
    ['a setting', 'setting', `INSERT INTO setting (name, value) VALUES ('x', '{')`],
    [
      'the words in the index of blocks',
      'index',
      `DELETE FROM block_fts WHERE rowid = 1; INSERT INTO block_fts (rowid, text) VALUES (1, 'other words')`,
    ],
    ['a rank that is none', 'rank', `UPDATE block SET rank = 'zz' WHERE json LIKE '%two%'`],
    ['bytes without a snapshot', 'orphan', `INSERT INTO snapshot_bytes VALUES ('nobody', x'00')`],
  ]
  it.each(cases)('%s', async (_, kind, statements) => {
    const path = await filled()
    await sql(path, statements)
    expect(await kindsOf(path)).toContain(kind)
  })

  it('a page of yesterday: every row on it fits its checksum, and yet it is not the last that was written', async () => {
    const path = await filled()
    const before = await readFile(path)
    const desk = await openLibrary(path)
    const [claim] = (await desk.claims.list({ query: '', limit: 1, offset: 0 })).items
    if (!claim) throw new Error('no claim')
    await desk.claims.update({ id: claim.id, revision: 1, details: { note: 'seen thrice' } })
    await desk.close()
    const after = await readFile(path)
    // The last place the old words stand in is the page of the row itself or of the history: put back each in turn.
    const noticed: string[][] = []
    for (let at = 0; at < before.length; at += PAGE) {
      const old = before.subarray(at, at + PAGE)
      if (old.equals(after.subarray(at, at + PAGE)) || !old.includes('seen twice')) continue
      const mixed = Buffer.from(after)
      old.copy(mixed, at)
      await writeFile(path, mixed)
      noticed.push(await kindsOf(path))
    }
    expect(noticed.length).toBeGreaterThan(0)
    for (const kinds of noticed) expect(kinds).toContain('missing')
  })

  it('a header, a file cut short, a page of zeros', async () => {
    const path = await filled()
    const bytes = await readFile(path)
    const damaged = async (act: (copy: Buffer) => void): Promise<string[]> => {
      const copy = Buffer.from(bytes)
      act(copy)
      await writeFile(path, copy)
      return kindsOf(path)
    }
    expect(await damaged((copy) => copy.fill(0, 0, 16))).toEqual(['header'])
    await writeFile(path, bytes)
    await truncate(path, bytes.length - PAGE)
    expect(await kindsOf(path)).toEqual(['header'])
    const at = Math.floor(bytes.lastIndexOf('the break looked like an anchor') / PAGE) * PAGE
    expect(await damaged((copy) => copy.fill(0, at, at + PAGE))).toContain('page')
    expect(await damaged(() => undefined)).toEqual([])
  })
})

it('tells of the last change in a log that is not whole, and does not open the library for it', async () => {
  const path = await filled()
  const desk = await openLibrary(path)
  await person(desk, 'Wenna Astrell')
  const killed = join(await folder(), 'killed.attest')
  await copyFile(path, killed)
  await copyFile(`${path}-wal`, `${killed}-wal`)
  await desk.close()
  expect(await kindsOf(killed)).toEqual([])
  await copyFile(path, killed)
  const log = Buffer.from(await readLogOf(path))
  log[log.length - 7] = (log[log.length - 7] ?? 0) ^ 4
  await writeFile(`${killed}-wal`, log)
  expect(await kindsOf(killed)).toContain('log')
  expect(await readFile(`${killed}-wal`)).toEqual(log)
})

it('tells of a log whose last frame lost its header, and takes frames of an earlier cycle for what they are', async () => {
  const path = await filled()
  const killed = join(await folder(), 'killed.attest')
  await copyFile(path, killed)
  const log = await readLogOf(path)
  const frame = log.length - (24 + PAGE)
  const damaged = Buffer.from(log)
  for (let at = frame; at < frame + 24; at++) damaged[at] = (at * 89) % 256
  await writeFile(`${killed}-wal`, damaged)
  expect(await kindsOf(killed)).toContain('log')
  const { items } = await createRepairedCopy(killed, join(await folder(), 'repaired.attest'))
  expect(items.map(({ type }) => type)).toContain('log')
  // The same frame as one that stood there before the log was begun anew.
  const earlier = Buffer.concat([log, log.subarray(frame)])
  earlier.writeUInt32BE((log.readUInt32BE(16) - 1) >>> 0, log.length + 8)
  await writeFile(`${killed}-wal`, earlier)
  expect(await kindsOf(killed)).toEqual([])
})

/** The log that the next change leaves, as a kill would. */
async function readLogOf(path: string): Promise<Buffer> {
  const desk = await openLibrary(path)
  await person(desk, 'Okellan')
  const log = await readFile(`${path}-wal`)
  await desk.close()
  return log
}

it('examines a library of an older format on a copy, and repairs it into the newest', async () => {
  const path = join(await folder(), 'old.attest')
  const old = await createLibrary(path, { migrations: [first] })
  const captured = await old.sources.capture(document(strait, { found: { title: 'Strait' } }))
  const claim = await claimOn(old, captured, strait, 'the break looked like an anchor')
  await old.close()
  const before = await readFile(path)
  expect(await kindsOf(path)).toEqual([])
  expect((await readFile(path)).equals(before)).toBe(true)
  const at = Math.floor(before.indexOf('CREATE INDEX claim_live') / PAGE) * PAGE
  expect(at).toBeGreaterThanOrEqual(0)
  const out = join(dirname(path), 'new.attest')
  expect((await createRepairedCopy(path, out)).remaining).toEqual([])
  const copy = await openLibrary(out)
  expect((await copy.claims.get(claim.id)).claim.text).toBe(claim.text)
  await copy.close()
})
