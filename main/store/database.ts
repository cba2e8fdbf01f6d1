import sqlite3 from 'sqlite3'

/** A value that SQLite takes or gives. */
export type Value = string | number | bigint | boolean | Uint8Array | null

export interface Outcome {
  readonly rows: Record<string, unknown>[]
  /** Rows inserted, updated or deleted; 0 for a query. */
  readonly changes: number
}

type Mode = 'read-only' | 'read-write' | 'create'

const flags: Record<Mode, number> = {
  'read-only': sqlite3.OPEN_READONLY | sqlite3.OPEN_FULLMUTEX,
  'read-write': sqlite3.OPEN_READWRITE | sqlite3.OPEN_FULLMUTEX,
  create: sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE | sqlite3.OPEN_FULLMUTEX,
}

/** Prepared statements kept by one connection. */
const MAX_STATEMENTS = 200
/** How long a connection waits for another's lock, in ms: a backup or a virus scanner may hold one for a moment. */
const BUSY_TIMEOUT = 5000

/** One sqlite3 connection with a promise for each call. Statements are kept prepared; a failed one is thrown away. */
export class Connection {
  readonly #db: sqlite3.Database
  readonly #statements = new Map<string, Prepared>()
  #beforeCommit: () => Promise<void> = () => Promise.resolve()

  private constructor(db: sqlite3.Database) {
    this.#db = db
  }

  /** Opens a file. Rejects with sqlite3's own error. */
  static open(path: string, mode: Mode, busyTimeout = BUSY_TIMEOUT): Promise<Connection> {
    return new Promise((resolve, reject) => {
      const db = new sqlite3.Database(path, flags[mode], (error) => {
        if (error) {
          reject(error)
          return
        }
        db.configure('busyTimeout', busyTimeout)
        resolve(new Connection(db))
      })
    })
  }

  /**
   * Runs one statement to its end. A statement is always stepped until it is done: one left in the middle would
   * keep its read lock and with it the whole write-ahead log.
   */
  async run(sql: string, parameters: readonly unknown[] = [], returnsRows = true): Promise<Outcome> {
    if (sql === 'COMMIT') await this.#beforeCommit()
    const values = parameters.map(toValue)
    const prepared = this.#prepared(sql)
    prepared.users += 1
    try {
      const statement = await prepared.statement
      return await new Promise<Outcome>((resolve, reject) => {
        if (returnsRows) {
          statement.all(values, (error: Error | null, rows: unknown[]) => {
            if (error) reject(error)
            else resolve({ rows: rows as Record<string, unknown>[], changes: 0 })
          })
        } else {
          statement.run(values, function (this: sqlite3.RunResult, error: Error | null) {
            if (error) reject(error)
            else resolve({ rows: [], changes: this.changes })
          })
        }
      })
    } catch (error) {
      if (this.#statements.get(sql) === prepared) this.#statements.delete(sql)
      prepared.spoiled = true
      throw error
    } finally {
      prepared.users -= 1
      if (prepared.spoiled && prepared.users === 0) await finalize(prepared)
    }
  }

  /** What is done last in every transaction that ends with `run('COMMIT')`; when it fails there is no commit. */
  beforeCommit(act: () => Promise<void>): void {
    this.#beforeCommit = act
  }

  /** Runs several statements without parameters, without keeping them. */
  exec(sql: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#db.exec(sql, (error) => (error ? reject(error) : resolve()))
    })
  }

  /** Ends what runs now with `SQLITE_INTERRUPT`; does nothing where nothing runs. */
  interrupt(): void {
    this.#db.interrupt()
  }

  /** Value of the first column of the first row. */
  async value(sql: string, parameters: readonly unknown[] = []): Promise<unknown> {
    const { rows } = await this.run(sql, parameters)
    return rows[0] === undefined ? undefined : Object.values(rows[0])[0]
  }

  async close(): Promise<void> {
    const kept = [...this.#statements.values()]
    this.#statements.clear()
    await Promise.all(kept.map(finalize))
    await new Promise<void>((resolve, reject) => {
      this.#db.close((error) => (error ? reject(error) : resolve()))
    })
  }

  #prepared(sql: string): Prepared {
    const known = this.#statements.get(sql)
    if (known) {
      this.#statements.delete(sql)
      this.#statements.set(sql, known)
      return known
    }
    const made: Prepared = { users: 0, spoiled: false, statement: this.#prepare(sql) }
    this.#statements.set(sql, made)
    if (this.#statements.size > MAX_STATEMENTS) {
      for (const [oldSql, old] of this.#statements) {
        if (old.users > 0 || old === made) continue
        this.#statements.delete(oldSql)
        void finalize(old)
        break
      }
    }
    return made
  }

  #prepare(sql: string): Promise<sqlite3.Statement> {
    return new Promise((resolve, reject) => {
      const statement = this.#db.prepare(sql, (error) => (error ? reject(error) : resolve(statement)))
    })
  }
}

interface Prepared {
  readonly statement: Promise<sqlite3.Statement>
  /** Calls that hold it now; only a free one may be thrown out. */
  users: number
  /** It failed once and is thrown out when its last user is done. */
  spoiled: boolean
}

async function finalize({ statement }: Prepared): Promise<void> {
  const made = await statement.catch(() => null)
  if (made) await new Promise<void>((resolve) => made.finalize(() => resolve()))
}

/** sqlite3 binds whatever has a `toString`; only what SQLite has a type for gets through here. */
function toValue(value: unknown): Value {
  if (value === undefined || value === null) return null
  if (typeof value === 'boolean') return value ? 1 : 0
  if (typeof value === 'string') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength)
  throw new TypeError(`not a value for a column: ${typeof value}`)
}
