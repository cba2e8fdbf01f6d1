import type { Usage } from '../../shared/contract/entities.ts'
import { type Block, readBlock } from '../../shared/document/block.ts'
import type { Header } from '../../shared/document/header.ts'
import { hasSuggestions, project } from '../../shared/document/suggestions.ts'
import { blockText, citationsOf, quotationsOf } from '../../shared/document/walk.ts'
import { AttestError } from '../../shared/model/error.ts'
import type { EntityType, Id, Target } from '../../shared/model/identity.ts'
import { chunks } from './passages.ts'
import type { ReadDb, WriteTx } from './transactions.ts'

/** Rows in one insert: nine parameters each. */
const ROWS = 200

/** One pointer from a block to a claim, quote or source, as the `usage` table holds it. */
export interface BlockUsage {
  node_id: string
  position: number
  kind: string
  target_type: string
  target_id: string
  cited_revision: number | null
  cited_sha256: string | null
}

/** Every citation item and bound quotation of a block that points at something, in reading order. */
export function usagesOf(block: Block): BlockUsage[] {
  const own = usagesIn(block)
  if (!hasSuggestions(block)) return own
  // What is only to be taken out is used until that is decided.
  const nodes = new Set(own.map(({ node_id }) => node_id))
  const struck = project([block], 'original').flatMap(usagesIn)
  return [...own, ...struck.filter(({ node_id }) => !nodes.has(node_id))].map((usage, position) => ({
    ...usage,
    position,
  }))
}

function usagesIn(block: Block): BlockUsage[] {
  const quotations = quotationsOf(block).map(({ id, target, cited }) => ({
    node_id: id,
    kind: 'quotation',
    target,
    cited,
  }))
  const citations = citationsOf(block).flatMap(({ id, items }) =>
    items.map(({ target, cited }) => ({ node_id: id, kind: 'citation', target, cited })),
  )
  return [...quotations, ...citations].flatMap(({ node_id, kind, target, cited }, position) =>
    target === null
      ? []
      : {
          node_id,
          position,
          kind,
          target_type: target.type,
          target_id: target.id,
          cited_revision: cited?.revision ?? null,
          cited_sha256: cited?.sha256 ?? null,
        },
  )
}

const sameUsages = (a: readonly BlockUsage[], b: readonly BlockUsage[]): boolean =>
  a.length === b.length &&
  a.every((one, at) => {
    const other = b[at]
    return (
      other !== undefined &&
      one.node_id === other.node_id &&
      one.position === other.position &&
      one.kind === other.kind &&
      one.target_id === other.target_id &&
      one.target_type === other.target_type &&
      one.cited_revision === other.cited_revision &&
      one.cited_sha256 === other.cited_sha256
    )
  })

/**
 * Brings the usage rows of these blocks in step, writing nothing for a block whose pointers are as they were.
 *
 * @returns the types of what is now used differently
 */
export async function updateUsage(
  tx: WriteTx,
  briefingId: Id,
  blocks: readonly Block[],
  removed: readonly Id[],
): Promise<EntityType[]> {
  const wanted = new Map<Id, BlockUsage[]>(blocks.map((block) => [block.id, usagesOf(block)]))
  for (const id of removed) wanted.set(id, [])
  const touched = new Set<string>()
  for (const ids of chunks([...wanted.keys()])) {
    const stored = await storedUsage(tx, briefingId, ids)
    const changed = ids.filter((id) => !sameUsages(stored.get(id) ?? [], wanted.get(id) ?? []))
    const cleared = changed.filter((id) => stored.has(id))
    if (cleared.length > 0) {
      await tx
        .deleteFrom('usage')
        .where('briefing_id', '=', briefingId)
        .where('block_id', 'in', cleared)
        .execute()
    }
    const rows = changed.flatMap((id) =>
      (wanted.get(id) ?? []).map((usage) => ({ ...usage, briefing_id: briefingId, block_id: id })),
    )
    for (const part of chunks(rows, ROWS)) await tx.insertInto('usage').values(part).execute()
    for (const id of changed) {
      for (const { target_type } of [...(stored.get(id) ?? []), ...(wanted.get(id) ?? [])])
        touched.add(target_type)
    }
  }
  return [...touched] as EntityType[]
}

async function storedUsage(
  tx: WriteTx,
  briefingId: Id,
  blockIds: readonly Id[],
): Promise<Map<Id, BlockUsage[]>> {
  const stored = new Map<Id, BlockUsage[]>()
  const rows = await tx
    .selectFrom('usage')
    .select(['block_id', 'node_id', 'position', 'kind', 'target_type', 'target_id'])
    .select(['cited_revision', 'cited_sha256'])
    .where('briefing_id', '=', briefingId)
    .where('block_id', 'in', blockIds)
    .orderBy('position')
    .execute()
  for (const { block_id, ...usage } of rows) {
    const list = stored.get(block_id) ?? []
    list.push(usage)
    stored.set(block_id, list)
  }
  return stored
}

/** Where claims, quotes or a source are used: one entry a block, however often it points there. */
export async function usageOf(db: ReadDb, targets: readonly Target[]): Promise<Usage[]> {
  const found: Usage[] = []
  for (const part of chunks(targets)) {
    const rows = await db
      .selectFrom('usage')
      .innerJoin('briefing', 'briefing.id', 'usage.briefing_id')
      .innerJoin('block', (join) =>
        join.onRef('block.briefing_id', '=', 'usage.briefing_id').onRef('block.id', '=', 'usage.block_id'),
      )
      .select([
        'usage.briefing_id',
        'usage.block_id',
        'usage.node_id',
        'usage.target_id',
        'briefing.key',
        'briefing.header',
        'block.json',
        'block.version',
      ])
      .where(
        'usage.target_id',
        'in',
        part.map((target) => target.id),
      )
      .orderBy('briefing.updated_at', 'desc')
      .orderBy('block.rank')
      .orderBy('usage.position')
      .execute()
    const seen = new Set<string>()
    for (const row of rows) {
      const place = `${row.briefing_id} ${row.block_id} ${row.target_id}`
      if (seen.has(place)) continue
      seen.add(place)
      found.push({
        briefingId: row.briefing_id,
        briefingKey: row.key,
        subject: (JSON.parse(row.header) as Header).subject,
        blockId: row.block_id,
        nodeId: row.node_id,
        words: blockText(readBlock(JSON.parse(row.json), row.version)),
      })
    }
  }
  return found
}

/** @throws AttestError `not-allowed` when a briefing points at it: its words would hang in the air. */
export async function refuseUsed(db: ReadDb, type: 'claim' | 'quote', id: Id): Promise<void> {
  const places = await usageOf(db, [{ type, id }])
  const first = places[0]
  if (!first) return
  throw new AttestError(
    'not-allowed',
    `This ${type} is cited in ${places.length} ${places.length === 1 ? 'place' : 'places'}, first in “${first.subject || first.briefingKey}”.`,
    'Remove those citations first.',
  )
}
