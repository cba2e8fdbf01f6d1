import { CHECKSUM, checksumOfRow, coveredColumns, MODULUS, rowsAtOnce, type TableShape } from './checksums.ts'
import type { Connection } from './database.ts'
import { knownSchema } from './doctorSchema.ts'
import { sqliteCode } from './failure.ts'
import type { LibraryProblem } from './library.ts'

type Add = (kind: LibraryProblem['kind'], what: string) => void
type Reading = Pick<Connection, 'run'>

/** Problems of one table that are told one by one. */
const MAX_TOLD = 20

/**
 * Reads every row and compares it with its checksum, and every table with the ledger.
 *
 * @param reading a connection in a transaction: rows and ledger must be of one moment
 */
export async function examineContent(reading: Reading, add: Add): Promise<void> {
  const { tables } = await knownSchema()
  const ledger = new Map<string, { rows: number; total: number }>()
  try {
    for (const { name, rows, total } of (await reading.run('SELECT name, rows, total FROM ledger')).rows) {
      ledger.set(String(name), { rows: Number(rows), total: Number(total) })
    }
  } catch (error) {
    add('missing', `The ledger of all tables cannot be read (${sqliteCode(error) || String(error)}).`)
  }
  for (const table of tables.values()) {
    if (!table.isSealed) continue
    const known = ledger.get(table.name)
    try {
      const { count, total } = await examineTable(reading, table, add)
      if (!known) add('missing', `The ledger does not tell how many rows the table ${table.name} has.`)
      else if (known.rows !== count) {
        add('missing', `The table ${table.name} has ${count} rows, where ${known.rows} were written.`)
      } else if (known.total !== total) {
        add('missing', `Rows of the table ${table.name} are not those that were written last.`)
      }
    } catch (error) {
      add(
        'page',
        `The table ${table.name} cannot be read to its end (${sqliteCode(error) || String(error)}).`,
      )
    }
  }
}

async function examineTable(
  reading: Reading,
  table: TableShape,
  add: Add,
): Promise<{ count: number; total: number }> {
  const columns = [...coveredColumns(table), CHECKSUM].map((column) => `"${column}"`).join(', ')
  let last: number | null = null
  let count = 0
  let total = 0
  let wrong = 0
  for (;;) {
    const { rows }: { rows: Record<string, unknown>[] } = await reading.run(
      `SELECT rowid AS "row number", ${columns} FROM ${table.name}
       WHERE ${last === null ? 'rowid >= ?' : 'rowid > ?'} ORDER BY rowid LIMIT ${rowsAtOnce(table.name)}`,
      // Below every row number that a person's library can have, but not below what a double can say.
      [last ?? -Number.MAX_SAFE_INTEGER],
    )
    for (const row of rows) {
      count += 1
      const stored = row[CHECKSUM]
      total = (total + (typeof stored === 'number' ? stored : 0)) % MODULUS
      if (stored === checksumOfRow(table, row)) continue
      wrong += 1
      if (wrong <= MAX_TOLD) {
        add('checksum', `${nameOf(table, row)} is not as it was written, or was written by another program.`)
      }
    }
    const next = rows.at(-1)?.['row number']
    if (next === undefined || Number(next) === last) break
    last = Number(next)
  }
  if (wrong > MAX_TOLD) add('checksum', `So are ${wrong - MAX_TOLD} more rows of the table ${table.name}.`)
  return { count, total }
}

/** A row in words: what bears a key is known by it. */
function nameOf({ name }: TableShape, row: Readonly<Record<string, unknown>>): string {
  const known = row.key ?? row.file_name ?? row.name ?? row.id ?? row['row number']
  return `The ${name.replaceAll('_', ' ')} “${String(known).slice(0, 80)}”`
}

/** What a library says of itself: without it, it does not open, or does not know itself again. */
export async function examineIdentity(reading: Reading, add: Add): Promise<void> {
  const { rows } = await reading.run('SELECT name, value FROM meta')
  const meta = new Map(rows.map(({ name, value }) => [String(name), String(value)]))
  for (const name of ['library_id', 'created_at', 'created_with']) {
    if (!meta.has(name)) add('setting', `The library does not say its ${name.replaceAll('_', ' ')}.`)
  }
  if (Number.isNaN(Number(meta.get('created_at') ?? 0))) {
    add('setting', 'The time at which the library was made is no time.')
  }
  const authors = await reading.run('SELECT count(*) AS n FROM author WHERE is_local = 1')
  if (Number(authors.rows[0]?.n) !== 1) add('setting', `The library has ${authors.rows[0]?.n} local authors.`)
  const settings = await reading.run('SELECT name FROM setting WHERE NOT json_valid(value)')
  for (const { name } of settings.rows) add('setting', `The setting ${name} cannot be read.`)
}
