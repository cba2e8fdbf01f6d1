import { Kysely } from 'kysely'
import type { EntityType } from '../../shared/model/identity.ts'
import { Connection, type Outcome, type Value } from './database.ts'
import { type Execute, type Statement, StoreDialect } from './dialect.ts'
import { failure, toFailure } from './failure.ts'
import type { Tables } from './tables.ts'

/** Reads only: the type has no way to change a row, and its connection is opened read-only. */
export type ReadDb = Pick<Kysely<Tables>, 'selectFrom' | 'selectNoFrom' | 'fn'>

/** The one transaction that may write now. It ends when the function it was given to ends, and is dead afterwards. */
export interface WriteTx extends ReadDb, Pick<Kysely<Tables>, 'insertInto' | 'updateTable' | 'deleteFrom'> {
  /** Tells listeners, after the commit, that entities of this type changed. */
  changed(...types: readonly EntityType[]): void
}

const everyConnection = `
  PRAGMA foreign_keys = ON;
  PRAGMA trusted_schema = OFF;
  PRAGMA cell_size_check = ON;
  PRAGMA temp_store = MEMORY;
`
const writerOnly = `
  PRAGMA synchronous = FULL;
  PRAGMA journal_size_limit = 67108864;
`
const READERS = 2

/** A Kysely instance over one connection that stops working when `isLive` says so. */
const kyselyOver = (execute: Execute): Kysely<Tables> =>
  new Kysely<Tables>({ dialect: new StoreDialect(execute) })

/**
 * The open database: one connection that writes, a few that read.
 *
 * sqlite3 has no transactions of its own, so calls of two callers on one connection would mix. Every write therefore
 * waits in one queue for its turn, gets a `WriteTx`, and is committed or rolled back as a whole before the next
 * begins. Every read is a transaction too: it sees one state of the library from its first row to its last.
 */
export class Database {
  readonly #name: string
  readonly #path: string
  readonly #writer: Connection
  readonly #idleReaders: Connection[] = []
  readonly #waitingReads: ((reader: Connection) => void)[] = []
  #readers = 0
  #tail: Promise<unknown> = Promise.resolve()
  #listener: (types: EntityType[]) => void = () => undefined
  #closed = false

  private constructor(path: string, name: string, writer: Connection) {
    this.#path = path
    this.#name = name
    this.#writer = writer
  }

  /**
   * Takes over a library file whose format was checked. The journal is switched to write-ahead logging.
   *
   * @param name the library's name, for messages
   */
  static async over(path: string, name: string, writer: Connection): Promise<Database> {
    try {
      const journal = await writer.value('PRAGMA journal_mode = WAL')
      if (journal !== 'wal') throw failure.io(name, new Error('the disk does not allow a write-ahead log'))
      await writer.exec(everyConnection + writerOnly)
      return new Database(path, name, writer)
    } catch (error) {
      throw toFailure(error, name)
    }
  }

  onChange(listener: (types: EntityType[]) => void): void {
    this.#listener = listener
  }

  /**
   * Reads in one transaction: everything it sees belongs together, and everything committed before it began is in it.
   */
  async read<T>(act: (db: ReadDb) => Promise<T>): Promise<T> {
    if (this.#closed) throw failure.closed(this.#name)
    const reader = await this.#reader()
    let live = true
    try {
      await reader.run('BEGIN')
      const db = kyselyOver((statement) => {
        if (!live) throw new Error('this read has ended')
        return execute(reader, statement)
      })
      const answer = await act(db)
      return answer
    } catch (error) {
      throw toFailure(error, this.#name)
    } finally {
      live = false
      await reader.run('ROLLBACK').catch(() => undefined)
      this.#giveBack(reader)
    }
  }

  /**
   * Writes in one transaction, alone. The promise is fulfilled after the commit has reached the disk. Any failed
   * statement dooms the whole, also one whose error the function swallowed.
   */
  write<T>(act: (tx: WriteTx) => Promise<T>): Promise<T> {
    return this.#queued(async () => {
      const touched = new Set<EntityType>()
      const state: { live: boolean; open: number; failed: unknown } = { live: true, open: 0, failed: null }
      const kysely = kyselyOver(async (statement) => {
        if (!state.live) throw new Error('this write has ended')
        state.open += 1
        try {
          return await execute(this.#writer, statement)
        } catch (error) {
          state.failed ??= error
          throw error
        } finally {
          state.open -= 1
        }
      })
      const tx: WriteTx = {
        selectFrom: kysely.selectFrom.bind(kysely),
        selectNoFrom: kysely.selectNoFrom.bind(kysely),
        insertInto: kysely.insertInto.bind(kysely),
        updateTable: kysely.updateTable.bind(kysely),
        deleteFrom: kysely.deleteFrom.bind(kysely),
        fn: kysely.fn,
        changed: (...types) => {
          for (const type of types) touched.add(type)
        },
      }
      await this.#writer.run('BEGIN IMMEDIATE')
      let answer: T
      try {
        answer = await act(tx)
        state.live = false
        if (state.failed !== null) throw state.failed
        if (state.open > 0) throw new Error('a statement of this write was not waited for')
        await this.#writer.run('COMMIT')
      } catch (error) {
        state.live = false
        // SQLite may have rolled back on its own (a full disk): then there is nothing to roll back.
        await this.#writer.run('ROLLBACK').catch(() => undefined)
        throw error
      }
      if (touched.size > 0) this.#listener([...touched])
      return answer
    })
  }

  /** Runs statements that cannot be in a transaction, or that look after the file, on the writer in its turn. */
  maintain<T>(act: (run: (sql: string, parameters?: Value[]) => Promise<Outcome>) => Promise<T>): Promise<T> {
    return this.#queued(() => act((sql, parameters) => this.#writer.run(sql, parameters)))
  }

  /**
   * Runs one statement that examines the file (PRAGMA) on a connection of its own, beside all others. It may not
   * write, but is no read-only connection: on one SQLite leaves CHECK constraints out of `integrity_check`.
   */
  async inspect(sql: string): Promise<Record<string, unknown>[]> {
    if (this.#closed) throw failure.closed(this.#name)
    let connection: Connection | null = null
    try {
      connection = await Connection.open(this.#path, 'read-write')
      await connection.exec(`${everyConnection} PRAGMA query_only = ON;`)
      return (await connection.run(sql)).rows
    } catch (error) {
      throw toFailure(error, this.#name)
    } finally {
      await connection?.close()
    }
  }

  /** Waits for what was asked, then closes. The write-ahead log is folded into the file. */
  async close(): Promise<void> {
    if (this.#closed) return
    await this.#queued(async () => undefined)
    this.#closed = true
    await this.#tail.catch(() => undefined)
    // Readers first: only the last connection to close may fold in the log, and a reader cannot.
    while (this.#readers > 0) {
      const reader = await this.#takeReader()
      this.#readers -= 1
      await reader.close()
    }
    try {
      await this.#writer.run('PRAGMA wal_checkpoint(TRUNCATE)').catch(() => undefined)
      await this.#writer.close()
    } catch (error) {
      throw toFailure(error, this.#name)
    }
  }

  #queued<T>(act: () => Promise<T>): Promise<T> {
    const turn = async (): Promise<T> => {
      if (this.#closed) throw failure.closed(this.#name)
      try {
        return await act()
      } catch (error) {
        throw toFailure(error, this.#name)
      }
    }
    const result = this.#tail.then(turn, turn)
    this.#tail = result
    return result
  }

  async #reader(): Promise<Connection> {
    if (this.#idleReaders.length > 0 || this.#readers >= READERS) return this.#takeReader()
    this.#readers += 1
    try {
      const reader = await Connection.open(this.#path, 'read-only')
      await reader.exec(everyConnection)
      return reader
    } catch (error) {
      this.#readers -= 1
      throw toFailure(error, this.#name)
    }
  }

  #giveBack(reader: Connection): void {
    const next = this.#waitingReads.shift()
    if (next) next(reader)
    else this.#idleReaders.push(reader)
  }

  #takeReader(): Promise<Connection> {
    const idle = this.#idleReaders.pop()
    if (idle) return Promise.resolve(idle)
    return new Promise((resolve) => this.#waitingReads.push(resolve))
  }
}

const execute = (connection: Connection, { sql, parameters, returnsRows }: Statement): Promise<Outcome> =>
  connection.run(sql, parameters, returnsRows)
