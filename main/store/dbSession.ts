import { Kysely } from 'kysely'
import type { Connection, Outcome } from './database.ts'
import { type Execute, type Statement, StoreDialect } from './dialect.ts'
import type { Tables } from './tables.ts'

/**
 * Kysely over one connection for the time of one transaction. sqlite3 runs statements on several threads: one that
 * nobody waited for would come after the COMMIT and stand alone, so the end waits for all and lets no more in.
 */
export class Session {
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

const execute = (connection: Connection, { sql, parameters, returnsRows }: Statement): Promise<Outcome> =>
  connection.run(sql, parameters, returnsRows)
