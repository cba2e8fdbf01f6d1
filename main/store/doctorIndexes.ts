import { allText } from '../../shared/document/walk.ts'
import { blockOf, type StoredBlock } from './blocks.ts'
import type { Connection } from './database.ts'
import { sqliteCode } from './failure.ts'
import type { LibraryProblem } from './library.ts'
import type { Store } from './store.ts'

const ftsTables = [
  'source_fts',
  'speaker_fts',
  'claim_fts',
  'quote_fts',
  'extraction_fts',
  'block_fts',
] as const
/** Blocks read at once. */
const PAGE = 200

type Add = (kind: LibraryProblem['kind'], what: string) => void

/** The check of an index is written as an INSERT, but changes nothing. */
export async function examineIndexes(store: Store, add: Add): Promise<void> {
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

/** The index of blocks keeps no text that FTS5 could compare: it is made again in memory, and the words are compared. */
export async function examineBlockIndex(
  connection: Pick<Connection, 'run' | 'exec'>,
  add: Add,
): Promise<void> {
  const behind =
    await connection.run(`SELECT count(*) AS n FROM block_index LEFT JOIN block ON block.seq = block_seq
    WHERE block.revision IS NOT block_index.revision`)
  // Nothing but temporary tables in memory is written below; the transaction is rolled back and the connection closed.
  // Written to since: it is brought up to date when idle, and cannot be compared before.
  if (Number(behind.rows[0]?.n) > 0) return
  await connection.exec(`PRAGMA query_only = OFF;
    CREATE VIRTUAL TABLE temp.again USING fts5 (
      text, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
    CREATE VIRTUAL TABLE temp.words_again USING fts5vocab (temp, again, row);
    CREATE VIRTUAL TABLE temp.words_found USING fts5vocab (main, block_fts, row);`)
  for (let last = 0; ; ) {
    const { rows } = await connection.run(
      `SELECT seq, id, json, version FROM block JOIN block_index ON block_seq = seq
       WHERE seq > ? ORDER BY seq LIMIT ${PAGE}`,
      [last],
    )
    for (const row of rows as unknown as (StoredBlock & { seq: number })[]) {
      await connection.run('INSERT INTO temp.again (rowid, text) VALUES (?, ?)', [
        row.seq,
        allText(blockOf(row)),
      ])
      last = row.seq
    }
    if (rows.length < PAGE) break
  }
  const { rows } = await connection.run(`
    SELECT (SELECT count(*) FROM (SELECT term, doc, cnt FROM temp.words_found EXCEPT SELECT term, doc, cnt FROM temp.words_again))
      + (SELECT count(*) FROM (SELECT term, doc, cnt FROM temp.words_again EXCEPT SELECT term, doc, cnt FROM temp.words_found))
      AS n`)
  if (Number(rows[0]?.n) > 0) {
    add('index', `The search index block_fts does not fit the text (${rows[0]?.n} words differ).`)
  }
}
