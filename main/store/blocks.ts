import { type Block, documentVersion, readBlock, storedBlock } from '../../shared/document/block.ts'
import type { Header } from '../../shared/document/header.ts'
import type { EntityType, Id } from '../../shared/model/identity.ts'
import type { ReadDb, WriteTx } from './database.ts'
import { failure } from './failure.ts'
import { chunks } from './passages.ts'
import { freshRanks, ranksFor } from './ranks.ts'
import { updateUsage } from './usage.ts'

/** Rows in one insert: seven parameters each. */
const ROWS = 200

/** What is to be written, against the state the transaction sees. */
export interface BlockChange {
  readonly upserts: readonly Block[]
  readonly removals: readonly Id[]
  /** All ids in order, when blocks were added, removed or moved. */
  readonly order?: readonly Id[] | undefined
}

/** A stored block as this version understands it, under the id of its row. */
export function blockOf(row: { id: Id; json: string; version: number }): Block {
  const block = readBlock(JSON.parse(row.json), row.version)
  return block.id === row.id ? block : { ...block, id: row.id }
}

/** All blocks of a briefing in order. */
export async function blocksOf(db: ReadDb, briefingId: Id): Promise<Block[]> {
  const rows = await db
    .selectFrom('block')
    .select(['id', 'json', 'version'])
    .where('briefing_id', '=', briefingId)
    .orderBy('rank')
    .orderBy('seq')
    .execute()
  return rows.map(blockOf)
}

/** Stores the blocks of a new briefing. */
export async function insertBlocks(tx: WriteTx, briefingId: Id, blocks: readonly Block[]): Promise<void> {
  refuseTwice(
    blocks.map(({ id }) => id),
    'block',
  )
  const ranks = freshRanks(blocks.length)
  await insertRows(
    tx,
    briefingId,
    1,
    blocks.map((block, at) => ({ block, rank: ranks[at] ?? '' })),
  )
  await updateUsage(tx, briefingId, blocks, [])
}

/**
 * Writes changed blocks: one UPDATE for a block that only changed, ranks only when the order did, usage only when a
 * pointer did.
 *
 * @param revision the briefing's revision after the change
 * @returns the types of what is now used differently
 * @throws AttestError `bad-request` for ids given twice, an unknown block without an order, an order that is not
 *   exactly the blocks there are
 */
export async function changeBlocks(
  tx: WriteTx,
  briefingId: Id,
  revision: number,
  { upserts, removals, order }: BlockChange,
): Promise<EntityType[]> {
  const ids = upserts.map(({ id }) => id)
  refuseTwice(ids, 'changed block')
  const removed = new Set(removals)
  if (ids.some((id) => removed.has(id))) {
    throw failure.badRequest('A block is both changed and removed.', 'Load the briefing again.')
  }
  const known = await knownBlocks(tx, briefingId, ids)
  const added = upserts.filter(({ id }) => !known.has(id))
  if (added.length > 0 && order === undefined) {
    throw failure.badRequest('A new block came without its place.', 'Send the order of all blocks.')
  }
  const ranks = order ? await newRanks(tx, briefingId, order, added, removed) : new Map<Id, string>()

  for (const part of chunks(removals)) {
    await tx.deleteFrom('block').where('briefing_id', '=', briefingId).where('id', 'in', part).execute()
  }
  for (const block of upserts) {
    if (!known.has(block.id)) continue
    const rank = ranks.get(block.id)
    ranks.delete(block.id)
    // A block this version does not understand stays as it is stored; only its place may change.
    if (block.type === 'unknown' && rank === undefined) continue
    await tx
      .updateTable('block')
      .set({
        ...(block.type === 'unknown'
          ? {}
          : { json: JSON.stringify(storedBlock(block)), version: documentVersion, revision }),
        ...(rank === undefined ? {} : { rank }),
      })
      .where('briefing_id', '=', briefingId)
      .where('id', '=', block.id)
      .execute()
  }
  await insertRows(
    tx,
    briefingId,
    revision,
    added.map((block) => {
      const rank = ranks.get(block.id) ?? ''
      ranks.delete(block.id)
      return { block, rank }
    }),
  )
  for (const [id, rank] of ranks) {
    await tx
      .updateTable('block')
      .set({ rank })
      .where('briefing_id', '=', briefingId)
      .where('id', '=', id)
      .execute()
  }
  return updateUsage(
    tx,
    briefingId,
    upserts.filter(({ type }) => type !== 'unknown'),
    removals,
  )
}

async function knownBlocks(tx: WriteTx, briefingId: Id, ids: readonly Id[]): Promise<Set<Id>> {
  const known = new Set<Id>()
  for (const part of chunks(ids)) {
    const rows = await tx
      .selectFrom('block')
      .select('id')
      .where('briefing_id', '=', briefingId)
      .where('id', 'in', part)
      .execute()
    for (const { id } of rows) known.add(id)
  }
  return known
}

async function newRanks(
  tx: WriteTx,
  briefingId: Id,
  order: readonly Id[],
  added: readonly Block[],
  removed: ReadonlySet<Id>,
): Promise<Map<Id, string>> {
  refuseTwice(order, 'block in the order')
  const rows = await tx
    .selectFrom('block')
    .select(['id', 'rank'])
    .where('briefing_id', '=', briefingId)
    .orderBy('rank')
    .execute()
  const present = new Map<Id, string>()
  for (const { id, rank } of rows) if (!removed.has(id)) present.set(id, rank)
  const fresh = new Set(added.map(({ id }) => id))
  const fits =
    order.length === present.size + fresh.size && order.every((id) => present.has(id) || fresh.has(id))
  if (!fits) {
    throw failure.badRequest(
      'The order does not name exactly the blocks of the briefing.',
      'Load the briefing again; the text in the window can be copied first.',
    )
  }
  return ranksFor(order, present)
}

async function insertRows(
  tx: WriteTx,
  briefingId: Id,
  revision: number,
  rows: readonly { block: Block; rank: string }[],
): Promise<void> {
  for (const part of chunks(rows, ROWS)) {
    await tx
      .insertInto('block')
      .values(
        part.map(({ block, rank }) => ({
          id: block.id,
          briefing_id: briefingId,
          rank,
          version: documentVersion,
          revision,
          json: JSON.stringify(storedBlock(block)),
        })),
      )
      .execute()
  }
}

function refuseTwice(ids: readonly Id[], what: string): void {
  if (new Set(ids).size !== ids.length) {
    throw failure.badRequest(`A ${what} has the same id as another.`, 'Each block needs an id of its own.')
  }
}

/** Version of the stored header JSON. */
export const headerVersion = documentVersion
export const storedHeader = (header: Header): string => JSON.stringify(header)
