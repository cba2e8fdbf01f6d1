import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmod,
  copyFile,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { describe, expect, it, onTestFinished } from 'vitest'
import { Connection } from '../../../main/store/database.ts'
import { migrations } from '../../../main/store/migrations/index.ts'
import { createLibrary, openLibrary } from '../../../main/store/open.ts'
import { codeOf, document, folder, header, library, paragraph, strait } from './written.ts'

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const isRoot = process.getuid?.() === 0
const hashOf = async (path: string) =>
  createHash('sha256')
    .update(await readFile(path))
    .digest('hex')

/** A closed library with something in it. */
async function closed(): Promise<string> {
  const desk = await library()
  await desk.sources.capture(document(strait, { found: { title: 'Strait' } }))
  await desk.briefings.create({
    header: header('Memo'),
    blocks: Array.from({ length: 200 }, (_, at) => paragraph(`${at} `.repeat(100))),
  })
  await desk.close()
  return desk.path
}

/** Expects a refusal that leaves the file and its folder as they were. */
async function refused(path: string): Promise<string | null> {
  const before = [await hashOf(path), (await readdir(join(path, '..'))).sort()]
  const code = await codeOf(openLibrary(path))
  expect([await hashOf(path), (await readdir(join(path, '..'))).sort()]).toEqual(before)
  return code
}

async function run(path: string, options: { uid?: number; create?: boolean } = {}) {
  const args = [join(import.meta.dirname, 'holder.ts'), path, ...(options.create ? ['create'] : [])]
  const user = options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }
  const child: ChildProcess = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...user,
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  if (!child.stdout) throw new Error('no stdout')
  const [line] = await Promise.race([
    (async () => {
      for await (const said of createInterface({ input: child.stdout as NodeJS.ReadableStream }))
        return [said]
      return ['{}']
    })(),
  ])
  return {
    answer: JSON.parse(line ?? '{}') as { opened?: string; code?: string; message?: string },
    child,
    gone,
  }
}

it('leaves only the library in its folder after closing, and the same library opens again', async () => {
  const dir = await folder()
  const path = join(dir, 'Norvia desk.attest')
  const desk = await createLibrary(path, { version: '0.1.0' })
  expect([desk.name, desk.path]).toEqual(['Norvia desk', path])
  await desk.sources.capture(document(strait))
  await desk.close()
  expect(await readdir(dir)).toEqual(['Norvia desk.attest'])
  const again = await openLibrary(path)
  expect(again.id).toBe(desk.id)
  expect((await again.counts()).sources).toBe(1)
  expect(await codeOf(desk.counts())).toBe('no-library')
  await again.close()
  await again.close()
  expect(await readdir(dir)).toEqual(['Norvia desk.attest'])
})

it('switches on what keeps a library safe, on both kinds of connection', async () => {
  const desk = await library()
  const raw = await Connection.open(desk.path, 'read-only')
  expect(await raw.value('PRAGMA journal_mode')).toBe('wal')
  expect(await raw.value('PRAGMA application_id')).toBe(0x41545354)
  expect(await raw.value('PRAGMA user_version')).toBe(migrations.length)
  const { rows } = await raw.run(`SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
    AND strict = 0 AND name NOT LIKE 'sqlite_%'`)
  expect(rows).toEqual([])
  await raw.close()
})

describe('refuses and leaves untouched', () => {
  it('a library of a newer format', async () => {
    const path = await closed()
    const raw = await Connection.open(path, 'read-write')
    await raw.exec('PRAGMA journal_mode = DELETE; PRAGMA user_version = 99')
    await raw.close()
    expect(await refused(path)).toBe('library-newer')
  })

  it('a newer format that is still only in the write-ahead log', async () => {
    const path = await closed()
    const raw = await Connection.open(path, 'read-write')
    await raw.exec('PRAGMA user_version = 99')
    // As a killed process leaves it: the file says 1, the log 2.
    const copy = join(await folder(), 'killed.attest')
    await copyFile(path, copy)
    await copyFile(`${path}-wal`, `${copy}-wal`)
    await raw.close()
    const before = [await hashOf(copy), await hashOf(`${copy}-wal`)]
    expect(await codeOf(openLibrary(copy))).toBe('library-newer')
    expect([await hashOf(copy), await hashOf(`${copy}-wal`)]).toEqual(before)
  })

  it('what is no library: text, nothing, another SQLite file, a folder, a file that is not there', async () => {
    const dir = await folder()
    const path = (name: string) => join(dir, name)
    await writeFile(path('text.attest'), 'This is a letter, not a library. '.repeat(100))
    await writeFile(path('empty.attest'), '')
    const other = await Connection.open(path('other.attest'), 'create')
    await other.exec('CREATE TABLE t (a)')
    await other.close()
    for (const name of ['text.attest', 'empty.attest', 'other.attest']) {
      expect(await refused(path(name)), name).toBe('library-corrupt')
    }
    await mkdir(path('folder.attest'))
    expect(await codeOf(openLibrary(path('folder.attest')))).toBe('library-corrupt')
    expect(await codeOf(openLibrary(path('missing.attest')))).toBe('not-found')
    expect((await readdir(dir)).sort()).toEqual([
      'empty.attest',
      'folder.attest',
      'other.attest',
      'text.attest',
    ])
  })

  it('a library whose end is missing', async () => {
    const path = await closed()
    const { size } = await stat(path)
    for (const length of [size - 4096, Math.floor(size / 2), 4096, 50]) {
      await truncate(path, length)
      expect(await refused(path), `${length} of ${size} bytes`).toBe('library-corrupt')
    }
  })

  it('a library whose beginning is damaged', async () => {
    for (const at of [0, 20, 70, 100]) {
      const path = await closed()
      const file = await open(path, 'r+')
      await file.write(Buffer.alloc(12, 0xff), 0, 12, at)
      await file.close()
      expect(await refused(path), `byte ${at}`).toBe('library-corrupt')
    }
  })
})

it('opens a library with a damaged page, says what is damaged where it is met, and keeps the rest', async () => {
  const path = await closed()
  const raw = await Connection.open(path, 'read-only')
  const page = Number(
    await raw.value(`SELECT pageno FROM dbstat WHERE name = 'block' AND pagetype = 'leaf' LIMIT 1`),
  )
  await raw.close()
  const file = await open(path, 'r+')
  await file.write(Buffer.alloc(4096, 0x5a), 0, 4096, (page - 1) * 4096)
  await file.close()
  const desk = await openLibrary(path)
  onTestFinished(() => desk.close())
  const [briefing] = await desk.briefings.list()
  expect(await codeOf(desk.briefings.get(briefing?.id ?? ''))).toBe('library-corrupt')
  expect((await desk.sources.list({ query: 'strait', limit: 10, offset: 0 })).total).toBe(1)
  expect((await desk.doctor()).some(({ kind }) => kind === 'page')).toBe(true)
  expect(await codeOf(desk.backup(join(await folder(), 'copy.attest')))).toBe('library-corrupt')
})

it('refuses to save into a library that was moved away or replaced, and goes on when it is back', async () => {
  const desk = await library()
  const briefing = await desk.briefings.create({ header: header('Memo'), blocks: [paragraph('first')] })
  const save = (text: string, baseRevision: number) => {
    const upserts = [{ ...paragraph(text), id: briefing.blocks[0]?.id ?? '' }]
    return codeOf(desk.briefings.save({ briefingId: briefing.id, baseRevision, upserts, removals: [] }))
  }
  const away = join(desk.path, '..', 'away')
  await rename(desk.path, away)
  await pause(1100)
  expect(await save('lost?', 1)).toBe('not-found')
  await copyFile(away, desk.path)
  expect(await save('lost?', 1)).toBe('not-found')
  await rename(away, desk.path)
  expect(await save('kept', 1)).toBe(null)
  await desk.close()
  const again = await openLibrary(desk.path)
  expect((await again.briefings.get(briefing.id)).revision).toBe(2)
  expect(await again.doctor()).toEqual([])
  await again.close()
})

describe('one writer a library', () => {
  it('refuses a second opening in the same process, under any name', async () => {
    const desk = await library()
    expect(await codeOf(openLibrary(desk.path))).toBe('library-locked')
    const alias = join(await folder(), 'alias.attest')
    await symlink(desk.path, alias)
    expect(await codeOf(openLibrary(alias))).toBe('library-locked')
    await desk.close()
    const again = await openLibrary(alias)
    expect(again.id).toBe(desk.id)
    await again.close()
  })

  it('refuses while another process has it, and opens when that process is killed', async () => {
    const path = await closed()
    const { answer, child, gone } = await run(path)
    expect(answer.opened).toBeDefined()
    const before = await hashOf(path)
    expect(await codeOf(openLibrary(path))).toBe('library-locked')
    expect(await hashOf(path)).toBe(before)
    child.kill('SIGKILL')
    await gone
    const desk = await openLibrary(path)
    expect(desk.id).toBe(answer.opened)
    const second = await run(path)
    expect(second.answer.code).toBe('library-locked')
    await desk.close()
    expect(await readdir(join(path, '..'))).toEqual(['desk.attest'])
  })

  it('gives a library to exactly one of many that ask at once', async () => {
    const path = await closed()
    const asked = await Promise.all(Array.from({ length: 4 }, () => run(path)))
    const opened = asked.filter(({ answer }) => answer.opened !== undefined)
    expect(opened.length).toBe(1)
    expect(asked.flatMap(({ answer }) => answer.code ?? [])).toEqual(Array(3).fill('library-locked'))
    opened[0]?.child.stdin?.end()
    await opened[0]?.gone
    expect((await run(path)).answer.opened).toBeDefined()
  })
})

describe('read-only', () => {
  // Permissions do not bind root, so as root another user tries; then the folder must let it in.
  const nobody = isRoot ? 65534 : undefined

  it('folder: says so for opening and creating', async () => {
    const path = await closed()
    const dir = join(path, '..')
    await chmod(dir, 0o555)
    onTestFinished(() => chmod(dir, 0o755))
    const opened = await run(path, { uid: nobody })
    expect(opened.answer).toMatchObject({ code: 'read-only' })
    const created = await run(join(dir, 'new.attest'), { uid: nobody, create: true })
    expect(created.answer).toMatchObject({ code: 'read-only' })
    expect(await readdir(dir)).toEqual(['desk.attest'])
  })

  it('file: says so', async () => {
    const path = await closed()
    const dir = join(path, '..')
    await chmod(path, 0o444)
    await chmod(dir, 0o777)
    const before = await hashOf(path)
    const opened = await run(path, { uid: nobody })
    expect(opened.answer).toMatchObject({ code: 'read-only' })
    expect(await hashOf(path)).toBe(before)
    expect(await readdir(dir)).toEqual(['desk.attest'])
  })
})

describe('creating', () => {
  it('never replaces a file', async () => {
    const path = join(await folder(), 'notes.attest')
    await writeFile(path, 'mine')
    expect(await codeOf(createLibrary(path))).toBe('taken')
    expect(await readFile(path, 'utf8')).toBe('mine')
    expect(await readdir(join(path, '..'))).toEqual(['notes.attest'])
  })

  it('lets one of two that create at once win', async () => {
    const path = join(await folder(), 'new.attest')
    const codes = await Promise.all([codeOf(createLibrary(path)), codeOf(createLibrary(path))])
    expect(codes.filter((code) => code === null).length).toBe(1)
    expect(['taken', 'library-locked']).toContain(codes.find((code) => code !== null))
  })

  it('says when the folder is not there', async () => {
    expect(await codeOf(createLibrary(join(await folder(), 'nowhere', 'a.attest')))).toBe('not-found')
  })
})

if (isRoot) {
  it('says that the disk is full, keeps what was saved, and goes on when there is space again', async () => {
    const dir = await folder()
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', dir])
    onTestFinished(() => void execFileSync('umount', ['-l', dir]))
    const desk = await createLibrary(join(dir, 'desk.attest'))
    const { source } = await desk.sources.capture(document(strait))
    const blocks = [paragraph('first')]
    const briefing = await desk.briefings.create({ header: header('Memo'), blocks })
    const bytes = Buffer.alloc(4 * 1024 * 1024, 1)
    expect(await codeOf(desk.sources.capture(document('large', { bytes })))).toBe('disk-full')
    expect(await codeOf(desk.backup(join(dir, 'copy.attest')))).toBe('disk-full')
    expect((await desk.counts()).sources).toBe(1)
    await desk.briefings.save({
      briefingId: briefing.id,
      baseRevision: 1,
      upserts: [{ ...paragraph('second'), id: blocks[0]?.id ?? '' }],
      removals: [],
    })
    await desk.close()
    expect(await readdir(dir)).toEqual(['desk.attest'])
    const again = await openLibrary(join(dir, 'desk.attest'))
    expect((await again.sources.get(source.id)).source).toEqual(source)
    expect((await again.briefings.get(briefing.id)).revision).toBe(2)
    expect(await again.doctor()).toEqual([])
    await again.close()
    const full = createLibrary(join(dir, 'other.attest'))
    await writeFile(join(dir, 'filler'), Buffer.alloc(900_000)).catch(() => undefined)
    await full.then((other) => other.close()).catch(() => undefined)
    expect(await codeOf(createLibrary(join(dir, 'third.attest')))).toBe('disk-full')
    expect((await readdir(dir)).filter((name) => name.includes('third'))).toEqual([])
  })
}
