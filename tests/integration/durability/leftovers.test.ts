import { link, readdir, rename, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
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

describe('a restore that was killed just before its last step', () => {
  const aside = (name: string): string =>
    name.replace('.attest', ' (before restore 2026-11-23 154501Z).attest')

  it('and had moved the log aside: it comes back', async () => {
    const made = await library()
    await made.close()
    await link(made.path, aside(made.path))
    await writeFile(`${aside(made.path)}-wal`, '')
    await (await openLibrary(made.path)).close()
    expect(await readdir(dirname(made.path))).toEqual(['desk.attest'])
  })

  it('leaves other names of the file alone', async () => {
    const made = await library()
    await made.close()
    const copies = await folder()
    await link(made.path, join(dirname(made.path), 'kept.attest'))
    await link(made.path, join(copies, 'desk (before restore 2026-11-23 154501Z).attest'))
    await (await openLibrary(made.path)).close()
    expect((await readdir(dirname(made.path))).sort()).toEqual(['desk.attest', 'kept.attest'])
    expect(await readdir(copies)).toHaveLength(1)
  })

  it('where no second names can be given: says where the library is', async () => {
    const made = await library()
    await made.close()
    await rename(made.path, aside(made.path))
    await expect(openLibrary(made.path)).rejects.toMatchObject({
      code: 'not-found',
      hint: expect.stringContaining('“desk (before restore 2026-11-23 154501Z)” beside it'),
    })
    await (await openLibrary(aside(made.path))).close()
  })
})
