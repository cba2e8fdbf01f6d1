import { sql } from 'kysely'
import {
  type Block,
  blockSchema,
  documentVersion,
  readBlock,
  storedBlock,
} from '../../shared/document/block.ts'
import type { Header } from '../../shared/document/header.ts'
import type { EntityType, Id } from '../../shared/model/identity.ts'
import { failure } from './failure.ts'
import { chunks } from './passages.ts'
import { freshRanks, ranksFor } from './ranks.ts'
import type { ReadDb, WriteTx } from './transactions.ts'
import { updateUsage } from './usage.ts'

/** Rows in one insert: seven parameters each. */
const ROWS = 200
/** Rows read at once. */
const AT_ONCE = 1000

/** What is to be written, against the state the transaction sees. */
export interface BlockChange {
  readonly upserts: readonly Block[]
  readonly removals: readonly Id[]
  /** All ids in order, when blocks were added, removed or moved. */
  readonly order?: readonly Id[] | undefined
}

/** Types of this document version, all written by a save that validated them. */
const known = new Set([
  'paragraph',
  'heading',
  'list',
  'callout',
  'quotation-block',
  'table',
  'divider',
  'page-break',
  'code-block',
  'contents',
  'figure',
])

/**
 * A stored block as this version understands it, under the id of its row. What this version wrote was validated then
 * and is only looked at again by the doctor: validating ten thousand blocks takes as long as reading them. A row that
 * is no JSON becomes an unknown block that keeps its words.
 */
export const blockOf = ({ id, version, json }: StoredBlock): Block => understood(parsed(json), id, version)

/** The same for what is no JSON text any more. */
export function understood(stored: unknown, id: Id, version: number): Block {
  if (version === documentVersion && isOurs(stored, id)) return stored
  const block = readBlock(stored, version)
  return block.id === id ? block : { ...block, id }
}

export interface StoredBlock {
  readonly id: Id
  readonly version: number
  readonly json: string
}

/** Whether a stored block is one that this version can read, looked at in full. */
export function isSoundBlock({ json, version }: Pick<StoredBlock, 'json' | 'version'>): boolean {
  try {
    return readBlock(JSON.parse(json), version).type !== 'unknown'
  } catch {
    return false
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return json
  }
}

function isOurs(stored: unknown, id: Id): stored is Block {
  if (typeof stored !== 'object' || stored === null) return false
  const { type, id: own, children } = stored as Record<string, unknown>
  return own === id && Array.isArray(children) && typeof type === 'string' && known.has(type)
}

/** All rows of a briefing in order, read in parts, so that others get their turn in a long one. */
export async function storedBlocks(db: ReadDb, briefingId: Id): Promise<StoredBlock[]> {
  const found: StoredBlock[] = []
  let last: { rank: string; seq: number } | null = null
  for (;;) {
    let part = db.selectFrom('block').select(['seq', 'rank', 'id', 'json', 'version'])
    if (last) {
      const { rank, seq }: { rank: string; seq: number } = last
      part = part.where((eb) =>
        eb.or([eb('rank', '>', rank), eb.and([eb('rank', '=', rank), eb('seq', '>', seq)])]),
      )
    }
    const rows = await part
      .where('briefing_id', '=', briefingId)
      .orderBy('rank')
      .orderBy('seq')
      .limit(AT_ONCE)
      .execute()
    for (const { id, json, version } of rows) found.push({ id, json, version })
    last = rows.at(-1) ?? null
    if (rows.length < AT_ONCE) return found
  }
}

/** All blocks of a briefing in order. */
export const blocksOf = async (db: ReadDb, briefingId: Id): Promise<Block[]> =>
  (await storedBlocks(db, briefingId)).map(blockOf)

/** @throws AttestError `bad-request` for a block that is none: what is stored is trusted when it is read */
function valid(blocks: readonly Block[]): Block[] {
  return blocks.map((block) => {
    if (block.type === 'unknown') return block
    const checked = blockSchema.safeParse(block)
    if (checked.success) return checked.data
    throw failure.badRequest(`Block ${block.id} is not formed as a ${block.type}.`, checked.error.message)
  })
}

/** Stores the blocks of a new briefing. */
export async function insertBlocks(tx: WriteTx, briefingId: Id, given: readonly Block[]): Promise<void> {
  const blocks = valid(given)
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
  { upserts: given, removals, order }: BlockChange,
): Promise<EntityType[]> {
  const upserts = valid(given)
  const ids = upserts.map(({ id }) => id)
  refuseTwice(ids, 'changed block')
  const removed = new Set(removals)
  if (ids.some((id) => removed.has(id))) {
    throw failure.badRequest('A block is both changed and removed.', 'Load the briefing again.')
  }
  const present = await presentBlocks(tx, briefingId, ids)
  const added = upserts.filter(({ id }) => !present.has(id))
  if (added.length > 0 && order === undefined) {
    throw failure.badRequest('A new block came without its place.', 'Send the order of all blocks.')
  }
  const ranks = order ? await newRanks(tx, briefingId, order, added, removed) : new Map<Id, string>()

  for (const part of chunks(removals)) {
    await tx.deleteFrom('block').where('briefing_id', '=', briefingId).where('id', 'in', part).execute()
  }
  for (const block of upserts) {
    if (!present.has(block.id)) continue
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

async function presentBlocks(tx: WriteTx, briefingId: Id, ids: readonly Id[]): Promise<Set<Id>> {
  const present = new Set<Id>()
  for (const part of chunks(ids)) {
    const rows = await tx
      .selectFrom('block')
      .select('id')
      .where('briefing_id', '=', briefingId)
      .where('id', 'in', part)
      .execute()
    for (const { id } of rows) present.add(id)
  }
  return present
}

async function newRanks(
  tx: WriteTx,
  briefingId: Id,
  order: readonly Id[],
  added: readonly Block[],
  removed: ReadonlySet<Id>,
): Promise<Map<Id, string>> {
  refuseTwice(order, 'block in the order')
  const present = await presentRanks(tx, briefingId)
  for (const id of removed) present.delete(id)
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

/** Ranks by id. One string for all: ten thousand rows cost four times as much as objects. */
async function presentRanks(db: ReadDb, briefingId: Id): Promise<Map<Id, string>> {
  const { list } = await db
    .selectFrom('block')
    .select(sql<string | null>`group_concat(id || ' ' || rank, ' ')`.as('list'))
    .where('briefing_id', '=', briefingId)
    .executeTakeFirstOrThrow()
  const words = list === null ? [] : list.split(' ')
  const ranks = new Map<Id, string>()
  for (let at = 0; at + 1 < words.length; at += 2) ranks.set(words[at] ?? '', words[at + 1] ?? '')
  return ranks
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
