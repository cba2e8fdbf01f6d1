import type { Kysely } from 'kysely'
import type { EntityType } from '../../shared/model/identity.ts'
import { Sealer } from './checksums.ts'
import { Connection, type Outcome, type Value } from './database.ts'
import { Session } from './dbSession.ts'
import { failure, toFailure } from './failure.ts'
import { FileGuard } from './fileGuard.ts'
import { LONGEST_LOG } from './openFile.ts'
import { everyConnection, Readers } from './readers.ts'
import type { Tables } from './tables.ts'
import { isOfLog, type Tampering, tampered } from './tampering.ts'

/** Reads only: the type has no way to change a row, and its connection is opened read-only. */
export type ReadDb = Pick<Kysely<Tables>, 'selectFrom' | 'selectNoFrom' | 'fn'>

/** The one transaction that may write now. It ends when the function it was given to ends, and is dead afterwards. */
export interface WriteTx extends ReadDb, Pick<Kysely<Tables>, 'insertInto' | 'updateTable' | 'deleteFrom'> {
  /** Tells listeners, after the commit, that entities of this type changed. */
  changed(...types: readonly EntityType[]): void
}

// On macOS a plain fsync leaves the bytes in the disk's own cache (fcntl(2), F_FULLFSYNC); elsewhere it means nothing.
// The cache holds what the log does, and so can save it when another program takes the log (1,000 pages and more).
const writerOnly = `
  PRAGMA synchronous = FULL;
  PRAGMA fullfsync = ON;
  PRAGMA journal_size_limit = ${LONGEST_LOG};
  PRAGMA cache_size = -8192;
`
/** Writes in one commit: more gain little, and a keystroke behind them waits longer. */
const TOGETHER = 16

/** Times a write is tried while other programs touch the file. */
const ATTEMPTS = 3
/** Another program's doing kept a write from being committed. */
class Tampered extends Error {
  readonly how: Tampering

  constructor(how: Tampering) {
    super(how)
    this.how = how
  }
}

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
  readonly #readers: Readers
  readonly #guard: FileGuard
  readonly #turns: Turn[] = []
  #working: Promise<void> | null = null
  #listener: (types: EntityType[]) => void = () => undefined
  #closed = false

  private constructor(path: string, name: string, writer: Connection, readers: Readers, guard: FileGuard) {
    this.#path = path
    this.#name = name
    this.#writer = writer
    this.#readers = readers
    this.#guard = guard
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
      const sealer = await Sealer.on(writer)
      writer.beforeCommit(() => sealer.seal())
      const readers = await Readers.of(path)
      try {
        return new Database(path, name, writer, readers, await FileGuard.over(path, name, writer, readers))
      } catch (error) {
        await readers.close()
        throw error
      }
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
    await this.#mendIndex()
    const reader = await this.#readers.take()
    const session = new Session(reader)
    try {
      await reader.run('BEGIN')
      return await act(session.kysely)
    } catch (error) {
      throw toFailure(error, this.#name)
    } finally {
      await session.end()
      await reader.run('ROLLBACK').catch(() => undefined)
      this.#readers.giveBack(reader)
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
   * Examines the file on a connection of its own, beside all others, in one transaction: what it sees belongs together.
   * It may not write, but is no read-only connection: on one SQLite leaves CHECK constraints out of `integrity_check`.
   */
  async inspect<T>(act: (connection: Pick<Connection, 'run' | 'exec'>) => Promise<T>): Promise<T> {
    if (this.#closed) throw failure.closed(this.#name)
    await this.#mendIndex()
    let connection: Connection | null = null
    try {
      connection = await Connection.open(this.#path, 'read-write')
      await connection.exec(`${everyConnection} PRAGMA query_only = ON; BEGIN`)
      return await act(connection)
    } catch (error) {
      throw toFailure(error, this.#name)
    } finally {
      await connection?.exec('ROLLBACK').catch(() => undefined)
      await connection?.close()
    }
  }

  /**
   * Refuses when the file of that name is not the library that is open, for what reads it by its name.
   *
   * @param outcome what is not done then, as the end of a sentence
   * @throws AttestError `not-found`, `library-corrupt`
   */
  async refuseOther(outcome: string): Promise<void> {
    await this.#mendIndex()
    const how = await this.#guard.look()
    if (how === 'gone' || how === 'replaced' || how === 'cut') throw tampered(this.#name, how, outcome)
  }

  /** Waits for what was asked, then closes. The write-ahead log is folded into the file. */
  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    while (this.#working) await this.#working
    // A log that was ruined must not be folded in.
    const how = await this.#guard.look()
    if (how !== null && isOfLog(how)) await this.#guard.goesOn(how)
    // Readers first: only the last connection to close may fold in the log, and a reader cannot.
    await this.#readers.close()
    try {
      await this.#writer.run('PRAGMA wal_checkpoint(TRUNCATE)').catch(() => undefined)
      await this.#writer.close()
    } catch (error) {
      throw toFailure(error, this.#name)
    } finally {
      await this.#guard.close()
    }
  }

  /** Before anything touches an index that was cut short. */
  async #mendIndex(): Promise<void> {
    if (this.#guard.isIndexCut()) await this.maintain(async () => undefined)
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
        await this.#maintain(turn)
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

  async #maintain(turn: MaintainTurn): Promise<void> {
    const how = await this.#guard.look()
    const isHandled = how !== null && isOfLog(how)
    if (isHandled && !(await this.#guard.goesOn(how))) {
      turn.reject(this.#guard.refusal(how, 'nothing was changed'))
      return
    }
    await turn.act().then(turn.resolve, turn.reject)
    // What another program did stays to be seen by the next write.
    if (how === null || isHandled) this.#guard.leave(true)
  }

  async #commitAlone(turn: WriteTurn): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        for (const settle of await this.#commit([turn])) settle()
        return
      } catch (error) {
        const isTampering = error instanceof Tampered
        if (isTampering && attempt < ATTEMPTS && (await this.#guard.goesOn(error.how))) continue
        turn.reject(isTampering ? this.#guard.refusal(error.how) : error)
        return
      }
    }
  }

  /** @returns false when nothing of any of them is in the file; then each has to be done alone */
  async #commitTogether(turns: readonly WriteTurn[]): Promise<boolean> {
    try {
      for (const settle of await this.#commit(turns)) settle()
      return true
    } catch {
      return false
    }
  }

  /**
   * One transaction for all of them, or none. Whether the files are still ours is known before the first statement: it
   * may already write into the log.
   *
   * @returns what answers each, once they are on the disk
   */
  async #commit(turns: readonly WriteTurn[]): Promise<(() => void)[]> {
    const tampering = await this.#guard.look()
    if (tampering !== null) throw new Tampered(tampering)
    try {
      const settled: (() => void)[] = []
      await this.#writer.run('BEGIN IMMEDIATE')
      for (const turn of turns) {
        const { answer, touched } = await this.#act(turn)
        settled.push(() => {
          this.#tell(touched)
          turn.resolve(answer)
        })
      }
      await this.#writer.run('COMMIT')
      return settled
    } catch (error) {
      // SQLite may have rolled back on its own (a full disk): then there is nothing to roll back.
      await this.#writer.run('ROLLBACK').catch(() => undefined)
      throw error
    } finally {
      // Also what was not committed may have been written into the log.
      this.#guard.leave()
    }
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
}
