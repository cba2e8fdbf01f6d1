import { passagesOf } from './citations.ts'
import type { Library } from './library.ts'
import { type PassageRow, passageColumns } from './passages.ts'
import type { Store } from './store.ts'

type Entry = ReturnType<Library['passages']> extends AsyncIterable<infer Item> ? Item : never

const PAGE = 500

/** Every live passage with the claim or quote it belongs to, in the order they were made, read page by page. */
export async function* allPassages(store: Store): AsyncGenerator<Entry> {
  for (const type of ['claim', 'quote'] as const) {
    let last = 0
    for (;;) {
      const page = await (type === 'claim' ? claimPage(store, last) : quotePage(store, last))
      yield* page.entries
      if (page.last === last) break
      last = page.last
    }
  }
}

const claimPage = (store: Store, after: number) =>
  store.database.read(async (db) => {
    const rows = await db
      .selectFrom('passage')
      .innerJoin('extraction', 'extraction.id', 'passage.extraction_id')
      .innerJoin('snapshot', 'snapshot.id', 'extraction.snapshot_id')
      .innerJoin('evidence', 'evidence.passage_id', 'passage.id')
      .innerJoin('claim', 'claim.id', 'evidence.claim_id')
      .select(passageColumns)
      .select(['evidence.seq', 'claim.key'])
      .where('evidence.seq', '>', after)
      .where('claim.deleted_at', 'is', null)
      .orderBy('evidence.seq')
      .limit(PAGE)
      .execute()
    const context = await passagesOf(store, db, rows)
    return pageOf('claim', rows, after, (row) => context.get(row.passage_id)?.passage ?? null)
  })

const quotePage = (store: Store, after: number) =>
  store.database.read(async (db) => {
    const rows = await db
      .selectFrom('passage')
      .innerJoin('extraction', 'extraction.id', 'passage.extraction_id')
      .innerJoin('snapshot', 'snapshot.id', 'extraction.snapshot_id')
      .innerJoin('quote', 'quote.passage_id', 'passage.id')
      .select(passageColumns)
      .select(['quote.seq', 'quote.key'])
      .where('quote.seq', '>', after)
      .where('quote.deleted_at', 'is', null)
      .orderBy('quote.seq')
      .limit(PAGE)
      .execute()
    const context = await passagesOf(store, db, rows)
    return pageOf('quote', rows, after, (row) => context.get(row.passage_id)?.passage ?? null)
  })

function pageOf<Row extends PassageRow & { seq: number; key: string }>(
  type: Entry['type'],
  rows: readonly Row[],
  after: number,
  selector: (row: Row) => Entry['selector'],
): { entries: Entry[]; last: number } {
  return {
    entries: rows.map((row) => ({
      type,
      key: row.key,
      extractionId: row.extraction_id,
      selector: selector(row),
    })),
    last: rows.at(-1)?.seq ?? after,
  }
}
