import { sql } from 'kysely'
import type { SourceRow } from '../../shared/contract/entities.ts'
import type { Output, Parsed } from '../../shared/contract/index.ts'
import { AttestError } from '../../shared/model/error.ts'
import type { Id, Key } from '../../shared/model/identity.ts'
import { type Source, sourceDetailsSchema } from '../../shared/model/source.ts'
import { newestExtraction } from './captures.ts'
import { removeClaimRow } from './claimRows.ts'
import { failure } from './failure.ts'
import { record } from './history.ts'
import { changeKey, idOfKey } from './keys.ts'
import type { Page } from './library.ts'
import { marksIn } from './marks.ts'
import { preparedText } from './passages.ts'
import { removeQuoteRow } from './quoteRows.ts'
import { matchExpression } from './searchWords.ts'
import { countsOfSources } from './sourceCounts.ts'
import { detailColumns, detailsOf, snapshotOf, sourceOf } from './sourceRows.ts'
import { speakersOf } from './speakerRows.ts'
import type { Store } from './store.ts'
import type { ReadDb, WriteTx } from './transactions.ts'
import { usageOf } from './usage.ts'

/** A live source's row. @throws AttestError `not-found` */
async function sourceRow(db: ReadDb, id: Id) {
  const row = await db
    .selectFrom('source')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw failure.notFound('source')
  return row
}

export function listSources(store: Store, query: Parsed<'sources.list'>): Promise<Page<SourceRow>> {
  return store.database.read(async (db) => {
    let wanted = db.selectFrom('source').where('source.deleted_at', 'is', null)
    if (query.query.trim() !== '') {
      const match = matchExpression(query.query)
      if (match === null) return { items: [], total: 0 }
      wanted = wanted.where((eb) =>
        eb.or([
          eb(
            'source.seq',
            'in',
            eb.selectFrom('source_fts').select('rowid').where(sql<boolean>`source_fts match ${match}`),
          ),
          eb(
            'source.id',
            'in',
            eb
              .selectFrom('extraction_fts')
              .innerJoin('extraction', 'extraction.seq', 'extraction_fts.rowid')
              .innerJoin('snapshot', 'snapshot.id', 'extraction.snapshot_id')
              .select('snapshot.source_id')
              .where(sql<boolean>`extraction_fts match ${match}`),
          ),
        ]),
      )
    }
    const { total } = await wanted
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const rows = await wanted
      .selectAll()
      .orderBy('seq', 'desc')
      .limit(query.limit)
      .offset(query.offset)
      .execute()
    const counts = await countsOfSources(
      db,
      rows.map((row) => row.id),
    )
    return { items: rows.map((row) => ({ ...sourceOf(row), ...counts(row.id) })), total }
  })
}

export function getSource(store: Store, id: Id): Promise<Output<'sources.get'>> {
  return store.database.read(async (db) => {
    const source = sourceOf(await sourceRow(db, id))
    const snapshots = await db
      .selectFrom('snapshot')
      .selectAll()
      .where('source_id', '=', id)
      .orderBy('seq', 'desc')
      .execute()
    const { claims, quotes } = await entitiesOf(db, id)
    const usage = await usageOf(db, [
      { type: 'source', id },
      ...claims.map((claim) => ({ type: 'claim' as const, id: claim })),
      ...quotes.map((quote) => ({ type: 'quote' as const, id: quote })),
    ])
    return { source, snapshots: snapshots.map(snapshotOf), usage }
  })
}

export const sourceByKey = (store: Store, key: Key): Promise<Source> =>
  store.database.read(async (db) => sourceOf(await sourceRow(db, await idOfKey(db, 'source', key))))

export function updateSource(store: Store, change: Parsed<'sources.update'>): Promise<Source> {
  return store.database.write(async (tx) => {
    const row = await sourceRow(tx, change.id)
    if (row.revision !== change.revision) throw failure.conflict('source')
    const before = sourceOf(row)
    const details = sourceDetailsSchema.safeParse({ ...detailsOf(row), ...change.details })
    if (!details.success) throw failure.badRequest('These details do not fit.', details.error.message)
    if (change.key !== undefined) await changeKey(tx, change.id, change.key)
    await tx
      .updateTable('source')
      .set({
        ...detailColumns(details.data),
        // Whoever changes details has looked at them.
        confirmed: Object.keys(change.details).length > 0 ? 1 : row.confirmed,
        status: change.status ?? row.status,
        revision: row.revision + 1,
        updated_at: store.now(),
      })
      .where('id', '=', change.id)
      .execute()
    const after = sourceOf(await sourceRow(tx, change.id))
    await record(tx, store, 'update', 'source', change.id, before, after)
    tx.changed('source')
    return after
  })
}

/**
 * Removes a source with the claims, quotes and unnamed speakers that are only in it; all stay as tombstones.
 *
 * @throws AttestError `not-allowed` while a briefing cites it or one of them
 */
export function removeSource(store: Store, id: Id, revision: number): Promise<void> {
  return store.database.write(async (tx) => {
    const row = await sourceRow(tx, id)
    if (row.revision !== revision) throw failure.conflict('source')
    const { claims, quotes } = await entitiesOf(tx, id)
    const counts = await countsOfSources(tx, [id])
    const { used } = counts(id)
    if (used > 0) {
      throw new AttestError(
        'not-allowed',
        `“${row.title || row.key}” is cited in ${used} ${used === 1 ? 'place' : 'places'}.`,
        'Remove those citations first, or mark the source as withdrawn.',
      )
    }
    for (const quote of quotes) await removeQuoteRow(tx, store, quote)
    for (const claim of claims) {
      if (!(await restsElsewhere(tx, claim, id))) await removeClaimRow(tx, store, claim)
    }
    const now = store.now()
    await removeUnnamed(tx, store, id)
    await tx
      .updateTable('source')
      .set({ deleted_at: now, updated_at: now, revision: row.revision + 1 })
      .where('id', '=', id)
      .execute()
    await record(tx, store, 'remove', 'source', id, sourceOf(row), null)
    tx.changed('source', 'claim', 'quote', 'speaker')
  })
}

/** Leaves tombstones of the unnamed speakers of a source. */
async function removeUnnamed(tx: WriteTx, store: Store, sourceId: Id): Promise<void> {
  const rows = await tx
    .selectFrom('speaker')
    .selectAll()
    .where('source_id', '=', sourceId)
    .where('deleted_at', 'is', null)
    .execute()
  const now = store.now()
  for (const speaker of await speakersOf(tx, rows)) {
    await tx
      .updateTable('speaker')
      .set({ deleted_at: now, updated_at: now, revision: speaker.revision + 1 })
      .where('id', '=', speaker.id)
      .execute()
    await record(tx, store, 'remove', 'speaker', speaker.id, speaker, null)
  }
}

/** Live claims with evidence in a source, and its live quotes. */
async function entitiesOf(db: ReadDb, sourceId: Id): Promise<{ claims: Id[]; quotes: Id[] }> {
  const claims = await db
    .selectFrom('snapshot')
    .innerJoin('extraction', 'extraction.snapshot_id', 'snapshot.id')
    .innerJoin('passage', 'passage.extraction_id', 'extraction.id')
    .innerJoin('evidence', 'evidence.passage_id', 'passage.id')
    .innerJoin('claim', 'claim.id', 'evidence.claim_id')
    .select('claim.id')
    .distinct()
    .where('snapshot.source_id', '=', sourceId)
    .where('claim.deleted_at', 'is', null)
    .execute()
  const quotes = await db
    .selectFrom('snapshot')
    .innerJoin('extraction', 'extraction.snapshot_id', 'snapshot.id')
    .innerJoin('passage', 'passage.extraction_id', 'extraction.id')
    .innerJoin('quote', 'quote.passage_id', 'passage.id')
    .select('quote.id')
    .where('snapshot.source_id', '=', sourceId)
    .where('quote.deleted_at', 'is', null)
    .execute()
  return { claims: claims.map(({ id }) => id), quotes: quotes.map(({ id }) => id) }
}

async function restsElsewhere(db: ReadDb, claimId: Id, sourceId: Id): Promise<boolean> {
  const other = await db
    .selectFrom('evidence')
    .innerJoin('passage', 'passage.id', 'evidence.passage_id')
    .innerJoin('extraction', 'extraction.id', 'passage.extraction_id')
    .innerJoin('snapshot', 'snapshot.id', 'extraction.snapshot_id')
    .select('evidence.id')
    .where('evidence.claim_id', '=', claimId)
    .where('snapshot.source_id', '!=', sourceId)
    .executeTakeFirst()
  return other !== undefined
}

/** The text of a snapshot, the newest when none is named, with what is marked in it. */
export function readSource(store: Store, sourceId: Id, snapshotId?: Id): Promise<Output<'sources.read'>> {
  return store.database.read(async (db) => {
    const source = sourceOf(await sourceRow(db, sourceId))
    let wanted = db.selectFrom('snapshot').selectAll().where('source_id', '=', sourceId)
    if (snapshotId !== undefined) wanted = wanted.where('id', '=', snapshotId)
    const snapshot = await wanted.orderBy('seq', 'desc').executeTakeFirst()
    if (!snapshot) throw failure.notFound('capture')
    const extraction = await newestExtraction(db, snapshot.id)
    const { text } = await preparedText(store, db, extraction.id)
    return {
      source,
      snapshot: snapshotOf(snapshot),
      extraction,
      text,
      marks: await marksIn(store, db, extraction.id),
    }
  })
}

/** The captured bytes, as they came. */
export function bytesOf(store: Store, snapshotId: Id): Promise<Uint8Array> {
  return store.database.read(async (db) => {
    const row = await db
      .selectFrom('snapshot_bytes')
      .select('bytes')
      .where('snapshot_id', '=', snapshotId)
      .executeTakeFirst()
    if (!row) throw failure.notFound('capture')
    return row.bytes
  })
}
