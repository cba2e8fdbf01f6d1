import type { Id } from '../../shared/model/identity.ts'
import { referenceMediaType } from '../../shared/model/source.ts'
import type { KnownSource, SourceWithReference } from './library.ts'
import { chunks } from './passages.ts'
import { sourceOf } from './sourceRows.ts'
import type { Store } from './store.ts'
import type { ReadDb } from './transactions.ts'

/** Every live source, with what a reference can be known by. */
export function knownSources(store: Store): Promise<KnownSource[]> {
  return store.database.read(async (db) => {
    const rows = await db
      .selectFrom('source')
      .select(['id', 'key', 'title', 'publisher', 'authors_text', 'issued', 'address'])
      .where('deleted_at', 'is', null)
      .orderBy('seq')
      .execute()
    const records = await db
      .selectFrom('snapshot')
      .select(['source_id', 'url'])
      .where('media_type', '=', referenceMediaType)
      .where('url', '!=', '')
      .execute()
    const references = new Map<Id, string[]>()
    for (const { source_id, url } of records) {
      references.set(source_id, [...(references.get(source_id) ?? []), url])
    }
    return rows.map(({ authors_text, ...row }) => ({
      ...row,
      authors: authors_text,
      references: references.get(row.id) ?? [],
    }))
  })
}

/** The live sources named (all when null), in their order, with the newest reference of each. */
export function sourcesForReferences(
  store: Store,
  ids: readonly Id[] | null,
): Promise<SourceWithReference[]> {
  return store.database.read(async (db) => {
    const wanted = ids ?? (await liveIds(db))
    const found = new Map<Id, SourceWithReference>()
    for (const part of chunks(wanted)) {
      const rows = await db
        .selectFrom('source')
        .selectAll()
        .where('id', 'in', part)
        .where('deleted_at', 'is', null)
        .execute()
      const records = await db
        .selectFrom('snapshot')
        .innerJoin('snapshot_bytes', 'snapshot_bytes.snapshot_id', 'snapshot.id')
        .select(['snapshot.source_id', 'snapshot_bytes.bytes'])
        .where('snapshot.source_id', 'in', part)
        .where('snapshot.media_type', '=', referenceMediaType)
        .orderBy('snapshot.seq')
        .execute()
      const bytes = new Map(records.map((record) => [record.source_id, record.bytes]))
      for (const row of rows) {
        found.set(row.id, { source: sourceOf(row), reference: bytes.get(row.id) ?? null })
      }
    }
    return wanted.flatMap((id) => found.get(id) ?? [])
  })
}

const liveIds = async (db: ReadDb): Promise<Id[]> => {
  const rows = await db
    .selectFrom('source')
    .select('id')
    .where('deleted_at', 'is', null)
    .orderBy('seq')
    .execute()
  return rows.map(({ id }) => id)
}

/** The sources that a briefing cites, also through their claims and quotes, in the order of their first citation. */
export function sourcesCitedIn(store: Store, briefingId: Id): Promise<Id[]> {
  return store.database.read(async (db) => {
    const used = db
      .selectFrom('usage')
      .innerJoin('block', (join) =>
        join.onRef('block.id', '=', 'usage.block_id').onRef('block.briefing_id', '=', 'usage.briefing_id'),
      )
      .where('usage.briefing_id', '=', briefingId)
    const direct = used
      .where('usage.target_type', '=', 'source')
      .select(['usage.target_id as source_id', 'block.rank', 'usage.position'])
    const byQuote = used
      .innerJoin('quote', 'quote.id', 'usage.target_id')
      .innerJoin('passage', 'passage.id', 'quote.passage_id')
      .innerJoin('extraction', 'extraction.id', 'passage.extraction_id')
      .innerJoin('snapshot', 'snapshot.id', 'extraction.snapshot_id')
      .select(['snapshot.source_id', 'block.rank', 'usage.position'])
    const byClaim = used
      .innerJoin('evidence', 'evidence.claim_id', 'usage.target_id')
      .innerJoin('passage', 'passage.id', 'evidence.passage_id')
      .innerJoin('extraction', 'extraction.id', 'passage.extraction_id')
      .innerJoin('snapshot', 'snapshot.id', 'extraction.snapshot_id')
      .select(['snapshot.source_id', 'block.rank', 'usage.position'])
    const rows = await direct.unionAll(byQuote).unionAll(byClaim).execute()
    rows.sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : a.position - b.position))
    return [...new Set(rows.map(({ source_id }) => source_id))]
  })
}

/** Those of these sources of which only the reference is here. */
export async function referencesOnly(db: ReadDb, ids: readonly Id[]): Promise<ReadonlySet<Id>> {
  const only = new Set<Id>()
  for (const part of chunks(ids)) {
    const rows = await db
      .selectFrom('snapshot')
      .select('source_id')
      .where('source_id', 'in', part)
      .where('superseded_by', 'is', null)
      .where('media_type', '=', referenceMediaType)
      .execute()
    for (const { source_id } of rows) only.add(source_id)
  }
  return only
}
