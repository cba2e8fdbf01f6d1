import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { Connection } from '../../../main/store/database.ts'
import { migrate } from '../../../main/store/migrate.ts'
import { Database } from '../../../main/store/transactions.ts'
import { folder } from '../store/written.ts'

it('writes with the settings that a power cut needs, on each system', async () => {
  const path = join(await folder(), 'desk.attest')
  const writer = await Connection.open(path, 'create')
  await migrate(writer)
  const database = await Database.over(path, 'desk', writer)
  onTestFinished(() => database.close())
  const setting = (name: string) => writer.value(`PRAGMA ${name}`)
  // 2 is FULL: https://www.sqlite.org/pragma.html#pragma_synchronous
  expect(await setting('synchronous')).toBe(2)
  expect(await setting('fullfsync')).toBe(1)
  expect(await setting('journal_mode')).toBe('wal')
})
