import { copyFile, readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { migrations } from '../../../main/store/migrations/index.ts'
import { openLibrary } from '../../../main/store/open.ts'
import { library } from '../store/written.ts'

it('migrates all the same where a process was killed after the backup, within the same second', async () => {
  const made = await library()
  await made.close()
  const format = migrations.length
  const later = { version: format + 1, name: 'later', sql: 'CREATE TABLE extra (a TEXT) STRICT' }
  const backup = `desk.backup-v${format}-2026-03-15T093005`
  const folder = dirname(made.path)
  await copyFile(made.path, join(folder, `${backup}.attest`))
  const left = await readFile(join(folder, `${backup}.attest`))
  const now = () => Date.UTC(2026, 2, 15, 9, 30, 5)
  await (await openLibrary(made.path, { migrations: [...migrations, later], now })).close()
  expect((await readdir(folder)).sort()).toEqual(
    ['desk.attest', `${backup}-2.attest`, `${backup}.attest`].sort(),
  )
  expect(left.equals(await readFile(join(folder, `${backup}.attest`)))).toBe(true)
})
