import { readdirSync } from 'node:fs'
import { mkdir, stat, symlink, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createExporter } from '../../../main/export/exporter.ts'
import { migrations } from '../../../main/store/migrations/index.ts'
import { createLibrary, openLibrary } from '../../../main/store/open.ts'
import type { AttestError } from '../../../shared/model/error.ts'
import { attest } from '../cli/attest.ts'
import { document, folder, header, paragraph, strait } from './written.ts'

/** `name` without the extension; the folder has the same name. */
const names: Readonly<Record<string, string>> = {
  spaces: ' two  spaces and one at the end ',
  'composed letters': 'Übersicht Ærø naïve'.normalize('NFC'),
  'decomposed letters': 'Übersicht Ærø naïve'.normalize('NFD'),
  emoji: 'desk 🗂️ 👩🏽‍💻',
  'right to left': 'مكتبة הספרייה 42',
  'marks that SQLite has a meaning for': `a 'b' "c" %41%2F ?mode=ro&cache=shared #d ;-- [e] {f}`,
  'marks that a shell has a meaning for': '$HOME `x` | > < & ! * ~ \\ new\nline',
  'a scheme': 'file:desk',
  'a leading hyphen': '--library',
  '240 bytes': 'n'.repeat(240),
  '80 letters of three bytes': '図'.repeat(80),
}

describe.each(Object.entries(names))('a library whose folder and name hold %s', (_, name) => {
  it('is made, saved, backed up, exported, closed and opened again', async () => {
    const above = Array.from(name).slice(0, 40).join('')
    const dir = join(await folder(), above)
    await mkdir(dir)
    const path = join(dir, `${name}.attest`)
    const desk = await createLibrary(path)
    await desk.sources.capture(document(strait, { found: { title: 'Strait' } }))
    const blocks = [paragraph('first')]
    const { id } = await desk.briefings.create({ header: header('Memo'), blocks })
    const upserts = [{ ...paragraph('second'), id: blocks[0]?.id ?? '' }]
    await desk.briefings.save({ briefingId: id, baseRevision: 1, upserts, removals: [] })
    const copy = join(dir, `${[...name].reverse().join('')}.copy`)
    await desk.backup(copy)
    const typst = {
      compile: () => Promise.reject(new Error('not for Markdown')),
      warm: () => undefined,
      dispose: () => Promise.resolve(),
    }
    const memo = join(dir, `${name}.md`)
    await createExporter({ library: desk, typst, now: Date.now }).exportBriefing({
      briefingId: id,
      format: 'md',
      path: memo,
    })
    expect(desk.name).toBe(name)
    await desk.close()
    // Nothing went anywhere else, and nothing is left beside.
    expect(readdirSync(dir).sort()).toEqual([basename(path), basename(copy), basename(memo)].sort())
    expect(readdirSync(join(dir, '..'))).toEqual([above])
    for (const made of [path, copy]) {
      const again = await openLibrary(made)
      expect((await again.briefings.get(id)).revision).toBe(2)
      expect((await again.counts()).sources).toBe(1)
      expect(await again.doctor()).toEqual([])
      await again.close()
    }
  })
})

it('a library with the longest name can still be migrated, its backup beside it', async () => {
  const dir = await folder()
  const path = join(dir, `${'図'.repeat(80)}.attest`)
  await (await createLibrary(path)).close()
  const next = { version: migrations.length + 1, name: 'next', sql: 'CREATE TABLE next (a TEXT) STRICT' }
  await (await openLibrary(path, { migrations: [...migrations, next] })).close()
  const backup = readdirSync(dir).filter((name) => name.includes('.backup-v'))
  expect(backup).toHaveLength(1)
  await (await openLibrary(join(dir, backup[0] ?? ''))).close()
})

const refusal = (promise: Promise<unknown>): Promise<AttestError> =>
  promise.then(
    () => {
      throw new Error('it was not refused')
    },
    (error: AttestError) => error,
  )

describe('a name or a folder that is too long', () => {
  it('is refused with the limit when a library is made, and nothing is left behind', async () => {
    const dir = await folder()
    for (const name of ['n'.repeat(241), 'n'.repeat(250), '図'.repeat(81), '👩'.repeat(250)]) {
      const { code, message, hint } = await refusal(createLibrary(join(dir, `${name}.attest`)))
      expect([code, message]).toEqual(['bad-request', expect.stringMatching(/too long .* 247 are possible/u)])
      expect(message.length).toBeLessThan(200)
      expect(hint).toContain('shorter')
    }
    expect(readdirSync(dir)).toEqual([])
  })

  it('is refused with the limit when it is opened, and the file is untouched', async () => {
    const dir = await folder()
    const path = join(dir, `${'n'.repeat(244)}.attest`)
    await writeFile(path, 'whatever')
    const before = (await stat(path)).mtimeMs
    expect((await refusal(openLibrary(path))).message).toMatch(/too long/u)
    expect((await stat(path)).mtimeMs).toBe(before)
    expect(readdirSync(dir)).toEqual([basename(path)])
  })

  it.runIf(process.platform === 'linux')('is told of folders that SQLite cannot reach', async () => {
    let dir = await folder()
    for (let n = 0; n < 4; n++) {
      dir = join(dir, 'd'.repeat(150))
      await mkdir(dir)
    }
    const { code, message } = await refusal(createLibrary(join(dir, 'desk.attest')))
    expect([code, message]).toEqual(['bad-request', expect.stringMatching(/folders above .* too long/u)])
    expect(readdirSync(dir)).toEqual([])
    // By a short name for the same place it is the same library, and as far away.
    const short = join(await folder(), 'short')
    await symlink(dir, short)
    expect((await refusal(createLibrary(join(short, 'desk.attest')))).code).toBe('bad-request')
    expect(readdirSync(dir)).toEqual([])
  })
})

it('the command line does all of it in a folder with a difficult name', async () => {
  const name = names['marks that SQLite has a meaning for'] ?? ''
  const dir = join(await folder(), name)
  await mkdir(dir)
  const path = join(dir, `${name}.attest`)
  const text = join(dir, `${name}.txt`)
  await writeFile(text, strait)
  const draft = join(dir, `${name}.md`)
  await writeFile(draft, '---\nsubject: Memo\n---\n\nThe line failed.\n')
  const run = async (...args: string[]) => {
    const { exit, stderr } = await attest([...args, '--library', path])
    expect([args[0], exit, stderr]).toEqual([args[0], 0, expect.anything()])
  }
  await run('new')
  await run('import', text)
  await run('draft', draft, '--key', 'memo')
  await run('export', 'memo', '--to', 'md', '--out', join(dir, 'out ?#%.md'))
  await run('backup', '--out', join(dir, 'copy ?#%.attest'))
  await run('doctor')
  expect(readdirSync(dir).sort()).toEqual(
    [`${name}.attest`, `${name}.md`, `${name}.txt`, 'copy ?#%.attest', 'out ?#%.md'].sort(),
  )
  const long = await attest(['new', '--library', join(dir, `${'n'.repeat(250)}.attest`)])
  expect([long.exit, long.stderr]).toEqual([2, expect.stringMatching(/too long for a library/u)])
})
