import { createHash } from 'node:crypto'
import { documentVersion } from '../../shared/document/block.ts'
import { isSoundBlock, storedBlocks } from './blocks.ts'
import type { Connection } from './database.ts'
import { examineContent, examineIdentity } from './doctorContent.ts'
import { examineBlockIndex, examineIndexes } from './doctorIndexes.ts'
import { differencesOfSchema } from './doctorSchema.ts'
import { failure, sqliteCode } from './failure.ts'
import type { LibraryProblem } from './library.ts'
import { passageColumns, preparedText, selectorOf } from './passages.ts'
import { picturesMissing, picturesUnused } from './pictures.ts'
import { isRank } from './ranks.ts'
import type { Store } from './store.ts'
import { bodyOf } from './versions.ts'

/** Problems of one kind that are told one by one. */
const MAX_TOLD = 100
const PAGE = 200
/** Bytes hashed at once. */
const AT_ONCE = 1024 * 1024

const repairable = 'Make a repaired copy: it keeps all that can be read and lists what is lost.'
const hints: Record<LibraryProblem['kind'], string> = {
  header: `Nothing was changed. ${repairable}`,
  log: `Do not open it yet: opening drops what cannot be read. ${repairable}`,
  page: `Copy the file first, then open a backup or make a repaired copy; what can still be read is kept in it.`,
  schema: repairable,
  checksum: `Compare it with a backup. ${repairable}`,
  missing: `Look for what is missing in a backup. ${repairable}`,
  setting: repairable,
  'foreign-key': `Attest never leaves rows like this on its own. ${repairable}`,
  index: 'Nothing is lost: a repaired copy has its search index made anew from the text.',
  rank: 'Nothing is lost: open the briefing and move one of the blocks, or make a repaired copy.',
  hash: 'The stored bytes are not what was captured. Capture the document again, or take it from a backup.',
  passage: 'Open the source, look where the words stand now, and mark them again.',
  orphan: 'Harmless: nothing points at it.',
}

/**
 * Everything that can be wrong with an open library, found by reading all of it: pages, tables and triggers, the
 * checksum of every row and the ledger of every table, references, search indexes, the order of blocks, versions, the
 * bytes of snapshots against their SHA-256, passages against their text, rows nothing leads to. It changes nothing.
 * A damaged part does not keep the rest from being examined. What a repair already told of is not told again.
 */
export async function examine(store: Store): Promise<LibraryProblem[]> {
  const problems: LibraryProblem[] = []
  const add: Add = (kind, what) => problems.push({ kind, what, hint: hints[kind] })
  const known = await knownDamage(store).catch(() => new Set<string>())
  const attempt = async (look: () => Promise<void>): Promise<void> => {
    try {
      await look()
    } catch (error) {
      add('page', `A part of the library cannot be read: ${error instanceof Error ? error.message : error}`)
    }
  }
  // The index of blocks last: its look needs temporary tables.
  const inspections = [pages, schema, references, examineContent, examineIdentity, orphans, examineBlockIndex]
  await attempt(() =>
    store.database.inspect(async (connection) => {
      for (const look of inspections) await attempt(() => look(connection, add))
    }),
  )
  const examinations = [
    () => examineIndexes(store, add),
    () => ranks(store, add),
    () => blocks(store, add),
    () => versions(store, add),
    () => hashes(store, add, known),
    () => pictures(store, add),
    () => passages(store, add, known),
  ]
  for (const look of examinations) await attempt(look)
  return problems
}

/** A problem that is found before a library is open. */
export const problemOf = (kind: LibraryProblem['kind'], what: string): LibraryProblem => ({
  kind,
  what,
  hint: hints[kind],
})

type Add = (kind: LibraryProblem['kind'], what: string) => void
type Inspecting = Pick<Connection, 'run' | 'exec'>

/** Ids of what a repair kept as it was found, and said so. */
async function knownDamage(store: Store): Promise<Set<string>> {
  const { rows } = await store.database.inspect((connection) =>
    connection.run(`SELECT entity_id AS id FROM loss WHERE kind = 'doubtful' AND entity_id IS NOT NULL`),
  )
  return new Set(rows.map(({ id }) => String(id)))
}

async function pages(connection: Inspecting, add: Add): Promise<void> {
  const { rows } = await connection.run(`PRAGMA integrity_check(${MAX_TOLD})`)
  for (const row of rows) {
    const words = String(Object.values(row)[0])
    // Constraints and FTS5 shadow tables are named by integrity_check too; each word of it is worth telling.
    if (words !== 'ok') add('page', words)
  }
}

async function schema(connection: Inspecting, add: Add): Promise<void> {
  for (const what of await differencesOfSchema(connection)) add('schema', what)
}

async function references(connection: Inspecting, add: Add): Promise<void> {
  const { rows } = await connection.run('PRAGMA foreign_key_check')
  for (const row of rows.slice(0, MAX_TOLD)) {
    add('foreign-key', `Row ${row.rowid} of ${row.table} points at a row of ${row.parent} that is not there.`)
  }
}

async function ranks(store: Store, add: Add): Promise<void> {
  const twice = await store.database.read((db) =>
    db
      .selectFrom('block')
      .select((eb) => ['briefing_id', 'rank', eb.fn.countAll<number>().as('count')])
      .groupBy(['briefing_id', 'rank'])
      .having((eb) => eb.fn.countAll(), '>', 1)
      .limit(MAX_TOLD)
      .execute(),
  )
  for (const row of twice) add('rank', `${row.count} blocks of briefing ${row.briefing_id} claim one place.`)
  const used = await store.database.read((db) =>
    db.selectFrom('block').select(['briefing_id', 'rank']).execute(),
  )
  const wrong = new Set(used.filter(({ rank }) => !isRank(rank)).map(({ briefing_id }) => briefing_id))
  for (const id of wrong) add('rank', `A block of briefing ${id} has no place that can be used.`)
}

/** Blocks are trusted when they are opened, so here each is validated. */
async function blocks(store: Store, add: Add): Promise<void> {
  const briefings = await store.database.read((db) =>
    db.selectFrom('briefing').select(['id', 'key']).execute(),
  )
  for (const { id, key } of briefings) {
    const rows = await store.database.read((db) => storedBlocks(db, id))
    for (const [at, row] of rows.entries()) {
      if (at % PAGE === PAGE - 1) await new Promise<void>((resolve) => setImmediate(resolve))
      if (row.version > documentVersion || isSoundBlock(row)) continue
      add(
        'page',
        `Block ${at + 1} of briefing ${key} cannot be read; it is shown as unknown and kept as it is.`,
      )
    }
  }
}

/** Kept versions are compressed: one changed byte may spoil all of one. */
async function versions(store: Store, add: Add): Promise<void> {
  const kept = await store.database.read((db) =>
    db.selectFrom('briefing_revision').select(['id', 'briefing_id', 'revision']).execute(),
  )
  for (const { id, briefing_id, revision } of kept) {
    if (await isVersionSound(store, id)) continue
    add('page', `The version at revision ${revision} of briefing ${briefing_id} cannot be read.`)
  }
}

const isVersionSound = (store: Store, id: string): Promise<boolean> =>
  store.database.read(async (db) => {
    const row = await db
      .selectFrom('briefing_revision')
      .select('body')
      .where('id', '=', id)
      .executeTakeFirst()
    return row !== undefined && (await bodyOf(row.body)) !== null
  })

async function hashes(store: Store, add: Add, known: ReadonlySet<string>): Promise<void> {
  const snapshots = await store.database.read((db) =>
    db.selectFrom('snapshot').select(['id', 'sha256', 'size', 'file_name']).orderBy('seq').execute(),
  )
  for (const { id, sha256, size, file_name } of snapshots) {
    if (known.has(id)) continue
    const row = await store.database.read((db) =>
      db.selectFrom('snapshot_bytes').select('bytes').where('snapshot_id', '=', id).executeTakeFirst(),
    )
    if (!row) {
      add('hash', `The bytes of “${file_name}” are missing.`)
    } else if (row.bytes.byteLength !== size || (await digest(row.bytes)) !== sha256) {
      add(
        'hash',
        `The bytes of “${file_name}” are not those that were captured (SHA-256 ${sha256.slice(0, 12)}…).`,
      )
    }
  }
}

/** SHA-256 in hex, letting others have their turn in a long one. */
async function digest(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256')
  for (let at = 0; at < bytes.byteLength; at += AT_ONCE) {
    if (at > 0) await new Promise<void>((resolve) => setImmediate(resolve))
    hash.update(bytes.subarray(at, at + AT_ONCE))
  }
  return hash.digest('hex')
}

/** Figures without their picture, and pictures that nothing has shown for a month. */
async function pictures(store: Store, add: Add): Promise<void> {
  for (const key of await picturesMissing(store))
    add('missing', `A figure of briefing ${key} shows a picture that is not in the library.`)
  for (const sha256 of await picturesUnused(store))
    add('orphan', `No figure shows the picture with the SHA-256 ${sha256}.`)
}

async function passages(store: Store, add: Add, known: ReadonlySet<string>): Promise<void> {
  let last = 0
  for (;;) {
    const rows = await store.database.read(async (db) => {
      const page = await db
        .selectFrom('passage')
        .innerJoin('extraction', 'extraction.id', 'passage.extraction_id')
        .innerJoin('snapshot', 'snapshot.id', 'extraction.snapshot_id')
        .innerJoin('source', 'source.id', 'snapshot.source_id')
        .select(passageColumns)
        .select(['passage.seq', 'source.key'])
        .where('passage.seq', '>', last)
        .orderBy('passage.seq')
        .limit(PAGE)
        .execute()
      for (const row of page) {
        if (known.has(row.passage_id)) continue
        const text = await preparedText(store, db, row.extraction_id)
        const { exact, start, end } = selectorOf(row)
        if (text.text.slice(text.index.toUtf16(start), text.index.toUtf16(end)) === exact) continue
        add('passage', `“${exact.slice(0, 60)}” does not stand at ${start} to ${end} of ${row.key}.`)
      }
      return page
    })
    const next = rows.at(-1)?.seq
    if (next === undefined) return
    last = next
  }
}

async function orphans(connection: Inspecting, add: Add): Promise<void> {
  const queries: [string, string][] = [
    [
      'No claim or quote rests on passage',
      `SELECT id FROM passage WHERE id NOT IN (SELECT passage_id FROM evidence)
       AND id NOT IN (SELECT passage_id FROM quote)`,
    ],
    [
      'No block holds the citation or quotation',
      `SELECT node_id AS id FROM usage WHERE NOT EXISTS (SELECT 1 FROM block
       WHERE block.briefing_id = usage.briefing_id AND block.id = usage.block_id)`,
    ],
    [
      'Nothing leads to the bytes of snapshot',
      'SELECT snapshot_id AS id FROM snapshot_bytes WHERE snapshot_id NOT IN (SELECT id FROM snapshot)',
    ],
    [
      'No text was taken from snapshot',
      'SELECT id FROM snapshot WHERE id NOT IN (SELECT snapshot_id FROM extraction)',
    ],
    [
      'Nothing bears the key',
      `SELECT key AS id FROM entity_key WHERE entity_id NOT IN (SELECT id FROM source UNION SELECT id FROM claim
       UNION SELECT id FROM quote UNION SELECT id FROM speaker UNION SELECT id FROM briefing)`,
    ],
  ]
  for (const [words, sql] of queries) {
    const { rows } = await connection.run(`${sql} LIMIT ${MAX_TOLD}`)
    for (const row of rows) add('orphan', `${words} ${row.id}.`)
  }
}

/** Refuses a file whose first pages cannot be read, before anything is done with it. */
export async function checkReadable(connection: Connection, name: string): Promise<void> {
  try {
    await connection.run('SELECT count(*) FROM sqlite_schema')
    await connection.run('SELECT name, value FROM meta')
  } catch (error) {
    // A library of ours without its tables is a damaged one.
    if (sqliteCode(error) === 'SQLITE_ERROR') throw failure.corrupt(name, error)
    throw error
  }
}
