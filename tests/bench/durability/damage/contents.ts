import { Connection } from '../../../../main/store/database.ts'

/** What a library holds, read by SQLite alone: rows by table and by what tells one row from another. */
export type Contents = ReadonlyMap<string, ReadonlyMap<string, string>>

/** The columns by which rows of a table are known; tables that are not here are caches or kept by the product itself. */
const identities: Readonly<Record<string, readonly string[]>> = {
  meta: ['name'],
  setting: ['name'],
  author: ['id'],
  entity_key: ['key'],
  marking: ['id'],
  source: ['id'],
  snapshot: ['id'],
  snapshot_bytes: ['snapshot_id'],
  extraction: ['id'],
  passage: ['id'],
  speaker: ['id'],
  speaker_alias: ['speaker_id', 'position'],
  speaker_role: ['id'],
  quote: ['id'],
  quote_segment: ['quote_id', 'position'],
  claim: ['id'],
  evidence: ['id'],
  claim_link: ['id'],
  briefing: ['id'],
  block: ['briefing_id', 'id'],
  usage: ['briefing_id', 'block_id', 'node_id', 'target_id'],
  briefing_revision: ['id'],
  history: ['seq'],
  release: ['id'],
  waiver: ['id'],
  comment_thread: ['id'],
  comment: ['id'],
  picture: ['sha256'],
}
/** Not content: what is derived, and numbers that a list made anew may give otherwise. */
const left: Readonly<Record<string, readonly string[]>> = { usage: ['seq', 'checksum'] }

/**
 * Reads all of it. Opens the file for writing, as SQLite must to read a log: give it a copy.
 *
 * @throws when a part of it cannot be read
 */
export async function contentsOf(path: string): Promise<Contents> {
  const connection = await Connection.open(path, 'read-write')
  try {
    const contents = new Map<string, Map<string, string>>()
    for (const [table, identity] of Object.entries(identities)) {
      const { rows } = await connection.run(`SELECT * FROM ${table} NOT INDEXED`)
      const without = left[table] ?? ['checksum']
      const found = new Map<string, string>()
      for (const row of rows) {
        const id = identity.map((column) => String(row[column])).join(' ')
        const kept = Object.entries(row).filter(([column]) => !without.includes(column))
        const words = JSON.stringify(kept, (_, value) =>
          Buffer.isBuffer(value) ? value.toString('base64') : value,
        )
        // Two rows with one identity are two rows.
        found.set(found.has(id) ? `${id} again ${found.size}` : id, words)
      }
      contents.set(table, found)
    }
    return contents
  } finally {
    await connection.close()
  }
}

/** Words of one table that differ: how many rows of the first are not in the second as they are, and the other way. */
export interface Difference {
  readonly gone: readonly string[]
  readonly extra: readonly string[]
}

/** Tables whose rows differ. */
export function compare(before: Contents, after: Contents): Map<string, Difference> {
  const differences = new Map<string, Difference>()
  for (const [table, rows] of before) {
    const others = after.get(table) ?? new Map<string, string>()
    const gone = [...rows].filter(([id, words]) => others.get(id) !== words).map(([id]) => id)
    const extra = [...others.keys()].filter((id) => !rows.has(id))
    if (gone.length + extra.length > 0) differences.set(table, { gone, extra })
  }
  return differences
}
