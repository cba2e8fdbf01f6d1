import { spawnSync } from 'node:child_process'
import { copyFile, open, readdir, rm, stat, truncate, utimes } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Connection } from '../../../main/store/database.ts'
import { openLibrary } from '../../../main/store/open.ts'
import type { AttestError } from '../../../shared/model/error.ts'
import { folder, header, library, paragraph } from './written.ts'

/** An open library with a text that was saved forty times, the last of them only in the log. */
async function desk() {
  const opened = await library()
  const { path } = opened
  const briefing = await opened.briefings.create({ header: header('Memo'), blocks: [paragraph('first')] })
  let revision = 1
  /** What saving answered: an empty string when it was acknowledged. */
  const save = async (text: string): Promise<string> => {
    const upserts = [{ ...paragraph(text), id: briefing.blocks[0]?.id ?? '' }]
    try {
      const change = { briefingId: briefing.id, baseRevision: revision, upserts, removals: [] }
      revision = (await opened.briefings.save(change)).revision
      return ''
    } catch (error) {
      const { code, message, hint } = error as AttestError
      return `${code}: ${message} ${hint}`
    }
  }
  for (let n = 0; n < 40; n++) expect(await save(`edit ${n}`)).toBe('')
  const textIn = async (file: string): Promise<string> => {
    const again = await openLibrary(file)
    try {
      expect(await again.doctor()).toEqual([])
      return JSON.stringify((await again.briefings.get(briefing.id)).blocks)
    } finally {
      await again.close()
    }
  }
  const soundnessOf = async (file: string): Promise<unknown> => {
    const again = await openLibrary(file)
    return again.doctor().finally(() => again.close())
  }
  const rescued = async (): Promise<string[]> =>
    (await readdir(dirname(path))).filter((name) => name.includes('(rescued '))
  return { opened, path, log: `${path}-wal`, index: `${path}-shm`, save, textIn, soundnessOf, rescued }
}

async function overwrite(path: string, from: number, length: number): Promise<void> {
  const { mtimeNs } = await stat(path, { bigint: true })
  // A kernel gives all writing of one tick (some ms) one date.
  while ((await stat(path, { bigint: true })).mtimeNs === mtimeNs) {
    const file = await open(path, 'r+')
    await file.write(Buffer.alloc(length, 'x'), 0, length, from)
    await file.close()
  }
}
const ruin: Record<string, (log: string) => Promise<void>> = {
  'cut to nothing': (log) => truncate(log, 0),
  'cut in the middle': async (log) => truncate(log, Math.floor((await stat(log)).size / 2)),
  'cut by a byte': async (log) => truncate(log, (await stat(log)).size - 1),
  'overwritten at its beginning': (log) => overwrite(log, 0, 4096),
  'overwritten in its middle': async (log) => overwrite(log, Math.floor((await stat(log)).size / 2), 8192),
}

describe('the log beside an open library', () => {
  it.each(Object.keys(ruin))('%s: saving stops, and all that was acknowledged is in a copy', async (how) => {
    const { opened, path, log, save, textIn, soundnessOf, rescued } = await desk()
    await ruin[how]?.(log)
    expect(await save('lost?')).toMatch(
      /^library-corrupt: Another program (cut|wrote into) the file that ends in “-wal” .*not saved\. .*“desk \(rescued .*open that one.*elsewhere/u,
    )
    expect(await save('again')).toMatch(/^library-corrupt: .*rescued/u)
    const [copy = '', ...others] = await rescued()
    expect(others).toEqual([])
    await opened.close()
    expect(await textIn(join(dirname(path), copy))).toContain('edit 39')
    // Nothing of the ruined log was laid over the library: it is an earlier state of itself, whole.
    expect(await soundnessOf(path)).toEqual([])
  })

  it.each(['tidy', 'close'] as const)(
    'cut to nothing before a %s: its ruins are not folded in',
    async (act) => {
      const { opened, path, log, textIn, soundnessOf, rescued } = await desk()
      await truncate(log, 0)
      await opened[act]().catch(() => undefined)
      await opened.close()
      const [copy = ''] = await rescued()
      expect(await textIn(join(dirname(path), copy))).toContain('edit 39')
      expect(await soundnessOf(path)).toEqual([])
    },
  )

  it('cut to nothing when all of it was in the library already: saving goes on', async () => {
    const { opened, path, log, save, textIn, rescued } = await desk()
    await opened.tidy()
    await truncate(log, 0)
    expect(await save('after')).toBe('')
    expect(await save('after that')).toBe('')
    await opened.close()
    expect(await textIn(path)).toContain('after that')
    expect(await rescued()).toEqual([])
  })

  it('cut in the middle after a part of it was folded in: the library is what was folded in', async () => {
    const { opened, path, log, save, textIn, rescued } = await desk()
    // While somebody reads, the log is folded in and not begun anew.
    const reader = await Connection.open(path, 'read-only')
    await reader.run('BEGIN')
    await reader.run('SELECT name FROM meta')
    await opened.tidy()
    expect(await save('the very last')).toBe('')
    await reader.close()
    await truncate(log, 32 + 3 * (4096 + 24))
    expect(await save('lost?')).toMatch(/^library-corrupt/u)
    await opened.close()
    expect(await textIn(path)).toMatch(/edit 39|the very last/u)
    const [copy = ''] = await rescued()
    expect(await textIn(join(dirname(path), copy))).toContain('the very last')
  })

  it('only its dates: saving goes on', async () => {
    const { opened, path, log, save, textIn } = await desk()
    await utimes(log, new Date(1_000_000), new Date(1_000_000))
    expect(await save('touched')).toBe('')
    await opened.close()
    expect(await textIn(path)).toContain('touched')
  })
})

describe('the index of the log beside an open library', () => {
  it('removed: what was acknowledged is put into the library at once, and saving stops', async () => {
    const { path, index, save, textIn } = await desk()
    await rm(index)
    expect(await save('lost?')).toMatch(
      /^io: Another program removed the file that ends in “-shm” .*not saved\. .*is safe .*open it again/u,
    )
    // As a power cut would leave it.
    const copy = join(await folder(), 'copy.attest')
    await copyFile(path, copy)
    expect(await textIn(copy)).toContain('edit 39')
  })

  // The system kills a process that touches what was cut away of a mapped file: it has to be one of its own.
  it.each(['save', 'read', 'doctor', 'backup'])('cut to nothing: a %s makes it again', async (act) => {
    const place = join(await folder(), 'desk.attest')
    const { signal, stdout, stderr } = spawnSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'cutter.ts'), place, act],
      { encoding: 'utf8' },
    )
    expect([signal, stderr]).toEqual([null, ''])
    expect(stdout).toBe('revision 12\n')
  })
})
