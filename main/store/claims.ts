import { sql } from 'kysely'
import type { ClaimRow } from '../../shared/contract/entities.ts'
import type { Input, Output, Parsed } from '../../shared/contract/index.ts'
import {
  type Claim,
  claimDetailsSchema,
  type Link,
  linkSchema,
  newClaimSchema,
} from '../../shared/model/claim.ts'
import { type Id, type Key, mintId } from '../../shared/model/identity.ts'
import {
  claimById,
  claimColumns,
  claimDetailsOf,
  claimEntityOf,
  evidenceOf,
  removeClaimRow,
} from './claimRows.ts'
import { failure } from './failure.ts'
import { record } from './history.ts'
import { idOfKey, takeKey } from './keys.ts'
import type { Page } from './library.ts'
import { chunks, createPassage } from './passages.ts'
import { matchExpression } from './searchWords.ts'
import { usedCounts } from './sourceCounts.ts'
import type { Store } from './store.ts'
import type { ReadDb } from './transactions.ts'
import { checkSpeaker } from './unnamed.ts'
import { refuseUsed, usageOf } from './usage.ts'

const placesIn = (db: ReadDb, sourceId: Id) =>
  db
    .selectFrom('snapshot')
    .innerJoin('extraction', 'extraction.snapshot_id', 'snapshot.id')
    .innerJoin('passage', 'passage.extraction_id', 'extraction.id')
    .innerJoin('evidence', 'evidence.passage_id', 'passage.id')
    .select('evidence.claim_id')
    .where('snapshot.source_id', '=', sourceId)

export function listClaims(store: Store, query: Parsed<'claims.list'>): Promise<Page<ClaimRow>> {
  return store.database.read(async (db) => {
    let wanted = db.selectFrom('claim').where('claim.deleted_at', 'is', null)
    if (query.query.trim() !== '') {
      const match = matchExpression(query.query)
      if (match === null) return { items: [], total: 0 }
      wanted = wanted.where((eb) =>
        eb(
          'claim.seq',
          'in',
          eb.selectFrom('claim_fts').select('rowid').where(sql<boolean>`claim_fts match ${match}`),
        ),
      )
    }
    const { sourceId } = query
    if (sourceId !== undefined) wanted = wanted.where('claim.id', 'in', placesIn(db, sourceId))
    const { total } = await wanted
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const rows = await wanted
      .select('claim.id')
      .orderBy('claim.seq', 'desc')
      .limit(query.limit)
      .offset(query.offset)
      .execute()
    return {
      items: await claimRows(
        store,
        db,
        rows.map((row) => row.id),
      ),
      total,
    }
  })
}

/** Rows for lists, in the order of the ids. The source is that of the first supporting passage. */
export async function claimRows(store: Store, db: ReadDb, ids: readonly Id[]): Promise<ClaimRow[]> {
  const found = new Map<Id, ClaimRow>()
  for (const part of chunks(ids)) {
    const rows = await db
      .selectFrom('claim')
      .leftJoin('speaker', 'speaker.id', 'claim.speaker_id')
      .selectAll('claim')
      .select('speaker.name as speaker_name')
      .where('claim.id', 'in', part)
      .execute()
    const evidence = await evidenceOf(store, db, part)
    const used = await usedCounts(db, part)
    const sources = await sourceHeads(
      db,
      [...evidence.values()].flatMap((list) => list.map(({ passage }) => passage.sourceId)),
    )
    for (const row of rows) {
      const own = evidence.get(row.id) ?? []
      const supporting = own.filter(({ stance }) => stance === 'supports')
      const first = supporting[0] ?? own[0]
      const source = first ? sources.get(first.passage.sourceId) : undefined
      found.set(row.id, {
        ...claimEntityOf(row),
        speakerName: row.speaker_name ?? '',
        sourceId: first?.passage.sourceId ?? null,
        sourceTitle: source?.title ?? '',
        reliability: source?.reliability ?? '',
        supporting: supporting.length,
        contradicting: own.length - supporting.length,
        used: used.get(row.id) ?? 0,
        verdict: first?.verification.verdict ?? null,
      })
    }
  }
  return ids.flatMap((id) => found.get(id) ?? [])
}

async function sourceHeads(db: ReadDb, ids: readonly Id[]) {
  const found = new Map<Id, { title: string; reliability: string }>()
  for (const part of chunks([...new Set(ids)])) {
    const rows = await db
      .selectFrom('source')
      .select(['id', 'title', 'reliability'])
      .where('id', 'in', part)
      .execute()
    for (const { id, ...head } of rows) found.set(id, head)
  }
  return found
}

export const getClaim = (store: Store, id: Id): Promise<Output<'claims.get'>> =>
  store.database.read(async (db) => ({
    claim: await claimById(store, db, id),
    usage: await usageOf(db, [{ type: 'claim', id }]),
  }))

export const claimByKey = (store: Store, key: Key): Promise<Claim> =>
  store.database.read(async (db) => claimById(store, db, await idOfKey(db, 'claim', key)))

/**
 * Marks words as a claim, with the passage as its first supporting evidence.
 *
 * @throws AttestError `bad-request`, `not-found`, `not-anchored`, `taken`; `not-allowed` for an unnamed speaker of
 *   another source
 */
export function createClaim(store: Store, input: Input<'claims.create'>): Promise<Claim> {
  return store.database.write(async (tx) => {
    const parsed = newClaimSchema.safeParse(input)
    if (!parsed.success) throw failure.badRequest('This claim does not fit.', parsed.error.message)
    const { place, key: wantedKey, ...details } = parsed.data
    const passage = await createPassage(tx, store, place)
    await checkSpeaker(tx, details.speakerId, passage.sourceId)
    const id = mintId()
    const now = store.now()
    const key = await takeKey(tx, 'claim', id, wantedKey, details.text)
    await tx
      .insertInto('claim')
      .values({
        id,
        key,
        revision: 1,
        created_at: now,
        updated_at: now,
        deleted_at: null,
        ...claimColumns(details),
      })
      .execute()
    await tx
      .insertInto('evidence')
      .values({ id: mintId(), claim_id: id, passage_id: passage.id, position: 0, stance: 'supports' })
      .execute()
    const claim = await claimById(store, tx, id)
    await record(tx, store, 'create', 'claim', id, null, claim)
    tx.changed('claim', 'source', 'speaker')
    return claim
  })
}

export function updateClaim(store: Store, change: Parsed<'claims.update'>): Promise<Claim> {
  return store.database.write(async (tx) => {
    const before = await claimById(store, tx, change.id)
    if (before.revision !== change.revision) throw failure.conflict('claim')
    const row = await tx.selectFrom('claim').selectAll().where('id', '=', change.id).executeTakeFirstOrThrow()
    const details = claimDetailsSchema.safeParse({ ...claimDetailsOf(row), ...change.details })
    if (!details.success) throw failure.badRequest('These details do not fit.', details.error.message)
    for (const { passage } of before.evidence) {
      await checkSpeaker(tx, details.data.speakerId, passage.sourceId)
    }
    await tx
      .updateTable('claim')
      .set({ ...claimColumns(details.data), revision: before.revision + 1, updated_at: store.now() })
      .where('id', '=', change.id)
      .execute()
    const after = await claimById(store, tx, change.id)
    await record(tx, store, 'update', 'claim', change.id, before, after)
    tx.changed('claim', 'speaker')
    return after
  })
}

/** Removes a claim; a tombstone stays. @throws AttestError `not-allowed` while a briefing uses it */
export function removeClaim(store: Store, id: Id, revision: number): Promise<void> {
  return store.database.write(async (tx) => {
    const claim = await claimById(store, tx, id)
    if (claim.revision !== revision) throw failure.conflict('claim')
    await refuseUsed(tx, 'claim', id)
    await removeClaimRow(tx, store, id)
    tx.changed('source', 'speaker')
  })
}

/** Relates one claim to another. @throws AttestError `bad-request`, `not-found`, `not-allowed` for a claim with itself */
export function linkClaims(store: Store, input: Omit<Link, 'id' | 'revision'>): Promise<Link> {
  return store.database.write(async (tx) => {
    const parsed = linkSchema.safeParse({ ...input, id: mintId(), revision: 1 })
    if (!parsed.success) throw failure.badRequest('This link does not fit.', parsed.error.message)
    const link = parsed.data
    if (link.from === link.to) {
      throw failure.badRequest('A claim cannot be linked to itself.', 'Choose another claim.')
    }
    await claimById(store, tx, link.from)
    await claimById(store, tx, link.to)
    await tx
      .insertInto('claim_link')
      .values({
        id: link.id,
        from_id: link.from,
        to_id: link.to,
        type: link.type,
        independence: link.independence,
        revision: 1,
        created_at: store.now(),
        deleted_at: null,
      })
      .execute()
    await record(tx, store, 'link', 'claim', link.from, null, link)
    tx.changed('claim')
    return link
  })
}

/** Links from and to a claim. */
export const linksOf = (store: Store, claimId: Id): Promise<Link[]> =>
  store.database.read(async (db) => {
    const rows = await db
      .selectFrom('claim_link')
      .selectAll()
      .where((eb) => eb.or([eb('from_id', '=', claimId), eb('to_id', '=', claimId)]))
      .where('deleted_at', 'is', null)
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    return rows.map((row) => ({
      id: row.id,
      from: row.from_id,
      to: row.to_id,
      type: row.type as Link['type'],
      independence: row.independence as Link['independence'],
      revision: row.revision,
    }))
  })
