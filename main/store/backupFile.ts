import { rm, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { MODULUS, tableShapes } from './checksums.ts'
import { Connection } from './database.ts'
import { failure, toFailure } from './failure.ts'
import { readFormat } from './fileHeader.ts'
import { lockLibrary } from './lock.ts'
import { migrations } from './migrations/index.ts'

/** What a closed library says of itself. */
export interface ClosedLibrary {
  readonly format: number
  readonly libraryId: string
  readonly bytes: number
  readonly counts: Record<'sources' | 'claims' | 'quotes' | 'speakers' | 'briefings', number>
}

const tables = {
  sources: 'source',
  claims: 'claim',
  quotes: 'quote',
  speakers: 'speaker',
  briefings: 'briefing',
}

/**
 * Lets `act` read a library that nobody has open, and removes what SQLite then leaves beside it: a reader of a
 * write-ahead log may make its files, but not take them away.
 */
export async function readingOnly<T>(path: string, act: () => Promise<T>): Promise<T> {
  const size = (file: string) =>
    stat(file).then(
      (found) => found.size,
      () => null,
    )
  const before = [await size(`${path}-wal`), await size(`${path}-shm`)]
  // Where it cannot be locked somebody has it open after all, or the folder is read-only: then nothing is removed.
  const lock = await lockLibrary(path, basename(path, '.attest')).catch(() => null)
  try {
    return await act()
  } finally {
    if (lock !== null) {
      if (before[1] === null) await rm(`${path}-shm`, { force: true }).catch(() => undefined)
      if (before[0] === null && (await size(`${path}-wal`)) === 0) await rm(`${path}-wal`, { force: true })
      await lock.release()
    }
  }
}

/**
 * Looks into a library that nobody has open, without changing it.
 *
 * @throws AttestError `library-corrupt`, `library-newer`, `not-found`, `io`
 */
export const lookInto = (path: string): Promise<ClosedLibrary> => readingOnly(path, () => look(path))

async function look(path: string): Promise<ClosedLibrary> {
  const name = basename(path, '.attest')
  let connection: Connection | null = null
  try {
    const format = await readFormat(path, name)
    if (format > migrations.length) throw failure.newer(name, format, migrations.length)
    connection = await Connection.open(path, 'read-only')
    const reading = connection
    const libraryId = String(await reading.value(`SELECT value FROM meta WHERE name = 'library_id'`))
    const count = async (table: string) =>
      Number(await reading.value(`SELECT count(*) FROM ${table} WHERE deleted_at IS NULL`))
    const counts = {
      sources: await count(tables.sources),
      claims: await count(tables.claims),
      quotes: await count(tables.quotes),
      speakers: await count(tables.speakers),
      briefings: await count(tables.briefings),
    }
    const pages = Number(await reading.value('PRAGMA page_count'))
    const bytes = pages * Number(await reading.value('PRAGMA page_size'))
    return { format, libraryId, bytes, counts }
  } catch (error) {
    throw toFailure(error, name)
  } finally {
    await connection?.close().catch(() => undefined)
  }
}

/**
 * Compares every table of a copy with the ledger that was copied with it: the number of its rows, and the sum of the
 * checksums they carry. A format without a ledger passes.
 *
 * @returns the tables that do not agree
 */
export async function unlikeLedger(copy: Pick<Connection, 'run' | 'value'>): Promise<string[]> {
  const shapes = await tableShapes(copy)
  if (!shapes.has('ledger')) return []
  const { rows } = await copy.run('SELECT name, rows, total FROM ledger')
  const wrong: string[] = []
  for (const { name, rows: count, total } of rows) {
    if (!shapes.get(String(name))?.isSealed) continue
    // In two halves: the sum of many 48-bit numbers is more than SQLite's integers hold.
    const found = await copy.run(`SELECT count(*) AS n, coalesce(sum(checksum >> 24), 0) AS high,
      coalesce(sum(checksum & 16777215), 0) AS low FROM ${name}`)
    const { n, high, low } = found.rows[0] ?? {}
    const sum = (BigInt(Number(high)) * 16777216n + BigInt(Number(low))) % BigInt(MODULUS)
    if (Number(n) !== Number(count) || sum !== BigInt(Number(total))) wrong.push(String(name))
  }
  return wrong
}
