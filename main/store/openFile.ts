import { type BigIntStats, statSync } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Connection } from './database.ts'
import type { Tampering } from './tampering.ts'

const look = (path: string): Promise<BigIntStats | null> => stat(path, { bigint: true }).catch(() => null)

const isSame = (a: BigIntStats, b: BigIntStats): boolean => a.ino === b.ino && a.dev === b.dev

/** Bytes to which SQLite cuts a longer log when it begins it anew (`PRAGMA journal_size_limit`). */
export const LONGEST_LOG = 64 * 1024 * 1024

/** What lies beside a library while it is open; null for what was not there. */
interface Beside {
  readonly log: BigIntStats | null
  /** Of the log: `-shm`. */
  readonly index: BigIntStats | null
}

/**
 * Whether a library's file, its log and the log's index are still those that were opened, and as we left them. SQLite
 * goes on writing into files that were deleted or renamed without a word (https://www.sqlite.org/howtocorrupt.html
 * §4.3), and does not see that its log was cut short: what is saved then is never seen again. In WAL mode the file
 * itself changes at a checkpoint only, and only we make those; the log, when we write.
 *
 * Only `stat` is used: opening and closing the file a second time would drop this process's locks on it.
 */
export class OpenFile {
  readonly #path: string
  readonly #opened: BigIntStats
  #left: BigIntStats
  #beside: Beside

  private constructor(path: string, file: BigIntStats, beside: Beside) {
    this.#path = path
    this.#opened = file
    this.#left = file
    this.#beside = beside
  }

  /** Remembers the file that the connections have open. Rejects when it is not there. */
  static async at(path: string): Promise<OpenFile> {
    const file = await stat(path, { bigint: true })
    return new OpenFile(path, file, { log: await look(`${path}-wal`), index: await look(`${path}-shm`) })
  }

  /** What was done to it since it was last looked at after our own writing; null for nothing. */
  async tampering(): Promise<Tampering | null> {
    const [file, log, index] = await Promise.all(
      ['', '-wal', '-shm'].map((end) => look(`${this.#path}${end}`)),
    )
    // First of all: whoever touches it dies.
    if (
      index &&
      this.#beside.index &&
      isSame(index, this.#beside.index) &&
      index.size < this.#beside.index.size
    )
      return 'index-cut'
    if (!file) return 'gone'
    if (!isSame(file, this.#opened)) return 'replaced'
    if (file.size < this.#left.size) return 'cut'
    const known = this.#beside
    if (known.log !== null) {
      if (!log || !isSame(log, known.log)) return 'log-gone'
      if (log.size < known.log.size) return 'log-cut'
      if (log.mtimeNs !== known.log.mtimeNs || log.size !== known.log.size) return 'log-written'
    }
    if (known.index !== null && (!index || !isSame(index, known.index))) return 'index-gone'
    if (file.mtimeNs !== this.#left.mtimeNs || file.size !== this.#left.size) return 'written'
    return null
  }

  /**
   * Whether the index was cut short. Asked before every reading, without waiting: the system kills a process that
   * touches what was cut away of a file in its memory.
   */
  isIndexCut(): boolean {
    const { index } = this.#beside
    if (index === null) return false
    const now = statSync(`${this.#path}-shm`, { bigint: true, throwIfNoEntry: false })
    return now !== undefined && isSame(now, index) && now.size < index.size
  }

  /** How long the index was, in bytes. */
  get indexLength(): number {
    return Number(this.#beside.index?.size ?? 0)
  }

  /**
   * Takes the files as they are now for what we left; those that are not ours are never taken.
   *
   * @param anew whether the log, too, may be another one since, or shorter
   */
  async leave(anew = false): Promise<void> {
    const [file, log, index] = await Promise.all(
      ['', '-wal', '-shm'].map((end) => look(`${this.#path}${end}`)),
    )
    if (file && isSame(file, this.#opened)) this.#left = file
    const known = this.#beside
    const grown = index && known.index && isSame(index, known.index) && index.size > known.index.size
    this.#beside = {
      log: anew || known.log === null || (log && isOursGrown(log, known.log)) ? (log ?? null) : known.log,
      index: grown || known.index === null ? (index ?? null) : known.index,
    }
  }
}

/** Our own writing makes a log longer, if anything; one that is very long is cut when it is begun anew. */
const isOursGrown = (log: BigIntStats, known: BigIntStats): boolean =>
  isSame(log, known) && (log.size >= known.size || Number(log.size) >= LONGEST_LOG)

const IDENTITY = `SELECT value FROM meta WHERE name = 'library_id'`
/** What tells one state of a library from another. */
const STATE = 'SELECT json_array((SELECT max(rowid) FROM history), (SELECT total(revision) FROM briefing))'

/** Which library a connection has open; null for one that says nothing of itself. */
export const identityOf = (connection: Connection): Promise<unknown> =>
  connection.value(IDENTITY).catch(() => null)

/**
 * Whether a file that another program wrote to is sound, is the library that was opened, and holds what we know of it:
 * read anew, and through the cache of the writing connection. A program that only touched its dates does no harm.
 *
 * @param identity of the library when it was opened
 */
export async function isUnharmed(path: string, writer: Connection, identity: unknown): Promise<boolean> {
  let fresh: Connection | null = null
  try {
    fresh = await Connection.open(path, 'read-only')
    if ((await fresh.value('PRAGMA quick_check(1)')) !== 'ok') return false
    if ((await identityOf(fresh)) !== identity) return false
    return (await fresh.value(STATE)) === (await writer.value(STATE))
  } catch {
    return false
  } finally {
    await fresh?.close().catch(() => undefined)
  }
}
