import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tableShapes } from '../../../../main/store/checksums.ts'
import { Connection } from '../../../../main/store/database.ts'
import { migrate } from '../../../../main/store/migrate.ts'
import { first } from '../../../../main/store/migrations/0001-first.ts'
import { checksums } from '../../../../main/store/migrations/0002-checksums.ts'
import { pictures } from '../../../../main/store/migrations/0003-pictures.ts'
import { folder } from '../written.ts'

it('gives an older library room for pictures, sealed like every other row, that never change', async () => {
  const connection = await Connection.open(join(await folder(), 'desk.attest'), 'create')
  await migrate(connection, [first, checksums])
  await connection.run('INSERT INTO setting (name, value) VALUES (?, ?)', ['kept', '1'], false)
  await migrate(connection, [first, checksums, pictures])
  expect((await tableShapes(connection)).get('picture')?.isSealed).toBe(true)
  const ledger = await connection.run("SELECT name, rows FROM ledger WHERE name IN ('picture', 'setting')")
  expect(ledger.rows).toEqual([
    { name: 'picture', rows: 0 },
    { name: 'setting', rows: 1 },
  ])
  await connection.run(
    `INSERT INTO picture (sha256, media_type, width, height, size, added_at, bytes)
     VALUES ('${'a'.repeat(64)}', 'image/png', 1, 1, 1, 1, x'00')`,
    [],
    false,
  )
  await expect(connection.run("UPDATE picture SET bytes = x'01'", [], false)).rejects.toThrow(
    /never changes/u,
  )
  await connection.close()
})
