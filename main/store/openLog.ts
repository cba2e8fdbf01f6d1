import { type FileHandle, open, stat, truncate } from 'node:fs/promises'
import { endianness } from 'node:os'
import { readLog } from './doctorLog.ts'

/** https://www.sqlite.org/walformat.html §2.1: two copies of the header, then how much was folded in. */
const HEADER = 48
const PART = 136
/** Where things stand in it, in bytes. */
const at = { mxFrame: 16, salts: 32, backfilled: 96 }

/**
 * What became of the log of an open library that another program touched: `whole` every frame that was committed is in
 * it as it was written; `spent` some are not, but all were folded into the library before; `harmed` neither.
 */
export type LogState = 'whole' | 'spent' | 'harmed'

/**
 * The index of an open library's write-ahead log (`-shm`), from which SQLite in this process knows what is in the log.
 * SQLite does not look again whether the log holds what the index says: it would copy zeros and ruins into the library.
 */
export class LogIndex {
  readonly #path: string
  /** Once opened it stays open: closing it would drop this process's locks on it. */
  #file: FileHandle | null = null

  /** @param path of the library */
  constructor(path: string) {
    this.#path = path
  }

  /** Compares the log with what its index says. Nobody may write meanwhile. */
  async examine(): Promise<LogState> {
    const { frames, backfilled, intact } = await this.#compare()
    if (intact >= frames) return 'whole'
    return backfilled >= frames ? 'spent' : 'harmed'
  }

  /**
   * Lets SQLite take from a harmed log what it would take after a crash: the frames before the first that is lost, or
   * none, where these are older than what was folded in already. Nobody may write meanwhile.
   */
  async forgetHarmed(): Promise<void> {
    const { backfilled, intact } = await this.#compare()
    if (intact <= backfilled) await truncate(`${this.#path}-wal`, 0)
    await this.#clear()
  }

  /**
   * Gives an index that was cut short its length back, and lets SQLite make its content again from the log.
   *
   * @param length in bytes
   */
  async mend(length: number): Promise<void> {
    await (await this.#open()).truncate(length)
    await this.#clear()
  }

  /** Not before every connection to the library is closed. */
  async close(): Promise<void> {
    await this.#file?.close()
    this.#file = null
  }

  async #compare(): Promise<{ frames: number; backfilled: number; intact: number }> {
    const index = Buffer.alloc(PART)
    await (await this.#open()).read(index, 0, PART, 0)
    const number = (from: number) =>
      endianness() === 'LE' ? index.readUInt32LE(from) : index.readUInt32BE(from)
    const log = await readLog(`${this.#path}-wal`)
    const own = await this.#salts()
    const isOurs = own?.equals(index.subarray(at.salts, at.salts + 8)) === true
    const broken = log?.frames.findIndex(({ state }) => state !== 'read') ?? 0
    const sound = broken < 0 ? (log?.frames.length ?? 0) : broken
    return { frames: number(at.mxFrame), backfilled: number(at.backfilled), intact: isOurs ? sound : 0 }
  }

  /** By which a log's header tells its frames from those of earlier cycles; null without a header. */
  async #salts(): Promise<Buffer | null> {
    const log = `${this.#path}-wal`
    if (((await stat(log).catch(() => null))?.size ?? 0) < 32) return null
    // SQLite locks the library and the index, never the log: closing it drops nothing.
    const file = await open(log, 'r')
    try {
      const salts = Buffer.alloc(8)
      await file.read(salts, 0, 8, 16)
      return salts
    } finally {
      await file.close()
    }
  }

  /** An index whose header is zeros is made again by whoever comes first. */
  async #clear(): Promise<void> {
    await (await this.#open()).write(Buffer.alloc(2 * HEADER), 0, 2 * HEADER, 0)
  }

  async #open(): Promise<FileHandle> {
    this.#file ??= await open(`${this.#path}-shm`, 'r+')
    return this.#file
  }
}
