import type { Connection } from './database.ts'

/**
 * One thing that a repair has to tell. `lost`: it is not in the copy. `restored`: it was damaged or gone and is whole
 * again, from elsewhere in the library. `doubtful`: it is in the copy, but not known to be as it was written.
 */
export interface RepairItem {
  readonly kind: 'lost' | 'restored' | 'doubtful'
  /** The table, which for an entity is its type: `claim`, `block`, `snapshot_bytes`. */
  readonly type: string
  readonly id: string | null
  /** What a person knows it by: a key, a file name, some words. */
  readonly label: string
  /** A whole sentence. */
  readonly what: string
  /** How many rows it is about. */
  readonly count: number
}

/** A copy under repair: plain SQL on the new file, and what there is to tell of it. */
export class Repair {
  readonly items: RepairItem[] = []
  readonly now: number
  readonly #connection: Connection

  constructor(connection: Connection, now: number) {
    this.#connection = connection
    this.now = now
  }

  async rows(sql: string, parameters: readonly unknown[] = []): Promise<Record<string, unknown>[]> {
    return (await this.#connection.run(sql, parameters)).rows
  }

  /** @returns how many rows it changed */
  async change(sql: string, parameters: readonly unknown[] = []): Promise<number> {
    return (await this.#connection.run(sql, parameters, false)).changes
  }

  /** Adds a row unless one like it is there, or it does not fit the table. */
  async insert(table: string, row: Readonly<Record<string, unknown>>): Promise<boolean> {
    const columns = Object.keys(row)
    try {
      const changes = await this.change(
        `INSERT OR IGNORE INTO ${table} (${columns.map((column) => `"${column}"`).join(', ')})
         VALUES (${columns.map(() => '?').join(', ')})`,
        Object.values(row),
      )
      return changes > 0
    } catch {
      // A value of the wrong type, or one that a CHECK refuses.
      return false
    }
  }

  tell(kind: RepairItem['kind'], type: string, id: unknown, label: unknown, what: string, count = 1): void {
    const item = { kind, type, id: typeof id === 'string' ? id : null, label: short(label), what, count }
    this.items.push(item)
  }
}

const short = (label: unknown): string => {
  const points = Array.from(String(label ?? ''))
  return points.length > 80 ? `${points.slice(0, 79).join('')}…` : points.join('')
}
