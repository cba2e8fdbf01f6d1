import type { Selectable } from 'kysely'
import type { Output } from '../../shared/contract/index.ts'
import { type Header, headerSchema } from '../../shared/document/header.ts'
import type { Briefing, BriefingChange, OpenBriefing } from '../../shared/model/briefing.ts'
import { type Id, type Key, mintId } from '../../shared/model/identity.ts'
import { blocksOf, changeBlocks, headerVersion, insertBlocks, storedHeader } from './blocks.ts'
import { failure } from './failure.ts'
import { record } from './history.ts'
import { idOfKey, takeKey } from './keys.ts'
import type { Store } from './store.ts'
import type { BriefingTable } from './tables.ts'
import type { ReadDb, WriteTx } from './transactions.ts'

type BriefingRecord = Selectable<BriefingTable>

const briefingOf = (row: BriefingRecord): Briefing => ({
  id: row.id,
  key: row.key,
  revision: row.revision,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  header: JSON.parse(row.header) as Header,
})

/** A live briefing's row. @throws AttestError `not-found` */
export async function briefingRow(db: ReadDb, id: Id): Promise<BriefingRecord> {
  const row = await db
    .selectFrom('briefing')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw failure.notFound('briefing')
  return row
}

/** A briefing with its blocks, both of one moment. */
export async function openBriefing(db: ReadDb, id: Id): Promise<OpenBriefing> {
  const row = await briefingRow(db, id)
  return { ...briefingOf(row), blocks: await blocksOf(db, id) }
}

/** All live briefings, last changed first. */
export const listBriefings = (store: Store): Promise<Briefing[]> =>
  store.database.read(async (db) => {
    const rows = await db
      .selectFrom('briefing')
      .selectAll()
      .where('deleted_at', 'is', null)
      .orderBy('updated_at', 'desc')
      .orderBy('seq', 'desc')
      .execute()
    return rows.map(briefingOf)
  })

export const getBriefing = (store: Store, id: Id): Promise<OpenBriefing> =>
  store.database.read((db) => openBriefing(db, id))

export const briefingByKey = (store: Store, key: Key): Promise<OpenBriefing> =>
  store.database.read(async (db) => openBriefing(db, await idOfKey(db, 'briefing', key)))

/** @throws AttestError `bad-request` for a header or block ids that do not fit, `taken` for a key in use */
export function createBriefing(
  store: Store,
  input: Pick<OpenBriefing, 'header' | 'blocks'> & { key?: Key },
): Promise<OpenBriefing> {
  return store.database.write(async (tx) => {
    const header = parseHeader(input.header)
    const id = mintId()
    const now = store.now()
    const key = await takeKey(tx, 'briefing', id, input.key, header.subject)
    await tx
      .insertInto('briefing')
      .values({
        id,
        key,
        revision: 1,
        created_at: now,
        updated_at: now,
        deleted_at: null,
        header: storedHeader(header),
        header_version: headerVersion,
      })
      .execute()
    await insertBlocks(tx, id, input.blocks)
    const briefing = await openBriefing(tx, id)
    const { blocks, ...head } = briefing
    await record(tx, store, 'create', 'briefing', id, null, { ...head, blocks: blocks.length })
    tx.changed('briefing', 'claim', 'quote', 'source')
    return briefing
  })
}

/**
 * Saves what changed since `baseRevision`, all of it or nothing; fulfilled once it is on the disk.
 *
 * @returns the new revision; the present one when there was nothing to change
 * @throws AttestError `conflict` when `baseRevision` is not the newest; `bad-request` for a change that does not fit
 *   the blocks there are; `not-found`
 */
export async function saveBriefing(store: Store, change: BriefingChange): Promise<Output<'briefings.save'>> {
  const revision = await store.database.write((tx) => applyChange(tx, store, change))
  return { revision, savedAt: store.now() }
}

/** The save itself, in a transaction that may do more. @returns the new revision */
export async function applyChange(tx: WriteTx, store: Store, change: BriefingChange): Promise<number> {
  const { briefingId, baseRevision, upserts, removals, order, header } = change
  const head = await tx
    .selectFrom('briefing')
    .select('revision')
    .where('id', '=', briefingId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!head) throw failure.notFound('briefing')
  if (head.revision !== baseRevision) throw failure.conflict('briefing')
  if (upserts.length === 0 && removals.length === 0 && !order && !header) return head.revision
  const revision = head.revision + 1
  const used = await changeBlocks(tx, briefingId, revision, { upserts, removals, order })
  await tx
    .updateTable('briefing')
    .set({
      revision,
      updated_at: store.now(),
      ...(header ? { header: storedHeader(parseHeader(header)), header_version: headerVersion } : {}),
    })
    .where('id', '=', briefingId)
    .execute()
  tx.changed('briefing', ...used)
  return revision
}

/** Removes a briefing; its blocks and versions stay behind the tombstone, what it cites is free again. */
export function removeBriefing(store: Store, id: Id, revision: number): Promise<void> {
  return store.database.write(async (tx) => {
    const row = await briefingRow(tx, id)
    if (row.revision !== revision) throw failure.conflict('briefing')
    const now = store.now()
    await tx
      .updateTable('briefing')
      .set({ deleted_at: now, updated_at: now, revision: revision + 1 })
      .where('id', '=', id)
      .execute()
    await tx.deleteFrom('usage').where('briefing_id', '=', id).execute()
    await record(tx, store, 'remove', 'briefing', id, briefingOf(row), null)
    tx.changed('briefing', 'claim', 'quote', 'source')
  })
}

function parseHeader(header: unknown): Header {
  const parsed = headerSchema.safeParse(header)
  if (parsed.success) return parsed.data
  throw failure.badRequest('The head of the briefing does not fit.', parsed.error.message)
}
