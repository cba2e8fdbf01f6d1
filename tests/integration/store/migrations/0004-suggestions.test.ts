import { join } from 'node:path'
import { expect, it } from 'vitest'
import { tableShapes } from '../../../../main/store/checksums.ts'
import { Connection } from '../../../../main/store/database.ts'
import { migrate } from '../../../../main/store/migrate.ts'
import { first } from '../../../../main/store/migrations/0001-first.ts'
import { checksums } from '../../../../main/store/migrations/0002-checksums.ts'
import { pictures } from '../../../../main/store/migrations/0003-pictures.ts'
import { suggestions } from '../../../../main/store/migrations/0004-suggestions.ts'
import { folder } from '../written.ts'

it('gives an older library room for answers to suggestions, sealed like every other row, each stretch once', async () => {
  const connection = await Connection.open(join(await folder(), 'desk.attest'), 'create')
  await migrate(connection, [first, checksums, pictures])
  await connection.run('INSERT INTO setting (name, value) VALUES (?, ?)', ['kept', '1'], false)
  await migrate(connection, [first, checksums, pictures, suggestions])
  expect((await tableShapes(connection)).get('suggestion_answer')?.isSealed).toBe(true)
  const ledger = await connection.run(
    "SELECT name, rows FROM ledger WHERE name IN ('suggestion_answer', 'setting') ORDER BY name",
  )
  expect(ledger.rows).toEqual([
    { name: 'setting', rows: 1 },
    { name: 'suggestion_answer', rows: 0 },
  ])
  const answer = (start: number, end: number) =>
    connection.run(
      `INSERT INTO suggestion_answer (extraction_id, type, start_cp, end_cp, answered_at)
       VALUES ('a', 'quote', ${start}, ${end}, 1)`,
      [],
      false,
    )
  await connection.exec('PRAGMA foreign_keys = OFF')
  await answer(1, 4)
  await expect(answer(1, 4)).rejects.toThrow(/UNIQUE/u)
  await expect(answer(4, 4)).rejects.toThrow(/CHECK/u)
  await connection.close()
})
