import { createHash } from 'node:crypto'
import { mintId } from '../../shared/model/identity.ts'
import { emptySourceDetails } from '../../shared/model/source.ts'
import type { TableShape } from './checksums.ts'
import { columnsFrom, type EntityTable, entityTables, historyOf, passagesInHistory } from './repairHistory.ts'
import type { Repair } from './repairReport.ts'
import { foldWords } from './searchWords.ts'
import { detailColumns } from './sourceRows.ts'

type Row = Record<string, unknown>
type Tables = ReadonlyMap<string, TableShape>

/** Puts back what the library says of itself: without it a library does not open. */
export async function mendIdentity(repair: Repair, version: string): Promise<void> {
  const created = await repair.rows('SELECT min(at) AS at FROM history')
  await repair.change(`DELETE FROM meta WHERE name = 'created_at' AND value GLOB '*[^0-9]*'`)
  const meta: [string, string][] = [
    ['library_id', mintId()],
    ['created_at', String(created[0]?.at ?? repair.now)],
    ['created_with', version],
  ]
  for (const [name, value] of meta) {
    if (!(await repair.insert('meta', { name, value }))) continue
    repair.tell(
      'restored',
      'meta',
      null,
      name,
      `The library did not say its ${name.replaceAll('_', ' ')} any more; it has a new one.`,
    )
  }
  const settings = await repair.rows('SELECT name FROM setting WHERE NOT json_valid(value)')
  for (const { name } of settings) {
    await repair.change('DELETE FROM setting WHERE name = ?', [name])
    repair.tell(
      'lost',
      'setting',
      null,
      name,
      `The setting “${name}” could not be read; it is as at first again.`,
    )
  }
  const named = await repair.rows(`SELECT author_id AS id, count(*) AS n FROM history
    WHERE author_id NOT IN (SELECT id FROM author) GROUP BY 1 ORDER BY n DESC`)
  const local = await repair.rows('SELECT id FROM author WHERE is_local = 1 ORDER BY created_at, id')
  for (const { id } of local.slice(1))
    await repair.change('UPDATE author SET is_local = 0 WHERE id = ?', [id])
  for (const [at, { id }] of named.entries()) {
    const isLocal = local.length === 0 && at === 0 ? 1 : 0
    await repair.insert('author', { id, name: '', is_local: isLocal, created_at: repair.now })
    repair.tell(
      'restored',
      'author',
      id,
      '',
      'The name of an author was lost; what it changed is still its own.',
    )
  }
  if (local.length === 0 && named.length === 0) {
    const [any] = await repair.rows('SELECT id FROM author ORDER BY created_at LIMIT 1')
    if (any) await repair.change('UPDATE author SET is_local = 1 WHERE id = ?', [any.id])
    else await repair.insert('author', { id: mintId(), name: '', is_local: 1, created_at: repair.now })
    repair.tell('restored', 'author', any?.id, '', 'The library did not say any more who uses it.')
  }
}

/** Puts back entities that something still points at: as the history has them, or by what is known of them. */
export async function mendEntities(repair: Repair, tables: Tables): Promise<void> {
  for (const type of entityTables) {
    const gone = await repair.rows(
      `SELECT entity_id AS id, key FROM entity_key WHERE type = ? AND entity_id NOT IN (SELECT id FROM ${type})
       UNION SELECT id, NULL FROM (${pointers(type)}) WHERE id IS NOT NULL AND id NOT IN (SELECT id FROM ${type})
         AND id NOT IN (SELECT entity_id FROM entity_key WHERE type = ?)`,
      [type, type],
    )
    for (const { id, key } of gone) await mendEntity(repair, tables, type, String(id), key)
  }
  await mendKeys(repair)
}

/** Ids of entities of a type that other tables name. */
function pointers(type: EntityTable): string {
  if (type === 'source') return 'SELECT source_id AS id FROM snapshot UNION SELECT source_id FROM speaker'
  if (type === 'speaker') return 'SELECT speaker_id AS id FROM quote UNION SELECT speaker_id FROM claim'
  if (type === 'quote') return 'SELECT quote_id AS id FROM quote_segment'
  if (type === 'claim') return 'SELECT claim_id AS id FROM evidence'
  return 'SELECT briefing_id AS id FROM block UNION SELECT briefing_id FROM briefing_revision UNION SELECT briefing_id FROM release'
}

async function mendEntity(
  repair: Repair,
  tables: Tables,
  type: EntityTable,
  id: string,
  keyKnown: unknown,
): Promise<void> {
  const table = tables.get(type)
  const entries = await historyOf(repair, id)
  const entity = entries.at(-1)
  const key = String(keyKnown ?? entity?.key ?? inventedKey(id))
  if (keyKnown === null) await mendKey(repair, type, id, key)
  if (table && entity && type !== 'briefing') {
    const [last] = await repair.rows(
      'SELECT at, after FROM history WHERE entity_id = ? ORDER BY seq DESC LIMIT 1',
      [id],
    )
    const isRemoved = last !== undefined && last.after === null
    const row: Row = { ...columnsFrom(table, entity), key, deleted_at: isRemoved ? last.at : null }
    if (type === 'quote') await mendPassages(repair, [row.passage_id])
    if (await repair.insert(type, row)) {
      await mendParts(repair, type, entity)
      repair.tell(
        'restored',
        type,
        id,
        key,
        `The ${type} “${key}” was lost and is again as the history has it.`,
      )
      return
    }
  }
  if (type === 'source' && (await stubSource(repair, id, key))) return
  if (type === 'briefing') return
  repair.tell('lost', type, id, key, `The ${type} “${key}” is lost.`)
}

/** For what nothing tells the key of any more. */
export const inventedKey = (id: string): string => `recovered-${id.slice(-12)}`

/** Gives an entity whose key's row is lost a key, and tells of one that it never had. */
export async function mendKey(repair: Repair, type: string, id: string, key: string): Promise<void> {
  if (!(await repair.insert('entity_key', { key, type, entity_id: id })) || key !== inventedKey(id)) return
  repair.tell('doubtful', 'entity_key', id, key, `The key of a ${type} is lost; it has the key “${key}” now.`)
}

async function stubSource(repair: Repair, id: string, key: string): Promise<boolean> {
  const [snapshot] = await repair.rows(
    'SELECT file_name, url, captured_at FROM snapshot WHERE source_id = ? ORDER BY seq DESC LIMIT 1',
    [id],
  )
  if (!snapshot) return false
  const title = `Recovered: ${snapshot.file_name}`
  const details = detailColumns({ ...emptySourceDetails, title, url: String(snapshot.url) })
  const at = snapshot.captured_at
  const row = {
    id,
    key,
    revision: 1,
    created_at: at,
    updated_at: at,
    ...details,
    confirmed: 0,
    status: 'current',
  }
  if (!(await repair.insert('source', row))) return false
  repair.tell(
    'doubtful',
    'source',
    id,
    key,
    `The details of the source “${key}” are lost; its captures are there. Fill them in again.`,
  )
  return true
}

/** Parts of an entity that have rows of their own, where they are gone. */
export async function mendParts(repair: Repair, type: string, entity: Row): Promise<number> {
  const list = (value: unknown): Row[] => (Array.isArray(value) ? (value as Row[]) : [])
  let count = 0
  const add = async (table: string, row: Row) => {
    if (await repair.insert(table, row)) count += 1
  }
  if (type === 'claim') {
    await mendPassages(
      repair,
      list(entity.evidence).map(({ passage }) => (passage as Row | undefined)?.id),
    )
    for (const [position, { id, stance, passage }] of list(entity.evidence).entries()) {
      await add('evidence', {
        id,
        claim_id: entity.id,
        passage_id: (passage as Row | undefined)?.id,
        position,
        stance,
      })
    }
  }
  if (type === 'quote') {
    for (const [position, { start, end }] of list(entity.segments).entries()) {
      await add('quote_segment', { quote_id: entity.id, position, start_cp: start, end_cp: end })
    }
  }
  if (type === 'speaker') {
    for (const [position, name] of (Array.isArray(entity.aliases) ? entity.aliases : []).entries()) {
      await add('speaker_alias', { speaker_id: entity.id, position, name, folded: foldWords(String(name)) })
    }
    for (const [position, role] of list(entity.roles).entries()) {
      const { id, title, organization, from, to } = role
      await add('speaker_role', {
        id,
        speaker_id: entity.id,
        position,
        title,
        organization,
        from_date: from,
        to_date: to,
      })
    }
  }
  return count
}

/** Puts back parts of all entities that are there, as their newest entry in the history has them. */
export async function mendAllParts(repair: Repair, missing: ReadonlyMap<string, number>): Promise<void> {
  const parts = { claim: ['evidence'], quote: ['quote_segment'], speaker: ['speaker_alias', 'speaker_role'] }
  for (const [type, tables] of Object.entries(parts)) {
    if (!tables.some((table) => (missing.get(table) ?? 0) > 0)) continue
    for (const { id, key } of await repair.rows(`SELECT id, key FROM ${type} WHERE deleted_at IS NULL`)) {
      const entity = (await historyOf(repair, id)).at(-1)
      const count = entity ? await mendParts(repair, type, entity) : 0
      if (count === 0) continue
      repair.tell(
        'restored',
        tables[0] ?? type,
        id,
        key,
        `Parts of the ${type} “${key}” were lost and are again as the history has them.`,
        count,
      )
    }
  }
}

/** Puts back passages that are gone, as the history mentions them. */
export async function mendPassages(repair: Repair, ids: readonly unknown[]): Promise<void> {
  const gone = new Set<string>()
  for (const id of ids) {
    if (typeof id !== 'string') continue
    const [there] = await repair.rows('SELECT 1 FROM passage WHERE id = ?', [id])
    if (!there) gone.add(id)
  }
  for (const [id, { extractionId, start, end, exact, prefix, suffix, page }] of await passagesInHistory(
    repair,
    gone,
  )) {
    const row = { id, extraction_id: extractionId, start_cp: start, end_cp: end, exact, prefix, suffix, page }
    if (!(await repair.insert('passage', row))) continue
    repair.tell(
      'restored',
      'passage',
      id,
      exact,
      `The passage “${String(exact).slice(0, 60)}” was lost and is again as the history has it.`,
    )
  }
}

/** Snapshots that are gone while their bytes and the text taken from them are there. */
export async function mendSnapshots(repair: Repair): Promise<void> {
  const gone =
    await repair.rows(`SELECT snapshot_id AS id FROM extraction WHERE snapshot_id NOT IN (SELECT id FROM snapshot)
    UNION SELECT snapshot_id FROM snapshot_bytes WHERE snapshot_id NOT IN (SELECT id FROM snapshot)`)
  for (const { id } of gone) {
    const [entry] = await repair.rows(
      `SELECT entity_id, at FROM history WHERE entity_type = 'source' AND json_valid(after)
       AND json_extract(after, '$.snapshotId') = ?`,
      [id],
    )
    const [stored] = await repair.rows('SELECT bytes FROM snapshot_bytes WHERE snapshot_id = ?', [id])
    if (!(stored?.bytes instanceof Uint8Array)) continue
    const sourceId = entry?.entity_id ?? mintId()
    const row = {
      id,
      source_id: sourceId,
      sha256: createHash('sha256').update(stored.bytes).digest('hex'),
      size: stored.bytes.byteLength,
      media_type: 'application/octet-stream',
      file_name: 'recovered',
      url: '',
      captured_at: entry?.at ?? repair.now,
      encoding: 'utf-8',
    }
    if (await repair.insert('snapshot', row)) {
      repair.tell(
        'doubtful',
        'snapshot',
        id,
        'recovered',
        'What was known of a capture is lost; its bytes and its text are there.',
      )
    }
  }
}

/** An entity whose key is gone gets it back; a key that nothing bears is given up. */
async function mendKeys(repair: Repair): Promise<void> {
  for (const type of entityTables) {
    const rows = await repair.rows(
      `SELECT id, key FROM ${type} WHERE NOT EXISTS (SELECT 1 FROM entity_key k WHERE k.key = ${type}.key AND k.entity_id = ${type}.id)`,
    )
    for (const { id, key } of rows) {
      await repair.change('DELETE FROM entity_key WHERE entity_id = ?', [id])
      const own = String(key)
      let free = own
      for (let n = 2; !(await repair.insert('entity_key', { key: free, type, entity_id: id })); n++) {
        const [holder] = await repair.rows('SELECT entity_id FROM entity_key WHERE key = ?', [free])
        if (!holder || n > 1000) break
        free = `${own}-${n}`
      }
      await repair.change(`UPDATE ${type} SET key = ? WHERE id = ?`, [free, id])
      repair.tell(
        'restored',
        'entity_key',
        id,
        free,
        `The ${type} “${own}” has its key ${free === own ? 'again' : `“${free}” now`}.`,
      )
    }
  }
}

/** Keys that nothing bears, after everything was tried. */
export async function dropKeys(repair: Repair): Promise<void> {
  const all = entityTables.map((type) => `SELECT id FROM ${type}`).join(' UNION ')
  const told = new Set(repair.items.filter(({ kind }) => kind === 'lost').map(({ id }) => id))
  for (const { key, type, entity_id } of await repair.rows(
    `SELECT key, type, entity_id FROM entity_key WHERE entity_id NOT IN (${all})`,
  )) {
    await repair.change('DELETE FROM entity_key WHERE key = ?', [key])
    if (!told.has(String(entity_id)))
      repair.tell('lost', String(type), entity_id, key, `The ${type} “${key}” is lost.`)
    repair.tell('lost', 'entity_key', entity_id, key, `The key “${key}” is free again: what bore it is lost.`)
  }
}
