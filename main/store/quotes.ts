import { sql } from 'kysely'
import type { QuoteRow } from '../../shared/contract/entities.ts'
import type { Input, Output, Parsed } from '../../shared/contract/index.ts'
import { type Id, type Key, mintId } from '../../shared/model/identity.ts'
import { newQuoteSchema, type Quote, quoteDetailsSchema } from '../../shared/model/quote.ts'
import { failure } from './failure.ts'
import { record } from './history.ts'
import { idOfKey, takeKey } from './keys.ts'
import { speakerLabel } from './labels.ts'
import type { Page } from './library.ts'
import { chunks, createPassage, passageColumns, passageOf, standing, verifyPassages } from './passages.ts'
import { quoteColumns, quoteDetailsOf, quoteEntityOf, removeQuoteRow } from './quoteRows.ts'
import { matchExpression } from './searchWords.ts'
import { usedCounts } from './sourceCounts.ts'
import type { Store } from './store.ts'
import type { ReadDb } from './transactions.ts'
import { checkSpeaker } from './unnamed.ts'
import { refuseUsed, usageOf } from './usage.ts'

const withPlace = (db: ReadDb) =>
  db
    .selectFrom('quote')
    .innerJoin('passage', 'passage.id', 'quote.passage_id')
    .innerJoin('extraction', 'extraction.id', 'passage.extraction_id')
    .innerJoin('snapshot', 'snapshot.id', 'extraction.snapshot_id')

/** A live quote with its passage, segments and how they stand. @throws AttestError `not-found` */
async function quoteById(store: Store, db: ReadDb, id: Id): Promise<Quote> {
  const row = await withPlace(db)
    .selectAll('quote')
    .select([...passageColumns, standing.as('standing')])
    .where('quote.id', '=', id)
    .where('quote.deleted_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw failure.notFound('quote')
  const segments = await db
    .selectFrom('quote_segment')
    .select(['start_cp as start', 'end_cp as end'])
    .where('quote_id', '=', id)
    .orderBy('position')
    .execute()
  const verdicts = await verifyPassages(store, db, [row])
  const verification = verdicts.get(row.passage_id)
  if (!verification) throw failure.notFound('passage')
  return { ...quoteEntityOf(row), passage: passageOf(row), segments, verification }
}

/** Rows for lists, in the order of the ids. */
export async function quoteRows(store: Store, db: ReadDb, ids: readonly Id[]): Promise<QuoteRow[]> {
  const found = new Map<Id, QuoteRow>()
  for (const part of chunks(ids)) {
    const rows = await withPlace(db)
      .innerJoin('source', 'source.id', 'snapshot.source_id')
      .leftJoin('speaker', 'speaker.id', 'quote.speaker_id')
      .selectAll('quote')
      .select([
        ...passageColumns,
        standing.as('standing'),
        'source.title as source_title',
        'speaker.name as speaker_name',
        'speaker.kind as speaker_kind',
      ])
      .where('quote.id', 'in', part)
      .execute()
    const verdicts = await verifyPassages(store, db, rows)
    const used = await usedCounts(db, part)
    for (const row of rows) {
      found.set(row.id, {
        ...quoteEntityOf(row),
        words: row.exact,
        speakerName: row.speaker_name ?? '',
        speakerKind: row.speaker_kind ?? '',
        sourceId: row.source_id,
        sourceTitle: row.source_title,
        used: used.get(row.id) ?? 0,
        verdict: verdicts.get(row.passage_id)?.verdict ?? 'absent',
      })
    }
  }
  return ids.flatMap((id) => found.get(id) ?? [])
}

export function listQuotes(store: Store, query: Parsed<'quotes.list'>): Promise<Page<QuoteRow>> {
  return store.database.read(async (db) => {
    let wanted = db.selectFrom('quote').where('quote.deleted_at', 'is', null)
    if (query.query.trim() !== '') {
      const match = matchExpression(query.query)
      if (match === null) return { items: [], total: 0 }
      wanted = wanted.where((eb) =>
        eb.or([
          eb(
            'quote.seq',
            'in',
            eb.selectFrom('quote_fts').select('rowid').where(sql<boolean>`quote_fts match ${match}`),
          ),
          eb(
            'quote.speaker_id',
            'in',
            eb
              .selectFrom('speaker_fts')
              .innerJoin('speaker', 'speaker.seq', 'speaker_fts.rowid')
              .select('speaker.id')
              .where(sql<boolean>`speaker_fts match ${match}`),
          ),
        ]),
      )
    }
    const { sourceId } = query
    if (sourceId !== undefined) {
      wanted = wanted.where((eb) =>
        eb('quote.id', 'in', withPlace(db).select('quote.id').where('snapshot.source_id', '=', sourceId)),
      )
    }
    const { total } = await wanted
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const rows = await wanted
      .select('quote.id')
      .orderBy('quote.seq', 'desc')
      .limit(query.limit)
      .offset(query.offset)
      .execute()
    return {
      items: await quoteRows(
        store,
        db,
        rows.map((row) => row.id),
      ),
      total,
    }
  })
}

export const getQuote = (store: Store, id: Id): Promise<Output<'quotes.get'>> =>
  store.database.read(async (db) => ({
    quote: await quoteById(store, db, id),
    usage: await usageOf(db, [{ type: 'quote', id }]),
  }))

export const quoteByKey = (store: Store, key: Key): Promise<Quote> =>
  store.database.read(async (db) => quoteById(store, db, await idOfKey(db, 'quote', key)))

/**
 * Marks words as a speaker's quote. The passage is the place's own words; its one segment is the whole passage.
 *
 * @throws AttestError `bad-request`, `not-found`, `not-anchored`, `taken`; `not-allowed` for an unnamed speaker of
 *   another source
 */
export function createQuote(store: Store, input: Input<'quotes.create'>): Promise<Quote> {
  return store.database.write(async (tx) => {
    const parsed = newQuoteSchema.safeParse(input)
    if (!parsed.success) throw failure.badRequest('This quote does not fit.', parsed.error.message)
    const { place, key: wantedKey, ...details } = parsed.data
    const passage = await createPassage(tx, store, place)
    const speaker = await checkSpeaker(tx, details.speakerId, passage.sourceId)
    const id = mintId()
    const now = store.now()
    const words = speaker?.kind === 'person' ? `${speakerLabel(speaker)} ${passage.exact}` : passage.exact
    const key = await takeKey(tx, 'quote', id, wantedKey, words)
    await tx
      .insertInto('quote')
      .values({
        id,
        key,
        revision: 1,
        created_at: now,
        updated_at: now,
        deleted_at: null,
        ...quoteColumns(details),
        passage_id: passage.id,
      })
      .execute()
    await tx
      .insertInto('quote_segment')
      .values({ quote_id: id, position: 0, start_cp: passage.start, end_cp: passage.end })
      .execute()
    const quote = await quoteById(store, tx, id)
    await record(tx, store, 'create', 'quote', id, null, quote)
    tx.changed('quote', 'source', 'speaker')
    return quote
  })
}

export function updateQuote(store: Store, change: Parsed<'quotes.update'>): Promise<Quote> {
  return store.database.write(async (tx) => {
    const before = await quoteById(store, tx, change.id)
    if (before.revision !== change.revision) throw failure.conflict('quote')
    const row = await tx.selectFrom('quote').selectAll().where('id', '=', change.id).executeTakeFirstOrThrow()
    const details = quoteDetailsSchema.safeParse({ ...quoteDetailsOf(row), ...change.details })
    if (!details.success) throw failure.badRequest('These details do not fit.', details.error.message)
    await checkSpeaker(tx, details.data.speakerId, before.passage.sourceId)
    await tx
      .updateTable('quote')
      .set({ ...quoteColumns(details.data), revision: before.revision + 1, updated_at: store.now() })
      .where('id', '=', change.id)
      .execute()
    const after = await quoteById(store, tx, change.id)
    await record(tx, store, 'update', 'quote', change.id, before, after)
    tx.changed('quote', 'speaker')
    return after
  })
}

/** Removes a quote; a tombstone stays. @throws AttestError `not-allowed` while a briefing uses it */
export function removeQuote(store: Store, id: Id, revision: number): Promise<void> {
  return store.database.write(async (tx) => {
    const quote = await quoteById(store, tx, id)
    if (quote.revision !== revision) throw failure.conflict('quote')
    await refuseUsed(tx, 'quote', id)
    await removeQuoteRow(tx, store, id)
    tx.changed('source', 'speaker')
  })
}
