import { sealAll } from './checksums.ts'
import type { Connection } from './database.ts'
import { APPLICATION_ID } from './fileHeader.ts'
import { migrations as all } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'

/** The format of an open file. */
export async function formatOf(connection: Connection): Promise<number> {
  return Number(await connection.value('PRAGMA user_version'))
}

/**
 * Brings a library to the newest format, each step in a transaction of its own together with its number and the
 * checksums of all rows: a step that fails leaves the format before it.
 *
 * @param connection the only connection to the file
 */
export async function migrate(connection: Connection, migrations: readonly Migration[] = all): Promise<void> {
  const from = await formatOf(connection)
  for (const { version, sql } of migrations) {
    if (version <= from) continue
    await connection.exec('BEGIN IMMEDIATE')
    try {
      await connection.exec(sql)
      const broken = await connection.run('PRAGMA foreign_key_check')
      if (broken.rows.length > 0) throw new Error(`migration ${version} leaves rows that point nowhere`)
      await sealAll(connection)
      await connection.exec(
        `PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${version}; COMMIT`,
      )
    } catch (error) {
      await connection.exec('ROLLBACK').catch(() => undefined)
      throw error
    }
  }
}
