import type { BigIntStats } from 'node:fs'
import { stat } from 'node:fs/promises'
import { Connection } from './database.ts'
import type { Tampering } from './tampering.ts'

const look = (path: string): Promise<BigIntStats | null> => stat(path, { bigint: true }).catch(() => null)

const isSame = (a: BigIntStats, b: BigIntStats): boolean => a.ino === b.ino && a.dev === b.dev

/**
 * Whether a library's file is still the one that was opened, and as we left it. SQLite goes on writing into a file
 * that was deleted or renamed without a word (https://www.sqlite.org/howtocorrupt.html §4.3): what is saved then is
 * never seen again. In WAL mode the file itself changes at a checkpoint only, and only we make those.
 *
 * Only `stat` is used: opening and closing the file a second time would drop this process's locks on it.
 */
export class OpenFile {
  readonly #path: string
  readonly #opened: BigIntStats
  #left: BigIntStats
  #log: BigIntStats | null

  private constructor(path: string, file: BigIntStats, log: BigIntStats | null) {
    this.#path = path
    this.#opened = file
    this.#left = file
    this.#log = log
  }

  /** Remembers the file that the connections have open. Rejects when it is not there. */
  static async at(path: string): Promise<OpenFile> {
    return new OpenFile(path, await stat(path, { bigint: true }), await look(`${path}-wal`))
  }

  /** What was done to it since it was last looked at after our own writing; null for nothing. */
  async tampering(): Promise<Tampering | null> {
    const [file, log] = await Promise.all([look(this.#path), look(`${this.#path}-wal`)])
    if (file === null) return 'gone'
    if (!isSame(file, this.#opened)) return 'replaced'
    if (file.size < this.#left.size) return 'cut'
    if (this.#log !== null && (log === null || !isSame(log, this.#log))) return 'log-gone'
    if (file.mtimeNs !== this.#left.mtimeNs || file.size !== this.#left.size) return 'written'
    return null
  }

  /**
   * Takes the file as it is now for what we left; one that is not ours is never taken.
   *
   * @param anew whether the log, too, may be another one since
   */
  async leave(anew = false): Promise<void> {
    const known = anew ? null : this.#log
    const [file, log] = await Promise.all([look(this.#path), known ?? look(`${this.#path}-wal`)])
    if (file !== null && isSame(file, this.#opened)) this.#left = file
    this.#log = log
  }
}

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
