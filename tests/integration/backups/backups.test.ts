import { spawn } from 'node:child_process'
import { copyFile, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { listBackups, lookIntoBackup, makeBackup, restoreBackup } from '../../../main/backups/backups.ts'
import { dailyTimes, keepDaily } from '../../../main/backups/daily.ts'
import { backupFolder, backupPath } from '../../../main/backups/names.ts'
import { Connection } from '../../../main/store/database.ts'
import type { Library } from '../../../main/store/library.ts'
import { openLibrary } from '../../../main/store/open.ts'
import type { ErrorValue } from '../../../shared/model/error.ts'
import { codeOf, document, folder, header, library, paragraph, strait } from '../store/written.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

async function filled(): Promise<Library> {
  const desk = await library()
  await desk.sources.capture(document(strait, { found: { title: 'Strait' } }))
  await desk.briefings.create({ header: header('Memo'), blocks: [paragraph('one')] })
  return desk
}

const count = async (path: string): Promise<number> => {
  const desk = await openLibrary(path)
  expect(await desk.doctor()).toEqual([])
  const { sources } = await desk.counts()
  await desk.close()
  return sources
}

/** One more source, so that states differ. */
const grow = (desk: Library, text: string) => desk.sources.capture(document(text))

describe('a backup', () => {
  it('is in the list with what is in it, and opens as a library of its own', async () => {
    const desk = await filled()
    const made = await makeBackup(desk, 'asked', Date.UTC(2026, 10, 23, 4, 5, 6))
    expect(basename(made.path)).toBe('desk 2026-11-23 040506Z on request.attest')
    const twice = await makeBackup(desk, 'asked', Date.UTC(2026, 10, 23, 4, 5, 6))
    expect(basename(twice.path)).toBe('desk 2026-11-23 040506Z on request 2.attest')
    const [, listed] = await listBackups(desk.path)
    if (!listed) throw new Error('no backup')
    const known = await lookIntoBackup(listed)
    expect(known).toMatchObject({ counts: await desk.counts(), problem: null, bytes: made.bytes })
    expect(await count(made.path)).toBe(1)
  })

  it('that misses rows is not kept, also when every page of it is sound', async () => {
    const desk = await filled()
    await desk.close()
    const raw = await Connection.open(desk.path, 'read-write')
    await raw.exec('DELETE FROM history WHERE seq = 1')
    await raw.close()
    const again = await openLibrary(desk.path)
    expect(await codeOf(makeBackup(again, 'asked', Date.now()))).toBe('library-corrupt')
    expect(await readdir(backupFolder(desk.path))).toEqual([])
    await again.close()
  })

  it('is stopped when it is no longer wanted, and leaves nothing', async () => {
    const desk = await filled()
    const controller = new AbortController()
    const making = codeOf(makeBackup(desk, 'asked', Date.now(), controller.signal))
    controller.abort()
    expect(await making).toBe('cancelled')
    expect(await readdir(backupFolder(desk.path))).toEqual([])
    expect((await desk.counts()).sources).toBe(1)
  })

  it('that was damaged says so in the list and cannot be restored', async () => {
    const desk = await filled()
    const { path, bytes } = await makeBackup(desk, 'asked', Date.now())
    await desk.close()
    const content = await readFile(path)
    content.fill(0, 4096, bytes - 4096)
    await writeFile(path, content)
    const before = await readFile(desk.path)
    const [listed] = await listBackups(desk.path)
    if (!listed) throw new Error('no backup')
    expect((await lookIntoBackup(listed)).problem?.code).toBe('library-corrupt')
    expect(await codeOf(restoreBackup(path, desk.path, Date.now()))).toBe('library-corrupt')
    expect((await readFile(desk.path)).equals(before)).toBe(true)
    expect((await readdir(dirname(desk.path))).sort()).toEqual(['desk backups', 'desk.attest'])
  })
})

describe('restoring', () => {
  it('puts the backup in place and keeps the present file, with what is only in its log', async () => {
    const desk = await filled()
    const { path } = await makeBackup(desk, 'asked', Date.now())
    await grow(desk, 'A second document, captured after the backup.')
    // As a killed process leaves it: the second document is in the log alone.
    const dir = await folder()
    const file = join(dir, 'desk.attest')
    await copyFile(desk.path, file)
    await copyFile(`${desk.path}-wal`, `${file}-wal`)
    const aside = await restoreBackup(path, file, Date.UTC(2026, 10, 23))
    expect(aside).toBe('desk (before restore 2026-11-23 000000Z).attest')
    expect(await count(file)).toBe(1)
    const [shelved] = await listBackups(file)
    if (!shelved) throw new Error('nothing was set aside')
    // Its log was taken into it.
    expect((await lookIntoBackup(shelved)).counts?.sources).toBe(2)
    expect((await readdir(dir)).sort()).toEqual([aside, 'desk.attest'])
    // It is in the list itself, and can be taken back.
    const [back] = await listBackups(file)
    expect(back?.kind).toBe('aside')
    await restoreBackup(back?.path ?? '', file, Date.UTC(2026, 10, 23))
    expect(await count(file)).toBe(2)
    expect((await readdir(dir)).sort()).toEqual([
      'desk (before restore 2026-11-23 000000Z 2).attest',
      aside,
      'desk.attest',
    ])
  })

  it('brings back a library that is missing or damaged', async () => {
    const desk = await filled()
    const { path } = await makeBackup(desk, 'asked', Date.now())
    await desk.close()
    await rm(desk.path)
    expect(await restoreBackup(path, desk.path, Date.now())).toBe(null)
    expect(await count(desk.path)).toBe(1)
    await writeFile(desk.path, 'not a library at all')
    const aside = await restoreBackup(path, desk.path, Date.now())
    expect(await count(desk.path)).toBe(1)
    expect(await readFile(join(dirname(desk.path), aside ?? ''), 'utf8')).toBe('not a library at all')
  })

  it('refuses while somebody has the library open', async () => {
    const desk = await filled()
    const { path } = await makeBackup(desk, 'asked', Date.now())
    const before = (await readdir(dirname(desk.path))).sort()
    expect(await codeOf(restoreBackup(path, desk.path, Date.now()))).toBe('library-locked')
    expect((await readdir(dirname(desk.path))).sort()).toEqual(before)
    await grow(desk, 'Still writes where it wrote.')
    await desk.close()
    expect(await count(desk.path)).toBe(2)
  })

  it('killed at any moment, leaves the library whole: the present one or the restored one', async () => {
    const desk = await filled()
    const { path } = await makeBackup(desk, 'asked', Date.now())
    await grow(desk, 'A second document, captured after the backup.')
    const states = new Set<string>()
    const script = join(import.meta.dirname, 'restorer.ts')
    for (const wait of [0, 15, 30, 45, 70]) {
      const dir = await folder()
      const file = join(dir, 'desk.attest')
      await copyFile(desk.path, file)
      await copyFile(`${desk.path}-wal`, `${file}-wal`)
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, path, file])
      onTestFinished(() => void child.kill('SIGKILL'))
      const gone = new Promise((resolve) => child.once('exit', resolve))
      let said = ''
      await new Promise<void>((resolve) => {
        child.once('exit', () => resolve())
        child.stdout.on('data', (data) => {
          said += String(data)
          if (said.includes('begins')) resolve()
        })
      })
      // From the first step to well after the last.
      await new Promise((resolve) => setTimeout(resolve, wait))
      child.kill('SIGKILL')
      await gone
      const sources = await count(file)
      const aside = (await listBackups(file)).find(({ kind }) => kind === 'aside')
      states.add(`${sources} ${said.includes('done')}`)
      if (said.includes('done')) expect(sources).toBe(1)
      // Once the restored one is there, or the log is gone, the one from before is whole beside it.
      if (sources === 1) expect(await count(aside?.path ?? '')).toBe(2)
    }
    expect([...states]).toContain('2 false')
  })
})

describe('daily backups', () => {
  function clock(desk: Library, start: number) {
    let at = start
    const troubles: (ErrorValue | null)[] = []
    const daily = keepDaily({
      library: desk,
      now: () => at,
      onTrouble: (trouble) => troubles.push(trouble),
      times: { ...dailyTimes, first: 2 ** 30, every: 2 ** 30 },
    })
    onTestFinished(() => daily.stop())
    const wait = (ms: number) => {
      at += ms
    }
    /** Something is written at this time. */
    const type = async (text: string) => {
      await grow(desk, text)
      await utimes(`${desk.path}-wal`, at / 1000, at / 1000)
    }
    return { daily, type, troubles, wait }
  }

  it('come once a day while something was changed, not in the middle of a sentence, and are thinned', async () => {
    const desk = await filled()
    const { daily, type, troubles, wait } = clock(desk, Date.now() + HOUR)
    expect(await daily.look()).toBe(true)
    expect(await daily.look()).toBe(false)
    wait(DAY - 60_000)
    await type('before its time')
    expect(await daily.look()).toBe(false)
    wait(2 * 60_000)
    await type('just now')
    expect(await daily.look()).toBe(false)
    wait(20_000)
    expect(await daily.look()).toBe(true)
    // Nothing was written since.
    wait(3 * DAY)
    expect(await daily.look()).toBe(false)
    for (let day = 0; day < 12; day++) {
      await type(`day ${day}`)
      wait(DAY)
      expect([day, await daily.look(), troubles.filter((trouble) => trouble !== null)]).toEqual([
        day,
        true,
        [],
      ])
    }
    const kept = await listBackups(desk.path)
    expect(kept.length).toBeGreaterThanOrEqual(8)
    expect(kept.length).toBeLessThan(12)
  })

  it('are made all the same when somebody types for an hour', async () => {
    const desk = await filled()
    const { daily, type, wait } = clock(desk, Date.now() + HOUR)
    expect(await daily.look()).toBe(true)
    wait(2 * DAY)
    for (let minute = 0; minute < 59; minute += 10) {
      await type(`in minute ${minute}`)
      expect(await daily.look()).toBe(false)
      wait(10 * 60_000)
    }
    await type('at last')
    expect(await daily.look()).toBe(true)
  })

  it('are not made of an empty library', async () => {
    const desk = await library()
    const { daily } = clock(desk, Date.now())
    expect(await daily.look()).toBe(false)
    expect(await readdir(dirname(desk.path))).not.toContain('desk backups')
  })

  it('that fail are told, do not stop anyone’s work, and are tried again', async () => {
    const desk = await filled()
    const { daily, wait, troubles } = clock(desk, Date.now() + HOUR)
    // Something is in the way of the folder.
    await writeFile(backupFolder(desk.path), '')
    expect(await daily.look()).toBe(false)
    expect(troubles.map((trouble) => trouble?.message.length ?? 0)).toEqual([expect.any(Number)])
    expect(troubles[0]).not.toBe(null)
    await grow(desk, 'work goes on')
    await rm(backupFolder(desk.path))
    wait(30 * 60_000)
    expect(await daily.look()).toBe(false)
    wait(31 * 60_000)
    expect(await daily.look()).toBe(true)
    expect(troubles.at(-1)).toBe(null)
  })

  it('never touch what they did not make', async () => {
    const desk = await filled()
    await mkdir(backupFolder(desk.path))
    const foreign = join(backupFolder(desk.path), 'my notes.txt')
    await writeFile(foreign, 'mine')
    for (let day = 1; day < 30; day++) {
      await writeFile(backupPath(desk.path, 'asked', Date.now() - day * DAY), 'asked for')
    }
    const { daily } = clock(desk, Date.now() + DAY)
    await utimes(`${desk.path}-wal`, Date.now() / 1000 + 90_000, Date.now() / 1000 + 90_000)
    expect(await daily.look()).toBe(true)
    expect((await listBackups(desk.path)).filter(({ kind }) => kind === 'asked').length).toBe(29)
    expect((await stat(foreign)).size).toBe(4)
  })
})
