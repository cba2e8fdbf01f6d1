import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checksumOfRow, tableShapes } from '../../../../main/store/checksums.ts'
import { Connection } from '../../../../main/store/database.ts'
import { migrate } from '../../../../main/store/migrate.ts'
import { first } from '../../../../main/store/migrations/0001-first.ts'
import { checksums } from '../../../../main/store/migrations/0002-checksums.ts'
import { migrations } from '../../../../main/store/migrations/index.ts'
import { folder } from '../written.ts'

async function made(rows = 0): Promise<Connection> {
  const connection = await Connection.open(join(await folder(), 'desk.attest'), 'create')
  await migrate(connection, [first])
  for (let n = 0; n < rows; n++) {
    await connection.run('INSERT INTO setting (name, value) VALUES (?, ?)', [`s${n}`, `"${n} 🙂"`], false)
  }
  await migrate(connection, [first, checksums])
  return connection
}

it('gives every row of an older library its checksum, and every table its line in the ledger', async () => {
  const connection = await made(1201)
  const shapes = await tableShapes(connection)
  const setting = shapes.get('setting')
  if (!setting) throw new Error('no settings')
  const { rows } = await connection.run('SELECT * FROM setting')
  expect(rows.length).toBe(1201)
  expect(rows.filter((row) => row.checksum !== checksumOfRow(setting, row))).toEqual([])
  expect(new Set(rows.map((row) => row.checksum)).size).toBe(1201)
  const ledger = await connection.run('SELECT name, rows FROM ledger ORDER BY name')
  const sealed = [...shapes.values()].filter(({ isSealed }) => isSealed).map(({ name }) => name)
  expect(ledger.rows).toEqual(sealed.sort().map((name) => ({ name, rows: name === 'setting' ? 1201 : 0 })))
  await connection.close()
})

it('leaves only caches, and what has a SHA-256, without checksums', async () => {
  const connection = await made()
  const shapes = await tableShapes(connection)
  const bare = [...shapes.values()].filter(({ isSealed }) => !isSealed).map(({ name }) => name)
  expect(bare.sort()).toEqual(['block_index', 'briefing_index', 'ledger', 'snapshot_bytes'])
  expect(await connection.value('PRAGMA integrity_check')).toBe('ok')
  const { rows } = await connection.run(`SELECT name FROM pragma_table_list
    WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`)
  expect(rows).toEqual([])
  await connection.close()
})

it('is described table by table in docs/reference/library-file.md', async () => {
  const connection = await made()
  await migrate(connection, migrations)
  const { rows } = await connection.run(`SELECT name FROM pragma_table_list
    WHERE schema = 'main' AND type IN ('table', 'view', 'virtual') AND name NOT LIKE 'sqlite_%' ORDER BY name`)
  await connection.close()
  const docs = await readFile(join(import.meta.dirname, '../../../../docs/reference/library-file.md'), 'utf8')
  const described = new Set([...docs.matchAll(/^### `(\w+)`/gmu)].map(([, name]) => name))
  expect(rows.map(({ name }) => name).filter((name) => !described.has(String(name)))).toEqual([])
  expect([...described].filter((name) => !rows.some((row) => row.name === name))).toEqual([])
})
