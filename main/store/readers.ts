import { Connection } from './database.ts'

/** What holds on every connection to a library, whoever uses it. */
export const everyConnection = `
  PRAGMA foreign_keys = ON;
  PRAGMA trusted_schema = OFF;
  PRAGMA cell_size_check = ON;
  PRAGMA temp_store = MEMORY;
`
const COUNT = 2

/** The connections that read a library, one caller each at a time. */
export class Readers {
  readonly #idle: Connection[] = []
  readonly #waiting: ((reader: Connection) => void)[] = []

  private constructor() {}

  /**
   * Opens them; none is left open where one of them cannot be.
   *
   * @param path absolute path of the library file
   * @throws the error of SQLite
   */
  static async of(path: string): Promise<Readers> {
    const readers = new Readers()
    try {
      for (let n = 0; n < COUNT; n++) {
        const reader = await Connection.open(path, 'read-only')
        readers.#idle.push(reader)
        await reader.exec(everyConnection)
      }
      return readers
    } catch (error) {
      for (const reader of readers.#idle) await reader.close()
      throw error
    }
  }

  /** The next that is free; it has to be given back. */
  take(): Promise<Connection> {
    const idle = this.#idle.pop()
    if (idle) return Promise.resolve(idle)
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  giveBack(reader: Connection): void {
    const next = this.#waiting.shift()
    if (next) next(reader)
    else this.#idle.push(reader)
  }

  /** Waits for those who read, then lets nobody read meanwhile. */
  async without<T>(act: () => Promise<T>): Promise<T> {
    const all = await this.#takeAll()
    try {
      return await act()
    } finally {
      for (const reader of all) this.giveBack(reader)
    }
  }

  /** Waits for those who read, then closes. */
  async close(): Promise<void> {
    for (let n = 0; n < COUNT; n++) await (await this.take()).close()
  }

  #takeAll(): Promise<Connection[]> {
    return Promise.all(Array.from({ length: COUNT }, () => this.take()))
  }
}
