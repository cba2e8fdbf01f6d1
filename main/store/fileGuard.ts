import type { AttestError } from '../../shared/model/error.ts'
import type { Connection } from './database.ts'
import { identityOf, isUnharmed, OpenFile } from './openFile.ts'
import { LogIndex } from './openLog.ts'
import type { Readers } from './readers.ts'
import { rescueInto } from './rescue.ts'
import { isOfLog, type Tampering, tampered } from './tampering.ts'

/** Notices what other programs do to an open library's files, and makes the best of it. */
export class FileGuard {
  readonly #path: string
  readonly #name: string
  readonly #writer: Connection
  readonly #readers: Readers
  readonly #file: OpenFile
  readonly #index: LogIndex
  /** Of the library when it was opened. */
  readonly #identity: unknown
  /** Another program's writing, seen in the file: nothing may be saved into it any more. */
  #spoilt: Tampering | null = null
  /** Name of the copy that holds what the library has lost by it. */
  #rescued: string | null = null
  /** The look at the file after the last writing. */
  #left: Promise<void> = Promise.resolve()

  private constructor(
    path: string,
    name: string,
    writer: Connection,
    readers: Readers,
    file: OpenFile,
    identity: unknown,
  ) {
    this.#path = path
    this.#name = name
    this.#writer = writer
    this.#readers = readers
    this.#file = file
    this.#index = new LogIndex(path)
    this.#identity = identity
  }

  /**
   * Remembers the files as they are now.
   *
   * @param path absolute path of the library file
   * @param name the library's name, for messages
   * @throws where the file is not there
   */
  static async over(path: string, name: string, writer: Connection, readers: Readers): Promise<FileGuard> {
    return new FileGuard(path, name, writer, readers, await OpenFile.at(path), await identityOf(writer))
  }

  /** What another program has done since our last writing; null for nothing. */
  async look(): Promise<Tampering | null> {
    await this.#left
    return this.#spoilt ?? this.#file.tampering()
  }

  /** Remembers the files as our own writing left them: to be called after each. `anew`: the log may have begun anew. */
  leave(anew = false): void {
    this.#left = this.#file.leave(anew)
  }

  /** Whether the log's index was cut short: whoever touches it dies. */
  isIndexCut(): boolean {
    return this.#file.isIndexCut()
  }

  /** Says what was not done because of what another program did. @param outcome the end of a sentence */
  refusal(how: Tampering, outcome?: string): AttestError {
    return tampered(this.#name, how, outcome, this.#rescued)
  }

  /** Makes the best of what another program did, outside of any transaction. @returns whether saving may go on */
  async goesOn(how: Tampering): Promise<boolean> {
    if (isOfLog(how)) return this.#spoilt === null && this.#mendLog(how)
    if (how === 'gone' || how === 'replaced' || how === 'log-gone' || how === 'index-gone') {
      // Folds the log into the file that we have open, wherever that is now: what was acknowledged is then whole
      // there, and no log stays behind that SQLite would lay over another file of this name.
      await this.#writer.run('PRAGMA wal_checkpoint(TRUNCATE)').catch(() => undefined)
      this.leave()
      return false
    }
    if (
      this.#spoilt === null &&
      how === 'written' &&
      (await isUnharmed(this.#path, this.#writer, this.#identity))
    ) {
      this.leave()
      return true
    }
    this.#spoilt = how
    return false
  }

  close(): Promise<void> {
    return this.#index.close()
  }

  /** After another program ruined the log or its index. @returns whether nothing is lost by it */
  async #mendLog(how: Tampering): Promise<boolean> {
    try {
      if (how === 'index-cut') {
        await this.#readers.without(() => this.#index.mend(this.#file.indexLength))
        return true
      }
      const state = await this.#index.examine()
      if (state === 'whole') {
        this.leave(true)
        return true
      }
      if (state === 'spent') {
        // It begins anew: a frame behind ruins would never be read again.
        const { rows } = await this.#readers.without(() =>
          this.#writer.run('PRAGMA wal_checkpoint(TRUNCATE)'),
        )
        if (Number(rows[0]?.busy) === 0) {
          this.leave(true)
          return true
        }
      }
    } catch {
      // It stays as if it were harmed.
    }
    this.#spoilt = how
    this.#rescued = await rescueInto(this.#path, this.#name, this.#writer).catch(() => null)
    await this.#readers.without(() => this.#index.forgetHarmed()).catch(() => undefined)
    return false
  }
}
