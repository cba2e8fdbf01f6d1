import { type TableShape, tableShapes } from './checksums.ts'
import { Connection } from './database.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'

/** A table, index, trigger or view as SQLite keeps it. */
export interface SchemaObject {
  readonly type: string
  readonly name: string
  readonly sql: string | null
}

/** What the migrations of this Attest make. */
export interface KnownSchema {
  readonly format: number
  readonly objects: readonly SchemaObject[]
  readonly tables: ReadonlyMap<string, TableShape>
}

const LIST = 'SELECT type, name, sql FROM sqlite_schema ORDER BY type, name'

const made = new Map<number, Promise<KnownSchema>>()

/** The schema of a library of this format, made in memory once. */
export function knownSchema(format = migrations.length): Promise<KnownSchema> {
  const known = made.get(format) ?? makeSchema(format)
  made.set(format, known)
  return known
}

async function makeSchema(format: number): Promise<KnownSchema> {
  const connection = await Connection.open(':memory:', 'create')
  try {
    await migrate(connection, migrations.slice(0, format))
    const { rows } = await connection.run(LIST)
    return {
      format,
      objects: rows as unknown as SchemaObject[],
      tables: await tableShapes(connection),
    }
  } finally {
    await connection.close()
  }
}

/**
 * How the schema of an open library differs from the one the migrations make, in words.
 *
 * @returns nothing for a sound one; a library of a later format may have more
 */
export async function differencesOfSchema(connection: Pick<Connection, 'run'>): Promise<string[]> {
  const known = await knownSchema()
  const format = Number((await connection.run('PRAGMA user_version')).rows[0]?.user_version)
  const { rows } = await connection.run(LIST)
  const present = new Map(rows.map((row) => [`${row.type} ${row.name}`, row as unknown as SchemaObject]))
  const differences: string[] = []
  for (const { type, name, sql } of known.objects) {
    const found = present.get(`${type} ${name}`)
    present.delete(`${type} ${name}`)
    if (!found) differences.push(`The ${type} ${name} is missing.`)
    else if (found.sql !== sql) differences.push(`The ${type} ${name} is not as Attest makes it.`)
  }
  if (format <= known.format) {
    for (const { type, name } of present.values()) {
      differences.push(`The ${type} ${name} is none that Attest makes.`)
    }
  }
  return differences
}
