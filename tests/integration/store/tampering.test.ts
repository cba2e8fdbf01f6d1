import { spawn } from 'node:child_process'
import {
  appendFile,
  copyFile,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  unlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Library } from '../../../main/store/library.ts'
import { openLibrary } from '../../../main/store/open.ts'
import type { AttestError } from '../../../shared/model/error.ts'
import { blocksAt, firstBlock } from './edits.ts'
import { folder, header, library, paragraph } from './written.ts'

/** An open library with a briefing, and a way to save into it. */
async function desk(made?: Library) {
  const opened = made ?? (await library())
  const briefing = await opened.briefings.create({ header: header('Memo'), blocks: [paragraph('first')] })
  let revision = 1
  /** What saving answered: null when it was acknowledged. */
  const save = async (text: string): Promise<AttestError | null> => {
    const upserts = [{ ...paragraph(text), id: briefing.blocks[0]?.id ?? '' }]
    try {
      const change = { briefingId: briefing.id, baseRevision: revision, upserts, removals: [] }
      revision = (await opened.briefings.save(change)).revision
      return null
    } catch (error) {
      return error as AttestError
    }
  }
  const textIn = async (path: string): Promise<string> => {
    const again = await openLibrary(path)
    try {
      expect(await again.doctor()).toEqual([])
      return JSON.stringify((await again.briefings.get(briefing.id)).blocks)
    } finally {
      await again.close()
    }
  }
  return { opened, path: opened.path, away: join(opened.path, '../away.attest'), save, textIn }
}

const words = (error: AttestError | null): [string, string] => [error?.code ?? 'saved', error?.message ?? '']

describe('a library whose file another program touches while it is open', () => {
  it('moved away: the very next save is refused, and goes through once it is back', async () => {
    const { opened, path, away, save, textIn } = await desk()
    expect(await save('before')).toBe(null)
    await rename(path, away)
    expect(words(await save('lost?'))).toEqual([
      'not-found',
      expect.stringMatching(/moved, renamed or deleted/u),
    ])
    // What was acknowledged is whole in the moved file now, without the log that stayed behind.
    const copy = join(await folder(), 'copy.attest')
    await copyFile(away, copy)
    expect(await textIn(copy)).toContain('before')
    await rename(away, path)
    expect(await save('after')).toBe(null)
    await opened.close()
    expect(await textIn(path)).toContain('after')
  })

  it('deleted: says so, says that the text is safe, and does not write into nothing', async () => {
    const { path, save } = await desk()
    await unlink(path)
    const error = await save('lost?')
    expect(words(error)).toEqual(['not-found', expect.stringMatching(/deleted while it is open/u)])
    expect(error?.hint).toMatch(/can be saved elsewhere/u)
    expect(words(await save('again'))[0]).toBe('not-found')
  })

  it('replaced: the other file stays as it is, also by the log that lies beside it', async () => {
    const { opened, path, away, save, textIn } = await desk()
    const other = await library()
    await other.briefings.create({ header: header('Other'), blocks: [paragraph('another desk')] })
    await other.close()
    await rename(path, away)
    await copyFile(other.path, path)
    const before = await readFile(path)
    expect(words(await save('lost?'))).toEqual(['not-found', expect.stringMatching(/took the place/u)])
    expect((await stat(`${path}-wal`)).size).toBe(0)
    await opened.close()
    expect(before.equals(await readFile(path))).toBe(true)
    expect(await textIn(away)).toContain('first')
    const replacement = await openLibrary(path)
    expect((await replacement.briefings.list()).map((each) => each.header.subject)).toEqual(['Other'])
    expect(await replacement.doctor()).toEqual([])
    await replacement.close()
  })

  it.each([
    ['to nothing', (size: number) => size * 0],
    ['by a page', (size: number) => size - 4096],
    ['in the middle', (size: number) => Math.floor(size / 2)],
  ])('cut short %s: nothing is saved into it any more', async (_, left) => {
    const { path, save } = await desk()
    await truncate(path, left((await stat(path)).size))
    expect(words(await save('lost?'))).toEqual(['library-corrupt', expect.stringMatching(/cut .* short/u)])
    expect(words(await save('again'))[0]).toBe('library-corrupt')
  })

  it('overwritten in place by another library of any size, or by an older copy: saving stops', async () => {
    for (const what of ['other', 'larger', 'older'] as const) {
      const first = await library()
      const older = join(await folder(), 'older.attest')
      await first.backup(older)
      const { path, save } = await desk(first)
      const other = await library()
      if (what === 'larger') await desk(other)
      await other.close()
      // Folded in, so that the file alone holds everything, as it does after a while.
      await first.tidy()
      const bytes = await readFile(what === 'older' ? older : other.path)
      const { size, mtimeNs } = await stat(path, { bigint: true })
      const room = Buffer.alloc(Math.max(0, Number(size) - bytes.length))
      // A kernel gives all writing of one tick (some ms) one date: as the last of our own, it would not be seen.
      while ((await stat(path, { bigint: true })).mtimeNs === mtimeNs) {
        const file = await open(path, 'r+')
        await file.write(Buffer.concat([bytes, room]), 0, null, 0)
        await file.close()
      }
      expect([what, ...words(await save('lost?'))]).toEqual([
        what,
        'library-corrupt',
        expect.stringMatching(/wrote into the library/u),
      ])
      expect(words(await save('again'))[0]).toBe('library-corrupt')
    }
  })

  it('replaced or moved: no backup is made of another file under its name', async () => {
    const { opened, path, away } = await desk()
    const other = await library()
    await other.close()
    await rename(path, away)
    const copy = join(await folder(), 'copy.attest')
    const backup = (): Promise<AttestError> =>
      opened.backup(copy).catch((error: AttestError) => error) as never
    expect((await backup()).message).toMatch(/moved, renamed or deleted .*; no backup was made/u)
    await copyFile(other.path, path)
    expect((await backup()).message).toMatch(/took the place .*; no backup was made/u)
    expect(await readdir(join(copy, '..'))).toEqual([])
    await rename(away, path)
    await opened.backup(copy)
    const kept = await openLibrary(copy)
    expect((await kept.briefings.list()).map((each) => each.header.subject)).toEqual(['Memo'])
    await kept.close()
  })

  it('only its dates, or bytes after its end: saving goes on', async () => {
    const { opened, path, save, textIn } = await desk()
    await utimes(path, new Date(1_000_000), new Date(1_000_000))
    expect(await save('touched')).toBe(null)
    await utimes(path, new Date(), new Date())
    expect(await save('touched again')).toBe(null)
    await opened.close()
    expect(await textIn(path)).toContain('touched again')
  })

  it('the log beside it removed: what was acknowledged is put into the library at once', async () => {
    for (const how of ['removed', 'replaced'] as const) {
      const { path, save, textIn } = await desk()
      expect(await save('acknowledged')).toBe(null)
      await rm(`${path}-wal`)
      if (how === 'replaced') await writeFile(`${path}-wal`, 'not a log')
      expect(words(await save('lost?'))).toEqual(['io', expect.stringMatching(/removed the file/u)])
      // As a power cut would leave it.
      const copy = join(await folder(), 'copy.attest')
      await copyFile(path, copy)
      expect(await textIn(copy)).toContain('acknowledged')
    }
  })

  it('whatever the clock says', async () => {
    const { path, save } = await desk()
    expect(await save('at noon')).toBe(null)
    vi.spyOn(Date, 'now').mockReturnValue(Date.now() - 86_400_000)
    onTestFinished(() => void vi.restoreAllMocks())
    await unlink(path)
    expect(words(await save('lost?'))[0]).toBe('not-found')
  })

  it('an examination or a tidy in between hides nothing', async () => {
    for (const between of ['doctor', 'tidy'] as const) {
      const { opened, path, save } = await desk()
      await truncate(path, 8192)
      await opened[between]().catch(() => undefined)
      expect(words(await save('lost?'))).toEqual(['library-corrupt', expect.stringMatching(/cut .* short/u)])
    }
  })
})

it('leaves the moved file whole and the new one of its name untouched when the process is then killed', async () => {
  const made = await library()
  const { id } = await made.briefings.create({ header: header('Memo'), blocks: [firstBlock] })
  await made.close()
  const fresh = await library()
  await fresh.close()
  const args = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'undaunted.ts'), made.path]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  const errors: Buffer[] = []
  child.stderr.on('data', (bytes: Buffer) => errors.push(bytes))
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const away = join(made.path, '../away.attest')
  let acknowledged = 0
  for await (const line of createInterface({ input: child.stdout })) {
    const revision = Number(/^s (\d+)$/u.exec(line)?.[1] ?? 0)
    acknowledged = Math.max(acknowledged, revision)
    if (revision === 30) {
      await rename(made.path, away)
      await copyFile(fresh.path, made.path)
    }
  }
  await ended
  expect(Buffer.concat(errors).toString()).toMatch(/took the place|moved, renamed/u)
  expect(acknowledged).toBeGreaterThanOrEqual(30)
  const moved = await openLibrary(away)
  const { revision, blocks } = await moved.briefings.get(id)
  expect(revision).toBeGreaterThanOrEqual(acknowledged)
  expect(blocks).toEqual(blocksAt(revision))
  expect(await moved.doctor()).toEqual([])
  await moved.close()
  const replacement = await openLibrary(made.path)
  expect(await replacement.briefings.list()).toEqual([])
  expect(await replacement.doctor()).toEqual([])
  await replacement.close()
})

it('ends with every word in the file when a library was moved for a moment only', async () => {
  const { opened, path, away, save, textIn } = await desk()
  for (let turn = 0; turn < 5; turn++) {
    await rename(path, away)
    await rename(away, path)
    expect(await save(`turn ${turn}`)).toBe(null)
  }
  await appendFile(path, '')
  await opened.close()
  expect(await textIn(path)).toContain('turn 4')
  expect(await readdir(join(path, '..'))).toEqual(['desk.attest'])
})
