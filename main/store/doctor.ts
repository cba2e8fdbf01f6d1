import { createHash } from 'node:crypto'
import { documentVersion, readBlock } from '../../shared/document/block.ts'
import { type StoredBlock, storedBlocks } from './blocks.ts'
import type { Connection } from './database.ts'
import { failure, sqliteCode } from './failure.ts'
import type { LibraryProblem } from './library.ts'
import { passageColumns, preparedText, selectorOf } from './passages.ts'
import type { Store } from './store.ts'

const ftsTables = [
  'source_fts',
  'speaker_fts',
  'claim_fts',
  'quote_fts',
  'extraction_fts',
  'block_fts',
] as const
/** Problems of one kind that are told one by one. */
const MAX_TOLD = 100
const PAGE = 200
/** Bytes hashed at once. */
const AT_ONCE = 1024 * 1024

const hints: Record<LibraryProblem['kind'], string> = {
  page: 'Copy the file, then open a backup. What can still be read is exported with `attest export --to md`.',
  'foreign-key': 'Open a backup, or report these words: Attest never leaves rows like this on its own.',
  index: 'Nothing is lost: the search index can be made anew from the text.',
  rank: 'Nothing is lost: open the briefing and move one of the blocks.',
  hash: 'The stored bytes are not what was captured. Capture the document again, or take it from a backup.',
  passage: 'Open the source, look where the words stand now, and mark them again.',
  orphan: 'Harmless: nothing points at it.',
}

/**
 * Everything that can be wrong with a library, found by reading all of it: pages, references, search indexes, the
 * order of blocks, the bytes of snapshots against their SHA-256, passages against their text, rows nothing leads to.
 * A damaged part does not keep the rest from being examined.
 */
export async function examine(store: Store): Promise<LibraryProblem[]> {
  const problems: LibraryProblem[] = []
  const add = (kind: LibraryProblem['kind'], what: string) => problems.push({ kind, what, hint: hints[kind] })
  const examinations = [
    () => pages(store, add),
    () => indexes(store, add),
    () => ranks(store, add),
    () => blocks(store, add),
    () => hashes(store, add),
    () => passages(store, add),
    () => orphans(store, add),
  ]
  for (const look of examinations) {
    try {
      await look()
    } catch (error) {
      add('page', error instanceof Error ? error.message : String(error))
    }
  }
  return problems
}

type Add = (kind: LibraryProblem['kind'], what: string) => void

async function pages(store: Store, add: Add): Promise<void> {
  const answers = await store.database.inspect(`PRAGMA integrity_check(${MAX_TOLD})`)
  for (const row of answers) {
    const words = String(Object.values(row)[0])
    // Constraints and FTS5 shadow tables are named by integrity_check too; each word of it is worth telling.
    if (words !== 'ok') add('page', words)
  }
  const broken = await store.database.inspect('PRAGMA foreign_key_check')
  for (const row of broken.slice(0, MAX_TOLD)) {
    add('foreign-key', `Row ${row.rowid} of ${row.table} points at a row of ${row.parent} that is not there.`)
  }
}

/** The check of an index is written as an INSERT, but changes nothing. */
async function indexes(store: Store, add: Add): Promise<void> {
  for (const table of ftsTables) {
    const compare = table === 'block_fts' ? 0 : 1
    try {
      await store.database.maintain((run) =>
        run(`INSERT INTO ${table} (${table}, rank) VALUES ('integrity-check', ${compare})`),
      )
    } catch (error) {
      add('index', `The search index ${table} does not fit the text (${sqliteCode(error) || 'damaged'}).`)
    }
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
      if (row.version > documentVersion || isSound(row)) continue
      add(
        'page',
        `Block ${at + 1} of briefing ${key} cannot be read; it is shown as unknown and kept as it is.`,
      )
    }
  }
}

function isSound({ json, version }: StoredBlock): boolean {
  try {
    return readBlock(JSON.parse(json), version).type !== 'unknown'
  } catch {
    return false
  }
}

async function hashes(store: Store, add: Add): Promise<void> {
  const snapshots = await store.database.read((db) =>
    db.selectFrom('snapshot').select(['id', 'sha256', 'size', 'file_name']).orderBy('seq').execute(),
  )
  for (const { id, sha256, size, file_name } of snapshots) {
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

async function passages(store: Store, add: Add): Promise<void> {
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

async function orphans(store: Store, add: Add): Promise<void> {
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
      'Nothing bears the key',
      `SELECT key AS id FROM entity_key WHERE entity_id NOT IN (SELECT id FROM source UNION SELECT id FROM claim
       UNION SELECT id FROM quote UNION SELECT id FROM speaker UNION SELECT id FROM briefing)`,
    ],
  ]
  for (const [words, sql] of queries) {
    const rows = await store.database.inspect(`${sql} LIMIT ${MAX_TOLD}`)
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
