import { createHash } from 'node:crypto'
import type { Connection } from './database.ts'

/**
 * SQLite keeps no checksum of its pages: a byte that the disk changed in a text is read as if it had been written so.
 * Every row therefore carries a checksum of its own columns, and the table `ledger` the number of rows of each table
 * and the sum of their checksums, which tells of a row that is gone and of a page that is an older one.
 *
 * Both are written in the transaction of the change itself: triggers of the writing connection alone note which rows
 * a transaction touched, and just before the commit their checksums are made. No part of the store can forget it.
 */

/** A table as the schema has it. */
export interface TableShape {
  readonly name: string
  /** All columns in the order in which a row holds them. */
  readonly columns: readonly string[]
  /** The column that is the row's number itself; a row holds NULL in its place. */
  readonly rowid: string | null
  readonly isSealed: boolean
}

export const CHECKSUM = 'checksum'
/** Checksums have 48 bits: JavaScript and SQLite both count them exactly. */
const BYTES = 6
export const MODULUS = 2 ** (BYTES * 8)
/** Rows in one statement; fewer where a row may be millions of characters. */
const ROWS = 500
const LARGE_ROWS = 20
const large = new Set(['extraction', 'briefing_revision', 'snapshot_bytes', 'picture'])

export type ColumnValue = string | number | Uint8Array | null

/** How many rows of a table are read at once. */
export const rowsAtOnce = (table: string): number => (large.has(table) ? LARGE_ROWS : ROWS)

/**
 * The checksum of a row: the first 48 bits of a SHA-256 over the table's name and its values in order.
 *
 * @param values of all columns but the checksum itself
 */
export function checksumOf(table: string, values: readonly unknown[]): number {
  const hash = createHash('sha256')
  const plain = values.map((value) =>
    value instanceof Uint8Array ? { sha256: createHash('sha256').update(value).digest('hex') } : value,
  )
  hash.update(JSON.stringify([table, ...plain]))
  return hash.digest().readUIntBE(0, BYTES)
}

/** The columns of a table that its checksum covers. */
export const coveredColumns = ({ columns }: TableShape): string[] =>
  columns.filter((column) => column !== CHECKSUM)

/** The checksum of a row given by the names of its columns. */
export const checksumOfRow = (table: TableShape, row: Readonly<Record<string, unknown>>): number =>
  checksumOf(
    table.name,
    coveredColumns(table).map((column) => row[column] ?? null),
  )

/** Every ordinary table of an open library; full text and SQLite's own tables are none. */
export async function tableShapes(connection: Pick<Connection, 'run'>): Promise<Map<string, TableShape>> {
  const { rows } =
    await connection.run(`SELECT t.name AS name, c.name AS "column", c.pk AS pk, c.type AS type,
      (SELECT count(*) FROM pragma_table_info(t.name) k WHERE k.pk > 0) AS keys
    FROM sqlite_schema t, pragma_table_info(t.name) c
    WHERE t.type = 'table' AND t.sql LIKE 'CREATE TABLE%' AND t.name NOT LIKE '%\\_fts\\_%' ESCAPE '\\'
    ORDER BY t.name, c.cid`)
  const found = new Map<string, { columns: string[]; rowid: string | null }>()
  for (const { name, column, pk, type, keys } of rows) {
    const table = found.get(String(name)) ?? { columns: [], rowid: null }
    table.columns.push(String(column))
    if (pk === 1 && keys === 1 && type === 'INTEGER') table.rowid = String(column)
    found.set(String(name), table)
  }
  return new Map(
    [...found].map(([name, { columns, rowid }]) => [
      name,
      { name, columns, rowid, isSealed: columns.includes(CHECKSUM) },
    ]),
  )
}

interface Touched {
  readonly name: string
  readonly row: number
  readonly old: number | null
}

/** Keeps the checksums of what one writing connection changes. */
export class Sealer {
  readonly #connection: Connection
  readonly #tables: ReadonlyMap<string, TableShape>

  private constructor(connection: Connection, tables: ReadonlyMap<string, TableShape>) {
    this.#connection = connection
    this.#tables = tables
  }

  /** Begins to note what the connection changes. Its temporary tables must be in memory. */
  static async on(connection: Connection): Promise<Sealer> {
    const tables = await tableShapes(connection)
    const sealed = [...tables.values()].filter(({ isSealed }) => isSealed)
    await connection.exec(`
      CREATE TEMP TABLE touched (
        name TEXT NOT NULL, row INTEGER NOT NULL, old INTEGER, PRIMARY KEY (name, row)) WITHOUT ROWID;
      ${sealed.map(noting).join('\n')}`)
    return new Sealer(connection, tables)
  }

  /**
   * Makes the checksums of all rows that were touched. To be called in the transaction, just before its commit. Tables
   * are done side by side: every statement waits for a thread, and a keystroke waits for this.
   */
  async seal(): Promise<void> {
    const { rows } = await this.#connection.run('DELETE FROM temp.touched RETURNING name, row, old')
    if (rows.length === 0) return
    const touched = new Map<string, Touched[]>()
    for (const row of rows as unknown as Touched[]) {
      const list = touched.get(row.name) ?? []
      list.push(row)
      touched.set(row.name, list)
    }
    // Waits for all of them, also when one fails: a statement that came after the rollback would stand alone.
    const settled = await Promise.allSettled([...touched].map(([name, list]) => this.#sealTable(name, list)))
    const entries = settled.map((one) => {
      if (one.status === 'rejected') throw one.reason
      return one.value
    })
    const changed = entries.filter(([, count, total]) => count !== 0 || total !== 0)
    if (changed.length === 0) return
    await this.#connection.run(
      `UPDATE ledger SET rows = rows + json_extract(entry.value, '$[1]'),
         total = (total + json_extract(entry.value, '$[2]') + ${MODULUS}) % ${MODULUS}
       FROM json_each(?) AS entry WHERE ledger.name = json_extract(entry.value, '$[0]')`,
      [JSON.stringify(changed)],
      false,
    )
  }

  /** @returns the table's name, and by how much its line in the ledger changes */
  async #sealTable(name: string, list: readonly Touched[]): Promise<[string, number, number]> {
    const table = this.#tables.get(name)
    if (!table) throw new Error(`no table ${name} has checksums`)
    let count = 0
    let total = 0
    for (let at = 0; at < list.length; at += rowsAtOnce(name)) {
      const part = list.slice(at, at + rowsAtOnce(name))
      const present = await sealRows(
        this.#connection,
        table,
        part.map(({ row }) => row),
      )
      for (const { row, old } of part) {
        const now = present.get(row)
        count += (now === undefined ? 0 : 1) - (old === null ? 0 : 1)
        total = (total + (now ?? 0) - (old ?? 0)) % MODULUS
      }
    }
    return [name, count, total]
  }
}

/** Triggers that live and die with the connection, and write into its memory only. */
function noting(table: TableShape): string {
  const { name } = table
  const columns = coveredColumns(table)
    .map((column) => `"${column}"`)
    .join(', ')
  const note = (row: 'old' | 'new', old: string) =>
    `BEGIN INSERT OR IGNORE INTO touched VALUES ('${name}', ${row}.rowid, ${old}); END;`
  return `
    CREATE TEMP TRIGGER touched_${name}_insert AFTER INSERT ON main.${name} ${note('new', 'NULL')}
    CREATE TEMP TRIGGER touched_${name}_update AFTER UPDATE OF ${columns} ON main.${name} ${note('old', 'old.checksum')}
    CREATE TEMP TRIGGER touched_${name}_delete AFTER DELETE ON main.${name} ${note('old', 'old.checksum')}`
}

/** Writes the checksums of these rows. @returns them, by row number; a row that is gone has none */
async function sealRows(
  connection: Connection,
  table: TableShape,
  numbers: readonly number[],
): Promise<Map<number, number>> {
  const columns = coveredColumns(table)
  const { rows } = await connection.run(
    `SELECT rowid AS "row number", ${columns.map((column) => `"${column}"`).join(', ')}
     FROM ${table.name} WHERE rowid IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(numbers)],
  )
  const made = new Map(rows.map((row) => [Number(row['row number']), checksumOfRow(table, row)]))
  if (made.size === 0) return made
  await connection.run(
    `UPDATE ${table.name} SET checksum = json_extract(made.value, '$[1]') FROM json_each(?) AS made
     WHERE ${table.name}.rowid = json_extract(made.value, '$[0]')`,
    [JSON.stringify([...made])],
    false,
  )
  return made
}

/**
 * Makes the checksums of all rows there are: after a migration, and for a library that was just made. To be called in
 * a transaction. Does nothing in a format without a ledger.
 */
export async function sealAll(connection: Connection): Promise<void> {
  const tables = await tableShapes(connection)
  if (!tables.has('ledger')) return
  await connection.run('DELETE FROM ledger', [], false)
  for (const table of tables.values()) {
    if (!table.isSealed) continue
    let last = 0
    let count = 0
    let total = 0
    for (;;) {
      const { rows } = await connection.run(
        `SELECT rowid AS row FROM ${table.name} WHERE rowid > ? ORDER BY rowid LIMIT ${rowsAtOnce(table.name)}`,
        [last],
      )
      const numbers = rows.map(({ row }) => Number(row))
      if (numbers.length === 0) break
      for (const sum of (await sealRows(connection, table, numbers)).values()) {
        count += 1
        total = (total + sum) % MODULUS
      }
      last = numbers.at(-1) ?? last
    }
    await connection.run(
      'INSERT INTO ledger (name, rows, total) VALUES (?, ?, ?)',
      [table.name, count, total],
      false,
    )
  }
}
