import { readdir, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { openLibrary } from '../../../main/store/open.ts'
import { writeWhole } from '../../../main/wholeFile.ts'
import { folder, library } from '../store/written.ts'

/** Files as killed processes leave them, two hours ago or just now. */
async function leave(where: string, names: readonly string[], hours: number): Promise<void> {
  const then = new Date(Date.now() - hours * 60 * 60_000)
  for (const name of names) {
    await writeFile(join(where, name), 'half of it')
    await utimes(join(where, name), then, then)
  }
}
const hidden = async (where: string): Promise<string[]> =>
  (await readdir(where)).filter((name) => name.startsWith('.')).sort()

const old = [
  '.desk.attest.0123456789ab.part',
  '.desk.attest.0123456789ab.part-journal',
  '.desk.attest.0123456789ab.part.attest-wal',
]
const copies = ['.desk.backup-v1-2026-03-15T093005.attest.0123456789ab.part']
const others = [
  '.other.attest.0123456789ab.part',
  '.desk.attest.part',
  '.notes',
  '.desktop.attest.0123456789ab.part',
]
const young = ['.desk.attest.ba9876543210.part']

it('deletes what a killed process left beside a library when it is opened, and nothing else', async () => {
  const made = await library()
  await made.close()
  const where = dirname(made.path)
  await leave(where, [...old, ...copies, ...others], 2)
  await leave(where, young, 0)
  await (await openLibrary(made.path)).close()
  expect(await hidden(where)).toEqual([...others, ...young].sort())
})

it('deletes the unfinished backup when the next one of that name is made', async () => {
  const made = await library()
  const where = await folder()
  await leave(where, ['.copy.attest.0123456789ab.part', ...others], 2)
  await leave(where, ['.copy.attest.ba9876543210.part'], 0)
  await made.backup(join(where, 'copy.attest'))
  expect(await hidden(where)).toEqual([...others, '.copy.attest.ba9876543210.part'].sort())
})

it('deletes the unfinished export when the next one of that name is made', async () => {
  const where = await folder()
  const long = `${'x'.repeat(120)}.pdf`
  await leave(where, ['.memo.pdf.0123456789ab.part', ...others], 2)
  await leave(where, [`.${'x'.repeat(40)}.0123456789ab.part`], 2)
  await writeWhole(join(where, 'memo.pdf'), Buffer.from('whole'))
  await writeWhole(join(where, long), Buffer.from('whole'))
  expect(await hidden(where)).toEqual([...others].sort())
})
