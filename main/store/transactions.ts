import { stat } from 'node:fs/promises'
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
/** How long a look at the file is good for, in ms. */
const SEEN = 1000
/** Writes in one commit: more gain little, and a keystroke behind them waits longer. */
const TOGETHER = 16

interface Settle {
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: unknown) => void
}
interface WriteTurn extends Settle {
  readonly kind: 'write'
  readonly act: (tx: WriteTx) => Promise<unknown>
}
interface MaintainTurn extends Settle {
  readonly kind: 'maintain'
  readonly act: () => Promise<unknown>
}
type Turn = WriteTurn | MaintainTurn

async function openReader(path: string): Promise<Connection> {
  const reader = await Connection.open(path, 'read-only')
  await reader.exec(everyConnection)
  return reader
}

/**
 * Kysely over one connection for the time of one transaction. sqlite3 runs statements on several threads: one that
 * nobody waited for would come after the COMMIT and stand alone, so the end waits for all and lets no more in.
 */
class Session {
  readonly kysely: Kysely<Tables>
  readonly #open = new Set<Promise<unknown>>()
  #ended = false
  #failed: unknown = null

  constructor(connection: Connection) {
    const run: Execute = async (statement) => {
      if (this.#ended) throw new Error('this transaction has ended')
      const running = execute(connection, statement)
      this.#open.add(running)
      try {
        return await running
      } catch (error) {
        this.#failed ??= error
        throw error
      } finally {
        this.#open.delete(running)
      }
    }
    this.kysely = new Kysely<Tables>({ dialect: new StoreDialect(run) })
  }

  /** @returns whether every statement had been waited for */
  async end(): Promise<boolean> {
    this.#ended = true
    const complete = this.#open.size === 0
    await Promise.allSettled([...this.#open])
    return complete
  }

  /** The error of the first statement that failed, null if none did. */
  get failed(): unknown {
    return this.#failed
  }
}

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
  readonly #turns: Turn[] = []
  /** The file that the connections have open. */
  readonly #inode: number
  #seenAt = 0
  #working: Promise<void> | null = null
  #listener: (types: EntityType[]) => void = () => undefined
  #closed = false

  private constructor(path: string, name: string, writer: Connection, inode: number) {
    this.#path = path
    this.#name = name
    this.#writer = writer
    this.#inode = inode
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
      const database = new Database(path, name, writer, (await stat(path)).ino)
      try {
        for (let n = 0; n < READERS; n++) database.#idleReaders.push(await openReader(path))
      } catch (error) {
        for (const reader of database.#idleReaders) await reader.close()
        throw error
      }
      return database
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
    const reader = await this.#takeReader()
    const session = new Session(reader)
    try {
      await reader.run('BEGIN')
      return await act(session.kysely)
    } catch (error) {
      throw toFailure(error, this.#name)
    } finally {
      await session.end()
      await reader.run('ROLLBACK').catch(() => undefined)
      this.#giveBack(reader)
    }
  }

  /**
   * Writes in one transaction. The promise is fulfilled after the commit has reached the disk. Any failed statement
   * dooms the whole, also one whose error the function swallowed.
   *
   * Writes that wait at the same time are committed together: one flush of the disk serves them all, and full text
   * is merged once. When one of them fails all are undone and each is done again alone, so `act` may run twice and
   * must change nothing but the library. (Savepoints would do the same, but FTS5 writes its index out at each.)
   */
  write<T>(act: (tx: WriteTx) => Promise<T>): Promise<T> {
    return this.#enter<T>((settle) => ({ kind: 'write', act, ...settle }))
  }

  /** Runs statements that cannot be in a transaction, or that look after the file, on the writer in its turn. */
  maintain<T>(act: (run: (sql: string, parameters?: Value[]) => Promise<Outcome>) => Promise<T>): Promise<T> {
    const run = (sql: string, parameters?: Value[]) => this.#writer.run(sql, parameters)
    return this.#enter<T>((settle) => ({ kind: 'maintain', act: () => act(run), ...settle }))
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
    this.#closed = true
    while (this.#working) await this.#working
    // Readers first: only the last connection to close may fold in the log, and a reader cannot.
    for (let n = 0; n < READERS; n++) await (await this.#takeReader()).close()
    try {
      await this.#writer.run('PRAGMA wal_checkpoint(TRUNCATE)').catch(() => undefined)
      await this.#writer.close()
    } catch (error) {
      throw toFailure(error, this.#name)
    }
  }

  #enter<T>(turn: (settle: Settle) => Turn): Promise<T> {
    if (this.#closed) return Promise.reject(failure.closed(this.#name))
    return new Promise<T>((resolve, reject) => {
      const refuse = (error: unknown) => reject(toFailure(error, this.#name))
      // What a turn answers is what its own act answered.
      this.#turns.push(turn({ resolve: (answer) => resolve(answer as T), reject: refuse }))
      this.#working ??= this.#work()
    })
  }

  async #work(): Promise<void> {
    // Lets callers of the same moment come in together.
    await null
    for (let turn = this.#turns.shift(); turn; turn = this.#turns.shift()) {
      if (turn.kind === 'maintain') {
        await turn.act().then(turn.resolve, turn.reject)
        continue
      }
      if (!(await this.#isThere())) {
        turn.reject(failure.moved(this.#name))
        continue
      }
      const together = [turn]
      while (together.length < TOGETHER && this.#turns[0]?.kind === 'write') {
        together.push(this.#turns.shift() as WriteTurn)
      }
      if (together.length > 1 && (await this.#commitTogether(together))) continue
      for (const alone of together) await this.#commitAlone(alone)
    }
    this.#working = null
  }

  /**
   * Whether the file we write to is still the one of that name. One that was moved away, or replaced by a program that
   * keeps folders in step, takes every change without a word, and nobody ever sees it again. Asked once a second.
   */
  async #isThere(): Promise<boolean> {
    const now = Date.now()
    if (now - this.#seenAt < SEEN) return true
    const file = await stat(this.#path).catch(() => null)
    if (file?.ino !== this.#inode) return false
    this.#seenAt = now
    return true
  }

  async #commitAlone(turn: WriteTurn): Promise<void> {
    try {
      await this.#writer.run('BEGIN IMMEDIATE')
      const done = await this.#act(turn)
      await this.#writer.run('COMMIT')
      this.#tell(done.touched)
      turn.resolve(done.answer)
    } catch (error) {
      // SQLite may have rolled back on its own (a full disk): then there is nothing to roll back.
      await this.#writer.run('ROLLBACK').catch(() => undefined)
      turn.reject(error)
    }
  }

  /** @returns false when nothing of any of them is in the file; then each has to be done alone */
  async #commitTogether(turns: readonly WriteTurn[]): Promise<boolean> {
    const settled: (() => void)[] = []
    try {
      await this.#writer.run('BEGIN IMMEDIATE')
      for (const turn of turns) {
        const { answer, touched } = await this.#act(turn)
        settled.push(() => {
          this.#tell(touched)
          turn.resolve(answer)
        })
      }
      await this.#writer.run('COMMIT')
    } catch {
      await this.#writer.run('ROLLBACK').catch(() => undefined)
      return false
    }
    for (const settle of settled) settle()
    return true
  }

  /** Runs a write within the open transaction. Rejects when any of its statements failed or was not waited for. */
  async #act(turn: WriteTurn): Promise<{ answer: unknown; touched: Set<EntityType> }> {
    const touched = new Set<EntityType>()
    const session = new Session(this.#writer)
    const { kysely } = session
    let complete = false
    let answer: unknown
    try {
      answer = await turn.act({
        selectFrom: kysely.selectFrom.bind(kysely),
        selectNoFrom: kysely.selectNoFrom.bind(kysely),
        insertInto: kysely.insertInto.bind(kysely),
        updateTable: kysely.updateTable.bind(kysely),
        deleteFrom: kysely.deleteFrom.bind(kysely),
        fn: kysely.fn,
        changed: (...types) => {
          for (const type of types) touched.add(type)
        },
      })
    } finally {
      complete = await session.end()
    }
    if (session.failed !== null) throw session.failed
    if (!complete) throw new Error('a statement of this write was not waited for')
    return { answer, touched }
  }

  #tell(touched: ReadonlySet<EntityType>): void {
    if (touched.size === 0) return
    try {
      this.#listener([...touched])
    } catch (error) {
      // The change is on the disk: a listener's fault must not make it look as if it were not.
      console.error('a listener for changes of the library failed', error)
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
