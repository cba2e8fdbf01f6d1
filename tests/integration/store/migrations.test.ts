import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Connection } from '../../../main/store/database.ts'
import { migrations } from '../../../main/store/migrations/index.ts'
import type { Migration } from '../../../main/store/migrations/migration.ts'
import { openLibrary } from '../../../main/store/open.ts'
import { codeOf, document, library, strait } from './written.ts'

/** What comes after the product's own. */
const next = migrations.length + 1
const second: Migration = {
  version: next,
  name: 'second',
  sql: "CREATE TABLE extra (a TEXT) STRICT; INSERT INTO extra SELECT title FROM source; UPDATE source SET title = 'seen'",
}
const now = () => Date.UTC(2026, 2, 15, 9, 30, 5)

async function first(): Promise<string> {
  const desk = await library()
  await desk.sources.capture(document(strait, { found: { title: 'Strait' } }))
  await desk.close()
  return desk.path
}

it('has a test for every migration, and every migration in the list', async () => {
  const root = join(import.meta.dirname, '../../..')
  const files = (await readdir(join(root, 'main/store/migrations')))
    .filter((name) => /^\d{4}-/u.test(name))
    .sort()
  const tests = (await readdir(join(import.meta.dirname, 'migrations'))).sort()
  expect(tests).toEqual(files.map((name) => name.replace(/\.ts$/u, '.test.ts')))
  expect(migrations.map(({ version, name }) => `${String(version).padStart(4, '0')}-${name}.ts`)).toEqual(
    files,
  )
  expect(migrations.map(({ version }) => version)).toEqual(files.map((_, at) => at + 1))
})

it('never changes a migration that was released', () => {
  // Until the first release a digest here may be renewed; after it only new lines are added.
  const digests = ['9a0aed44af64f8ba', '2e0767411e985927', '38f95e2ea4113503', '348e4e3dbf9bc19c']
  expect(migrations.map(({ sql }) => createHash('sha256').update(sql).digest('hex').slice(0, 16))).toEqual(
    digests,
  )
})

it('copies an older library beside, checks the copy, then migrates', async () => {
  const path = await first()
  const before = await readFile(path)
  const desk = await openLibrary(path, { migrations: [...migrations, second], now })
  expect((await desk.sources.list({ query: '', limit: 1, offset: 0 })).items[0]?.title).toBe('seen')
  await desk.close()
  const backup = `desk.backup-v${migrations.length}-2026-03-15T093005.attest`
  expect((await readdir(join(path, '..'))).sort()).toEqual(['desk.attest', backup])
  expect(await codeOf(openLibrary(path))).toBe('library-newer')
  const old = await openLibrary(join(path, '..', backup))
  expect((await old.sources.list({ query: '', limit: 1, offset: 0 })).items[0]?.title).toBe('Strait')
  expect(await old.doctor()).toEqual([])
  await old.close()
  expect(before.equals(await readFile(path))).toBe(false)
  // Opening it again migrates nothing and copies nothing.
  await (await openLibrary(path, { migrations: [...migrations, second], now })).close()
  expect((await readdir(join(path, '..'))).length).toBe(2)
})

it('leaves a library as it was when a migration fails, and opens it with the Attest that made it', async () => {
  const path = await first()
  const third: Migration = {
    version: next + 1,
    name: 'third',
    sql: 'CREATE TABLE more (a TEXT) STRICT; INSERT INTO nowhere VALUES (1)',
  }
  const failed = openLibrary(path, { migrations: [...migrations, second, third], now })
  await expect(failed).rejects.toThrow(/nowhere/u)
  const raw = await Connection.open(path, 'read-only')
  expect(await raw.value('PRAGMA user_version')).toBe(next)
  expect(await raw.value(`SELECT count(*) FROM sqlite_schema WHERE name = 'more'`)).toBe(0)
  await raw.close()
  const desk = await openLibrary(path, { migrations: [...migrations, second] })
  await desk.close()
})

it('refuses a migration that leaves rows pointing nowhere', async () => {
  const path = await first()
  const bad: Migration = { version: next, name: 'bad', sql: 'DELETE FROM source' }
  await expect(openLibrary(path, { migrations: [...migrations, bad], now })).rejects.toThrow(/point nowhere/u)
  const desk = await openLibrary(path)
  expect((await desk.counts()).sources).toBe(1)
  await desk.close()
})
