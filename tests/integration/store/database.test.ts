import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { Connection } from '../../../main/store/database.ts'
import { migrate } from '../../../main/store/migrate.ts'
import { Database, type WriteTx } from '../../../main/store/transactions.ts'
import { codeOf, folder } from './written.ts'

async function open(prepare = ''): Promise<Database> {
  const path = join(await folder(), 'desk.attest')
  const writer = await Connection.open(path, 'create')
  await migrate(writer)
  const database = await Database.over(path, 'desk', writer)
  if (prepare) await writer.exec(prepare)
  onTestFinished(() => database.close())
  return database
}

const set = (tx: WriteTx, name: string, value = '1') =>
  tx.insertInto('setting').values({ name, value }).execute()
const names = (database: Database) =>
  database.read(async (db) =>
    (await db.selectFrom('setting').select('name').orderBy('name').execute()).map(({ name }) => name),
  )
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

it('keeps two interleaved writes apart: the one that fails takes nothing of the other with it', async () => {
  const database = await open()
  const failing = database.write(async (tx) => {
    await set(tx, 'a1')
    await pause(20)
    await set(tx, 'a2')
    throw new Error('changed my mind')
  })
  const other = database.write(async (tx) => {
    await set(tx, 'b1')
    await pause(20)
    await set(tx, 'b2')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  await other
  expect(await names(database)).toEqual(['b1', 'b2'])
})

it('rolls back when a statement failed, even if the act went on as if it had not', async () => {
  const database = await open()
  const act = database.write(async (tx) => {
    await set(tx, 'one')
    await set(tx, 'one').catch(() => undefined)
    await set(tx, 'two')
  })
  await expect(act).rejects.toThrow(/UNIQUE/u)
  expect(await names(database)).toEqual([])
  await database.write((tx) => set(tx, 'one'))
  expect(await names(database)).toEqual(['one'])
})

it('lets no statement run outside its write, neither one that was not waited for nor one after the end', async () => {
  const database = await open()
  const kept: { tx?: WriteTx; late?: Promise<unknown> } = {}
  const act = database.write(async (tx) => {
    kept.tx = tx
    await set(tx, 'in time')
    kept.late = set(tx, 'late').then(
      () => 'written',
      () => 'refused',
    )
  })
  // Which of the two refuses depends on how far the statement had come; that nothing is written does not.
  const ended = await act.then(
    () => 'committed',
    () => 'rolled back',
  )
  if (ended === 'committed') expect(await kept.late).toBe('refused')
  await expect(kept.tx ? set(kept.tx, 'later') : null).rejects.toThrow('has ended')
  expect(await names(database)).toEqual(ended === 'committed' ? ['in time'] : [])
})

it('waits for statements still running when another of the same write has failed', async () => {
  const database = await open()
  for (let round = 0; round < 30; round++) {
    const all = ['a', 'b', 'b', 'c', 'd', 'e', 'f', 'g']
    const act = database.write((tx) => Promise.all(all.map((name) => set(tx, name))))
    await expect(act).rejects.toThrow(/UNIQUE/u)
    expect(await names(database)).toEqual([])
  }
})

it('shows a read one state from its first row to its last, and every read what was committed before it', async () => {
  const database = await open()
  await database.write((tx) => set(tx, 'a'))
  const seen = await database.read(async (db) => {
    const count = () => db.selectFrom('setting').select('name').execute()
    const before = await count()
    await database.write((tx) => set(tx, 'b'))
    return [before.length, (await count()).length]
  })
  expect(seen).toEqual([1, 1])
  expect(await names(database)).toEqual(['a', 'b'])
})

it('shows no read an uncommitted write', async () => {
  const database = await open()
  const writing = database.write(async (tx) => {
    await set(tx, 'a')
    expect(await names(database)).toEqual([])
    await pause(10)
  })
  await writing
  expect(await names(database)).toEqual(['a'])
})

it('cannot write through a read, even past its type', async () => {
  const database = await open()
  const sneaky = database.read((db) => set(db as WriteTx, 'a'))
  expect(await codeOf(sneaky)).toBe('read-only')
})

it('commits writes that wait together at once, each whole or not at all', async () => {
  const database = await open()
  const heard: string[][] = []
  database.onChange((types) => heard.push(types))
  const acts = Array.from({ length: 40 }, (_, n) =>
    database.write(async (tx) => {
      await set(tx, `${n} first`)
      tx.changed(n % 2 === 0 ? 'claim' : 'quote')
      if (n % 4 === 1) throw new Error(`${n} changed its mind`)
      if (n % 4 === 3) await set(tx, '0 first')
      await set(tx, `${n} second`)
      return n
    }),
  )
  const ends = await Promise.allSettled(acts)
  expect(ends.map(({ status }) => status === 'fulfilled')).toEqual(acts.map((_, n) => n % 2 === 0))
  expect(ends.flatMap((end) => (end.status === 'fulfilled' ? end.value : []))).toEqual(
    Array.from({ length: 20 }, (_, n) => 2 * n),
  )
  const kept = Array.from({ length: 20 }, (_, n) => [`${2 * n} first`, `${2 * n} second`]).flat()
  expect(await names(database)).toEqual(kept.sort())
  expect(heard).toEqual(Array(20).fill(['claim']))
})

it('does not let a write that fills the disk take those waiting with it down', async () => {
  const database = await open('PRAGMA max_page_count = 180')
  const [small, large, other] = await Promise.allSettled([
    database.write((tx) => set(tx, 'small')),
    database.write((tx) => set(tx, 'large', 'x'.repeat(2_000_000))),
    database.write((tx) => set(tx, 'other')),
  ])
  expect([small.status, large.status, other.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(large).toMatchObject({ reason: { code: 'disk-full' } })
  expect(await names(database)).toEqual(['other', 'small'])
})

it('tells of a change that is on the disk, whatever its listener does', async () => {
  const database = await open()
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  database.onChange(() => {
    throw new Error('listener')
  })
  await database.write(async (tx) => {
    await set(tx, 'a')
    tx.changed('claim')
  })
  expect(said).toHaveBeenCalledOnce()
  said.mockRestore()
  expect(await names(database)).toEqual(['a'])
})

it('enforces foreign keys', async () => {
  const database = await open()
  const orphan = database.write((tx) =>
    tx
      .insertInto('snapshot_bytes')
      .values({ snapshot_id: 'nobody', bytes: Buffer.from('x') })
      .execute(),
  )
  await expect(orphan).rejects.toThrow(/FOREIGN KEY/u)
})

it('says that the disk is full, and goes on afterwards', async () => {
  const database = await open('PRAGMA max_page_count = 180')
  await database.write((tx) => set(tx, 'small'))
  const large = database.write((tx) => set(tx, 'large', 'x'.repeat(2_000_000)))
  expect(await codeOf(large)).toBe('disk-full')
  await database.write((tx) => set(tx, 'small too'))
  expect(await names(database)).toEqual(['small', 'small too'])
})

it('serves many reads and writes at once', async () => {
  const database = await open()
  const acts = Array.from({ length: 200 }, (_, n) =>
    n % 3 === 0 ? database.write((tx) => set(tx, String(n))) : names(database),
  )
  await Promise.all(acts)
  expect((await names(database)).length).toBe(67)
})

it('finishes what was asked before it closes, and refuses the rest', async () => {
  const path = join(await folder(), 'desk.attest')
  const writer = await Connection.open(path, 'create')
  await migrate(writer)
  const database = await Database.over(path, 'desk', writer)
  const writes = Array.from({ length: 20 }, (_, n) => database.write((tx) => set(tx, String(n))))
  await database.close()
  await Promise.all(writes)
  expect(await codeOf(database.write((tx) => set(tx, 'late')))).toBe('no-library')
  expect(await codeOf(names(database))).toBe('no-library')
  const again = await Connection.open(path, 'read-only')
  expect(await again.value('SELECT count(*) FROM setting')).toBe(20)
  await again.close()
})
