import { allText } from '../../shared/document/walk.ts'
import type { Id } from '../../shared/model/identity.ts'
import { blockOf } from './blocks.ts'
import { dropPictures } from './pictures.ts'
import { ranksFor } from './ranks.ts'
import type { Store } from './store.ts'

/** Blocks indexed in one transaction: a keystroke that comes meanwhile waits for at most one. */
const BLOCKS = 100
/** A rank this long (code units) comes of hundreds of blocks typed into one gap; then all are made anew. */
const LONG_RANK = 100
/** Pages of the search index merged at a time. */
const MERGE_PAGES = 64
const MERGES = 20

/** Idle work in small steps: full text of changed blocks, short ranks, merged search indexes, a short log. */
export async function tidyDatabase(store: Store): Promise<void> {
  await indexBlocks(store)
  await shortenRanks(store)
  await dropPictures(store)
  for (const table of [
    'claim_fts',
    'quote_fts',
    'source_fts',
    'speaker_fts',
    'extraction_fts',
    'block_fts',
  ]) {
    for (let step = 0; step < MERGES; step++) {
      const worked = await store.database.maintain(async (run) => {
        const before = await run('SELECT total_changes() AS n')
        await run(`INSERT INTO ${table} (${table}, rank) VALUES ('merge', ${MERGE_PAGES})`)
        const after = await run('SELECT total_changes() AS n')
        return Number(after.rows[0]?.n) - Number(before.rows[0]?.n)
      })
      // FTS5 changes one row of its own in any case; fewer than two mean that nothing was left to merge.
      if (worked < 2) break
    }
  }
  // No ANALYZE: the indexes are made for the queries, and plans that depend on what happened to be counted do not.
  await store.database.maintain((run) => run('PRAGMA wal_checkpoint(PASSIVE)'))
}

/** Brings the full text of blocks up to date: kept out of the saves, which it would make several times as large. */
async function indexBlocks(store: Store): Promise<void> {
  const stale = await store.database.read((db) =>
    db
      .selectFrom('briefing')
      .leftJoin('briefing_index', 'briefing_index.briefing_id', 'briefing.id')
      .select(['briefing.id', 'briefing.revision'])
      .where((eb) =>
        eb.or([
          eb('briefing_index.revision', 'is', null),
          eb('briefing_index.revision', '!=', eb.ref('briefing.revision')),
        ]),
      )
      .execute(),
  )
  await dropVanished(store)
  for (const { id, revision } of stale) {
    while (await indexSome(store, id)) {
      // Another batch waits.
    }
    await store.database.write((tx) =>
      tx
        .insertInto('briefing_index')
        .values({ briefing_id: id, revision })
        .onConflict((on) => on.column('briefing_id').doUpdateSet({ revision }))
        .execute(),
    )
  }
}

/** @returns whether there may be more */
const indexSome = (store: Store, briefingId: Id): Promise<boolean> =>
  store.database.write(async (tx) => {
    const rows = await tx
      .selectFrom('block')
      .leftJoin('block_index', 'block_index.block_seq', 'block.seq')
      .select(['block.seq', 'block.id', 'block.json', 'block.version', 'block.revision'])
      .select('block_index.revision as indexed')
      .where('block.briefing_id', '=', briefingId)
      .where((eb) =>
        eb.or([
          eb('block_index.revision', 'is', null),
          eb('block_index.revision', '!=', eb.ref('block.revision')),
        ]),
      )
      .limit(BLOCKS)
      .execute()
    const indexed = rows.filter((row) => row.indexed !== null).map((row) => row.seq)
    if (indexed.length > 0) {
      await tx.deleteFrom('block_fts').where('rowid', 'in', indexed).execute()
      await tx.deleteFrom('block_index').where('block_seq', 'in', indexed).execute()
    }
    if (rows.length > 0) {
      await tx
        .insertInto('block_fts')
        .values(rows.map((row) => ({ rowid: row.seq, text: allText(blockOf(row)) })))
        .execute()
      await tx
        .insertInto('block_index')
        .values(rows.map((row) => ({ block_seq: row.seq, revision: row.revision })))
        .execute()
    }
    return rows.length === BLOCKS
  })

const dropVanished = (store: Store): Promise<void> =>
  store.database.write(async (tx) => {
    const gone = await tx
      .selectFrom('block_index')
      .leftJoin('block', 'block.seq', 'block_index.block_seq')
      .select('block_index.block_seq')
      .where('block.seq', 'is', null)
      .execute()
    for (const { block_seq } of gone) {
      await tx.deleteFrom('block_fts').where('rowid', '=', block_seq).execute()
      await tx.deleteFrom('block_index').where('block_seq', '=', block_seq).execute()
    }
  })

async function shortenRanks(store: Store): Promise<void> {
  const long = await store.database.read((db) =>
    db
      .selectFrom('block')
      .select('briefing_id')
      .distinct()
      .where((eb) => eb(eb.fn<number>('length', ['rank']), '>', LONG_RANK))
      .execute(),
  )
  for (const { briefing_id } of long) {
    await store.database.write(async (tx) => {
      const rows = await tx
        .selectFrom('block')
        .select(['id', 'seq'])
        .where('briefing_id', '=', briefing_id)
        .orderBy('rank')
        .orderBy('seq')
        .execute()
      const ranks = ranksFor(
        rows.map(({ id }) => id),
        new Map(),
      )
      for (const [id, rank] of ranks) {
        await tx
          .updateTable('block')
          .set({ rank })
          .where('briefing_id', '=', briefing_id)
          .where('id', '=', id)
          .execute()
      }
    })
  }
}
