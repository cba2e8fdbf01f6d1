import type { SourceRow } from '../../shared/contract/entities.ts'
import type { Id } from '../../shared/model/identity.ts'
import { chunks } from './passages.ts'
import type { ReadDb } from './transactions.ts'

type Counts = Pick<SourceRow, 'claims' | 'quotes' | 'used' | 'capturedAt' | 'mediaType'>

const placesIn = (db: ReadDb) =>
  db
    .selectFrom('snapshot')
    .innerJoin('extraction', 'extraction.snapshot_id', 'snapshot.id')
    .innerJoin('passage', 'passage.extraction_id', 'extraction.id')

/** How much there is of each source, in a few queries for all: live claims and quotes, blocks that cite, newest capture. */
export async function countsOfSources(db: ReadDb, ids: readonly Id[]): Promise<(id: Id) => Counts> {
  const counts = new Map<Id, Counts>(
    ids.map((id) => [id, { claims: 0, quotes: 0, used: 0, capturedAt: 0, mediaType: '' }]),
  )
  const add = (id: Id, part: Partial<Counts>) => {
    const known = counts.get(id)
    if (known) counts.set(id, { ...known, ...part })
  }
  for (const part of chunks(ids)) {
    const claims = placesIn(db)
      .innerJoin('evidence', 'evidence.passage_id', 'passage.id')
      .innerJoin('claim', 'claim.id', 'evidence.claim_id')
      .where('snapshot.source_id', 'in', part)
      .where('claim.deleted_at', 'is', null)
    const quotes = placesIn(db)
      .innerJoin('quote', 'quote.passage_id', 'passage.id')
      .where('snapshot.source_id', 'in', part)
      .where('quote.deleted_at', 'is', null)
    const claimCounts = await claims
      .select((eb) => ['snapshot.source_id', eb.fn.count<number>('claim.id').distinct().as('count')])
      .groupBy('snapshot.source_id')
      .execute()
    for (const { source_id, count } of claimCounts) add(source_id, { claims: count })
    const quoteCounts = await quotes
      .select((eb) => ['snapshot.source_id', eb.fn.count<number>('quote.id').distinct().as('count')])
      .groupBy('snapshot.source_id')
      .execute()
    for (const { source_id, count } of quoteCounts) add(source_id, { quotes: count })

    const blocks = new Map<Id, Set<Id>>()
    const used = await db
      .selectFrom('usage')
      .select(['usage.target_id as source_id', 'usage.block_id'])
      .where('usage.target_id', 'in', part)
      .union(
        claims
          .innerJoin('usage', 'usage.target_id', 'claim.id')
          .select(['snapshot.source_id', 'usage.block_id']),
      )
      .union(
        quotes
          .innerJoin('usage', 'usage.target_id', 'quote.id')
          .select(['snapshot.source_id', 'usage.block_id']),
      )
      .execute()
    for (const { source_id, block_id } of used) {
      const set = blocks.get(source_id) ?? new Set<Id>()
      blocks.set(source_id, set.add(block_id))
    }
    for (const [id, set] of blocks) add(id, { used: set.size })

    const snapshots = await db
      .selectFrom('snapshot')
      .select(['source_id', 'captured_at', 'media_type'])
      .where('source_id', 'in', part)
      .orderBy('seq')
      .execute()
    for (const { source_id, captured_at, media_type } of snapshots) {
      add(source_id, { capturedAt: captured_at, mediaType: media_type })
    }
  }
  return (id) => counts.get(id) ?? { claims: 0, quotes: 0, used: 0, capturedAt: 0, mediaType: '' }
}

/** In how many blocks each of these claims or quotes is used. */
export async function usedCounts(db: ReadDb, ids: readonly Id[]): Promise<Map<Id, number>> {
  const used = new Map<Id, number>()
  for (const part of chunks(ids)) {
    const rows = await db
      .selectFrom('usage')
      .select((eb) => ['target_id', eb.fn.count<number>('block_id').distinct().as('count')])
      .where('target_id', 'in', part)
      .groupBy('target_id')
      .execute()
    for (const { target_id, count } of rows) used.set(target_id, count)
  }
  return used
}
