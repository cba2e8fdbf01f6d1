import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Connection } from '../../../../main/store/database.ts'
import { migrate } from '../../../../main/store/migrate.ts'
import { first } from '../../../../main/store/migrations/0001-first.ts'
import { folder } from '../written.ts'

async function made(): Promise<Connection> {
  const connection = await Connection.open(join(await folder(), 'desk.attest'), 'create')
  await migrate(connection, [first])
  return connection
}

it('makes a library of format 1 whose every table is strict and sound', async () => {
  const connection = await made()
  expect(await connection.value('PRAGMA user_version')).toBe(1)
  expect(await connection.value('PRAGMA integrity_check')).toBe('ok')
  const { rows } = await connection.run(`SELECT name FROM pragma_table_list
    WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'`)
  expect(rows).toEqual([])
  await connection.close()
})

it('indexes every foreign key, so that no delete and no join reads a whole table', async () => {
  const connection = await made()
  const { rows } = await connection.run(`SELECT m.name AS "table", f."from" AS "column"
    FROM pragma_table_list m, pragma_foreign_key_list(m.name) f WHERE m.schema = 'main' AND NOT EXISTS (
      SELECT 1 FROM pragma_index_list(m.name) i, pragma_index_info(i.name) c WHERE c.seqno = 0 AND c.name = f."from")`)
  // Authors are few and never deleted.
  expect(rows.filter(({ column }) => column !== 'author_id')).toEqual([])
  await connection.close()
})
