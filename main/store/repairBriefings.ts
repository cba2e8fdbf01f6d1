import { documentVersion } from '../../shared/document/block.ts'
import { emptyHeader, headerSchema } from '../../shared/document/header.ts'
import { blockOf, headerVersion, isSoundBlock, storedHeader } from './blocks.ts'
import { freshRanks, isRank } from './ranks.ts'
import { inventedKey, mendKey } from './repairEntities.ts'
import { columnsFrom, historyOf } from './repairHistory.ts'
import type { Repair } from './repairReport.ts'
import { headerOf, newestVersion, seenIn } from './repairVersions.ts'
import { usagesOf } from './usage.ts'
import { bodyOf } from './versions.ts'

type Row = Record<string, unknown>
/** Blocks handled at once. */
const AT_ONCE = 500

/** Puts briefings in order: heads, blocks, their places, what they cite, and kept versions. */
export async function mendBriefings(repair: Repair, missing: ReadonlyMap<string, number>): Promise<void> {
  await mendVersions(repair)
  await mendHeads(repair)
  if ((missing.get('block') ?? 0) > 0) await mendLostBlocks(repair, missing.get('block') ?? 0)
  for (const { id, key } of await repair.rows('SELECT id, key FROM briefing')) {
    await mendBlocks(repair, id, key)
    await mendRanks(repair, id, key)
  }
  await mendUsage(repair)
}

async function mendVersions(repair: Repair): Promise<void> {
  for (const { id, revision, name } of await repair.rows(
    'SELECT id, revision, name FROM briefing_revision',
  )) {
    const [row] = await repair.rows('SELECT body FROM briefing_revision WHERE id = ?', [id])
    if (row?.body instanceof Uint8Array && (await bodyOf(row.body))) continue
    await repair.change('DELETE FROM briefing_revision WHERE id = ?', [id])
    repair.tell(
      'lost',
      'briefing_revision',
      id,
      name ?? revision,
      `The kept version ${name ? `“${name}”` : `of revision ${revision}`} could not be read.`,
    )
  }
}

/** Heads that are gone while blocks or versions are there, and headers that do not fit. */
async function mendHeads(repair: Repair): Promise<void> {
  const gone = await repair.rows(`SELECT id, (SELECT key FROM entity_key WHERE entity_id = id) AS key FROM (
      SELECT briefing_id AS id FROM block UNION SELECT briefing_id FROM briefing_revision
      UNION SELECT briefing_id FROM release UNION SELECT entity_id FROM entity_key WHERE type = 'briefing')
    WHERE id NOT IN (SELECT id FROM briefing)`)
  for (const { id, key } of gone) {
    const [first] = (await historyOf(repair, id)).slice(-1)
    const [last] = await repair.rows(
      `SELECT max(revision) AS revision FROM (SELECT revision FROM block WHERE briefing_id = ?1
       UNION SELECT revision FROM briefing_revision WHERE briefing_id = ?1)`,
      [id],
    )
    const [removed] = await repair.rows(
      `SELECT at FROM history WHERE entity_id = ? AND act = 'remove' ORDER BY seq DESC LIMIT 1`,
      [id],
    )
    const own = String(key ?? first?.key ?? inventedKey(String(id)))
    if (key === null) await mendKey(repair, 'briefing', String(id), own)
    const version = await newestVersion(repair, id)
    const known = (version && headerOf(version)) ?? (first ? columnsFrom(briefingShape, first) : null)
    const revision = Math.max(Number(last?.revision ?? 1), Number(first?.revision ?? 1), 1)
    const row = {
      id,
      key: own,
      revision,
      created_at: first?.createdAt ?? repair.now,
      updated_at: first?.updatedAt ?? repair.now,
      deleted_at: removed?.at ?? null,
      header: known?.header ?? storedHeader({ ...emptyHeader, subject: `Recovered: ${own}` }),
      header_version: known?.header_version ?? headerVersion,
    }
    if (await repair.insert('briefing', row)) {
      repair.tell(
        'doubtful',
        'briefing',
        id,
        own,
        `The head of the briefing “${own}” was lost; it is as ${known ? 'it was kept last' : 'at first'}. Its text is there.`,
      )
    }
  }
  for (const { id, key, header } of await repair.rows('SELECT id, key, header FROM briefing')) {
    if (isHeader(header)) continue
    const version = await newestVersion(repair, id)
    const known = (version && headerOf(version)) ?? {
      header: storedHeader({ ...emptyHeader, subject: `Recovered: ${key}` }),
      header_version: headerVersion,
    }
    await repair.change('UPDATE briefing SET header = ?, header_version = ? WHERE id = ?', [
      known.header,
      known.header_version,
      id,
    ])
    repair.tell(
      'doubtful',
      'briefing',
      id,
      key,
      `The head of the briefing “${key}” could not be read; it is as it was kept last.`,
    )
  }
}

const briefingShape = { name: 'briefing', columns: ['header'], rowid: null, isSealed: true }

function isHeader(json: unknown): boolean {
  try {
    return headerSchema.safeParse(JSON.parse(String(json))).success
  } catch {
    return false
  }
}

/** Blocks that the newest version has and the briefing has not, where no more of them are gone than the library misses. */
async function mendLostBlocks(repair: Repair, missing: number): Promise<void> {
  let left = missing
  for (const { id, key, revision } of await repair.rows('SELECT id, key, revision FROM briefing')) {
    const version = await newestVersion(repair, id)
    if (!version) continue
    const rows = await repair.rows('SELECT id FROM block WHERE briefing_id = ? ORDER BY rank, seq', [id])
    const order = rows.map((row) => String(row.id))
    const present = new Set(order)
    const gone = version.body.blocks.filter((block) => !present.has(block.id))
    if (gone.length === 0 || gone.length > left) continue
    left -= gone.length
    for (const block of gone) {
      const before = version.body.blocks[version.body.blocks.indexOf(block) - 1]
      order.splice(before ? order.indexOf(before.id) + 1 : 0, 0, block.id)
      await repair.insert('block', {
        id: block.id,
        briefing_id: id,
        rank: '',
        version: block.version,
        revision: Math.min(version.revision, Number(revision)),
        json: JSON.stringify(block.block),
      })
    }
    await rank(repair, id, order)
    repair.tell(
      'restored',
      'block',
      id,
      key,
      `${gone.length} lost ${gone.length === 1 ? 'block' : 'blocks'} of the briefing “${key}” were taken from the version of revision ${version.revision}.`,
      gone.length,
    )
  }
}

/** A block that cannot be read becomes a paragraph of the words that can still be seen in it. */
async function mendBlocks(repair: Repair, briefingId: unknown, key: unknown): Promise<void> {
  let last = 0
  for (;;) {
    const rows = await repair.rows(
      `SELECT seq, id, json, version FROM block WHERE briefing_id = ? AND seq > ? ORDER BY seq LIMIT ${AT_ONCE}`,
      [briefingId, last],
    )
    for (const row of rows) {
      last = Number(row.seq)
      const stored = { id: String(row.id), json: String(row.json), version: Number(row.version) }
      if (stored.version > documentVersion || isSoundBlock(stored)) continue
      const { words, json } = seenIn(stored.id, stored.json)
      await repair.change('UPDATE block SET json = ?, version = ? WHERE seq = ?', [
        json,
        documentVersion,
        row.seq,
      ])
      repair.tell(
        'doubtful',
        'block',
        stored.id,
        words,
        `A block of the briefing “${key}” could not be read; the words that could be seen in it are a paragraph now.`,
      )
    }
    if (rows.length < AT_ONCE) return
  }
}

async function mendRanks(repair: Repair, briefingId: unknown, key: unknown): Promise<void> {
  const rows = await repair.rows('SELECT id, rank FROM block WHERE briefing_id = ? ORDER BY rank, seq', [
    briefingId,
  ])
  const isRising = rows.every(
    (row, at) => isRank(String(row.rank)) && (at === 0 || String(rows[at - 1]?.rank) < String(row.rank)),
  )
  if (isRising) return
  await rank(
    repair,
    briefingId,
    rows.map(({ id }) => String(id)),
  )
  repair.tell(
    'restored',
    'block',
    briefingId,
    key,
    `The blocks of the briefing “${key}” were out of order; each has a place of its own again.`,
    rows.length,
  )
}

async function rank(repair: Repair, briefingId: unknown, order: readonly string[]): Promise<void> {
  const ranks = freshRanks(order.length)
  for (const [at, id] of order.entries()) {
    await repair.change('UPDATE block SET rank = ? WHERE briefing_id = ? AND id = ?', [
      ranks[at],
      briefingId,
      id,
    ])
  }
}

/** What blocks cite is read from the blocks themselves. */
async function mendUsage(repair: Repair): Promise<void> {
  const before = await usageDigest(repair)
  await repair.change('DELETE FROM usage')
  let last = 0
  for (;;) {
    const rows: Row[] = await repair.rows(
      `SELECT block.seq, block.id, block.briefing_id, block.json, block.version FROM block
       JOIN briefing ON briefing.id = block.briefing_id AND briefing.deleted_at IS NULL
       WHERE block.seq > ? ORDER BY block.seq LIMIT ${AT_ONCE}`,
      [last],
    )
    for (const row of rows) {
      last = Number(row.seq)
      const block = blockOf({ id: String(row.id), json: String(row.json), version: Number(row.version) })
      if (block.type === 'unknown') continue
      for (const usage of usagesOf(block)) {
        await repair.insert('usage', { briefing_id: row.briefing_id, block_id: block.id, ...usage })
      }
    }
    if (rows.length < AT_ONCE) break
  }
  if (before !== (await usageDigest(repair))) {
    repair.tell(
      'restored',
      'usage',
      null,
      '',
      'The list of what is cited where was made anew from the briefings.',
    )
  }
}

const usageDigest = async (repair: Repair): Promise<string> =>
  JSON.stringify(
    await repair.rows(`SELECT briefing_id, block_id, node_id, position, kind, target_type, target_id, cited_revision,
      cited_sha256 FROM usage ORDER BY briefing_id, block_id, position, node_id, target_id`),
  )
