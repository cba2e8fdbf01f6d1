import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../../parts.ts'
import { attest, attestJson, type Failure } from './attest.ts'

let folder = ''
let desk = ''
let library: string[] = []
const at = (name: string): string => join(folder, name)
const secret = 'The lamp of Orrin Vale went out at four.'

interface Backups {
  readonly items: readonly {
    file: string
    kind: string
    counts: { sources: number } | null
    problem: string | null
  }[]
}
const backups = () => attestJson<Backups>(['backups', ...library])
/** The backup that was made on request. */
const askedFor = async (): Promise<string> =>
  (await backups()).answer.items.find(({ kind }) => kind === 'asked')?.file ?? ''
const sources = async (file = desk): Promise<string[]> => {
  const { answer } = await attestJson<{ items: { key: string }[] }>(['list', 'sources', '--library', file])
  return answer.items.map(({ key }) => key).sort()
}
/** A library with one source, in a folder of its own. */
async function makeDesk(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'attest-kept-'))
  desk = at('work.attest')
  library = ['--library', desk]
  await attestJson(['new', ...library])
  writeFileSync(at('harbour.txt'), 'The harbour froze in March.\n')
  await attestJson(['import', at('harbour.txt'), ...library])
}
const removeDesk = (): void => rmSync(folder, { recursive: true, force: true })

/** Files of the folder that hold the words. */
const holding = (words: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(at(name)).isFile() && /\.attest(?:-wal|-shm)?$/u.test(name))
    .filter((name) => readFileSync(at(name)).includes(words))

describe('backups on the command line', { timeout: 120_000 }, () => {
  beforeAll(makeDesk)
  afterAll(removeDesk)

  it('are made, listed with what they hold, and put back, the present file kept aside', async () => {
    const made = await attestJson<{ item: { file: string; sha256: string } }>(['backup', ...library])
    expect(made.exit).toBe(0)
    writeFileSync(at('lamp.txt'), `${secret}\n`)
    await attestJson(['import', at('lamp.txt'), ...library])
    const { exit, answer } = await backups()
    expect(exit).toBe(0)
    expect(answer.items).toMatchObject([
      { file: made.answer.item.file, kind: 'asked', counts: { sources: 1 }, problem: null },
    ])
    const restored = await attestJson<{ item: { file: string; aside: string } }>([
      'restore',
      made.answer.item.file,
      ...library,
    ])
    expect(restored.exit).toBe(0)
    expect(await sources()).toEqual(['harbour'])
    // Nothing was lost: what stood there has everything.
    const aside = resolve(folder, restored.answer.item.aside)
    expect(await sources(aside)).toEqual(['harbour', 'lamp'])
    const back = await attestJson(['restore', aside, ...library])
    expect(back.exit).toBe(0)
    expect(await sources()).toEqual(['harbour', 'lamp'])
  })

  it('make a new library, never over one that is there', async () => {
    const file = await askedFor()
    expect((await attestJson(['restore', file, '--out', at('new.attest'), ...library])).exit).toBe(0)
    expect(await sources(at('new.attest'))).toEqual(['harbour'])
    const again = await attestJson<Failure>(['restore', file, '--out', at('new.attest'), ...library])
    expect([again.exit, again.answer.error.code]).toEqual([3, 'taken'])
  })

  it('that are no libraries are named as such, and not put back', async () => {
    const file = await askedFor()
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.subarray(0, 3000))
    const listed = await backups()
    expect(listed.exit).toBe(1)
    expect(listed.answer.items.find((item) => item.file === file)?.problem).toMatch(/\S/u)
    const before = readFileSync(desk)
    const refused = await attestJson<Failure>(['restore', file, ...library])
    expect([refused.exit, refused.answer.error.code]).toEqual([3, 'library-corrupt'])
    expect(refused.answer.error.hint).not.toBe('')
    expect(readFileSync(desk).equals(before)).toBe(true)
    writeFileSync(file, bytes)
    const gone = await attestJson<Failure>(['restore', at('gone.attest'), ...library])
    expect([gone.exit, gone.answer.error.code]).toEqual([3, 'not-found'])
    expect(await sources()).toEqual(['harbour', 'lamp'])
  })

  it('are not put in the place of a library that another process has open', async () => {
    const copy = at('held.attest')
    cpSync(desk, copy)
    const file = await askedFor()
    const holder = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(root, 'tests/fixtures/cli/hold.ts'), copy],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    )
    try {
      await once(holder.stdout, 'data')
      for (const args of [['restore', file], ['purge', 'lamp', '--yes'], ['backup']]) {
        const { exit, answer } = await attestJson<Failure>([...args, '--library', copy])
        expect([args[0], exit, answer.error.code]).toEqual([args[0], 3, 'library-locked'])
      }
    } finally {
      holder.kill('SIGKILL')
      await once(holder, 'close')
    }
    expect(await sources(copy)).toEqual(['harbour', 'lamp'])
  })
})

describe('purging on the command line', { timeout: 120_000 }, () => {
  beforeAll(makeDesk)
  afterAll(removeDesk)

  it('tells what would go and does nothing, until it is told to; then no byte is left', async () => {
    writeFileSync(at('lamp.txt'), `${secret}\n`)
    await attestJson(['import', at('lamp.txt'), ...library])
    await attestJson(['add', 'claim', '--source', 'lamp', '--exact', secret, ...library])
    await attestJson(['backup', ...library])
    expect(holding('Orrin Vale').length).toBeGreaterThan(1)

    const asked = await attest(['purge', 'lamp', ...library])
    expect([asked.exit, asked.stdout]).toEqual([0, expect.stringContaining('Nothing was done')])
    expect(await sources()).toEqual(['harbour', 'lamp'])

    const done = await attestJson<{ item: { purged: boolean; backups: number } }>([
      ...['purge', 'lamp', '--yes', '--force', '--redo-backups'],
      ...library,
    ])
    expect(done.exit).toBe(0)
    expect(done.answer.item).toMatchObject({ purged: true, backups: 0 })
    expect(await sources()).toEqual(['harbour'])
    expect(holding('Orrin Vale')).toEqual([])
    expect(holding('harbour froze').length).toBeGreaterThan(0)
    expect(existsSync(desk)).toBe(true)

    const again = await attestJson<Failure>(['purge', 'lamp', '--yes', ...library])
    expect([again.exit, again.answer.error.code]).toEqual([3, 'not-found'])
  })
})
