import { createHash } from 'node:crypto'
import { chmod, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Connection } from '../../../main/store/database.ts'
import { openLibrary } from '../../../main/store/open.ts'
import type { Block } from '../../../shared/document/block.ts'
import { claimOn, codeOf, document, folder, header, library, paragraph, quoteOn, strait } from './written.ts'

async function filled() {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait, { found: { title: 'Strait' } }))
  const claim = await claimOn(desk, captured, strait, 'the break looked like an anchor')
  await quoteOn(desk, captured, strait, '“We have asked,”')
  const briefing = await desk.briefings.create({
    header: header('Memo'),
    blocks: [paragraph('one', { type: 'claim', id: claim.id }), paragraph('two')],
  })
  await desk.versions.name(briefing.id, 'draft')
  return { desk, captured, claim, briefing }
}

it('copies a library while it is written to, and the copy is whole', async () => {
  const { desk, captured, briefing } = await filled()
  const dir = await folder()
  const target = join(dir, 'copy.attest')
  await writeFile(target, 'an earlier backup')
  let revision = 1
  let stop = false
  const typing = (async () => {
    while (!stop) {
      const block: Block = { ...paragraph(`typed ${revision}`), id: briefing.blocks[1]?.id ?? '' }
      revision = (
        await desk.briefings.save({
          briefingId: briefing.id,
          baseRevision: revision,
          upserts: [block],
          removals: [],
        })
      ).revision
    }
  })()
  const { sha256, bytes } = await desk.backup(target)
  stop = true
  await typing
  const file = await readFile(target)
  expect([createHash('sha256').update(file).digest('hex'), file.length]).toEqual([sha256, bytes])
  expect(await readdir(dir)).toEqual(['copy.attest'])
  const copy = await openLibrary(target)
  expect(copy.id).toBe(desk.id)
  expect(await copy.counts()).toEqual(await desk.counts())
  expect((await copy.sources.read(captured.source.id)).text).toBe(strait)
  expect((await copy.claims.list({ query: 'anchor', limit: 1, offset: 0 })).total).toBe(1)
  const { blocks, revision: kept } = await copy.briefings.get(briefing.id)
  expect(blocks[1]).toEqual(
    kept === 1 ? briefing.blocks[1] : { ...paragraph(`typed ${kept - 1}`), id: briefing.blocks[1]?.id },
  )
  expect(await copy.doctor()).toEqual([])
  await copy.close()
})

it('refuses to back a library up onto itself, and leaves an earlier copy when it fails', async () => {
  const { desk } = await filled()
  const dir = await folder()
  await symlink(desk.path, join(dir, 'alias.attest'))
  expect(await codeOf(desk.backup(join(dir, 'alias.attest')))).toBe('not-allowed')
  expect(await codeOf(desk.backup(desk.path))).toBe('not-allowed')
  expect(await codeOf(desk.backup(join(dir, 'nowhere', 'copy.attest')))).toBe('not-found')
  await desk.close()
  expect(await codeOf(desk.backup(join(dir, 'copy.attest')))).toBe('no-library')
  expect(await readdir(dir)).toEqual(['alias.attest'])
})

it('finds nothing wrong with a sound library', async () => {
  const { desk } = await filled()
  await desk.tidy()
  expect(await desk.doctor()).toEqual([])
})

it('finds and names each kind of damage', async () => {
  const damages: [string, string][] = [
    ['hash', `DROP TRIGGER snapshot_bytes_never_change; UPDATE snapshot_bytes SET bytes = x'00'`],
    ['hash', 'DELETE FROM snapshot_bytes'],
    ['passage', `UPDATE passage SET start_cp = start_cp + 1`],
    ['index', `DELETE FROM claim_fts_data WHERE id > 10`],
    ['index', `DROP TRIGGER claim_fts_update; UPDATE claim SET text = 'other words'`],
    ['foreign-key', `PRAGMA foreign_keys = OFF; UPDATE evidence SET claim_id = 'nobody'`],
    ['rank', `UPDATE block SET rank = 'a0'`],
    ['orphan', `DELETE FROM evidence`],
    ['orphan', `INSERT INTO entity_key (key, type, entity_id) VALUES ('ghost', 'claim', 'ghost')`],
    ['orphan', `UPDATE usage SET block_id = 'nowhere'`],
    ['page', `PRAGMA ignore_check_constraints = ON; UPDATE block SET json = '{'`],
  ]
  for (const [kind, sql] of damages) {
    const { desk } = await filled()
    await desk.close()
    const raw = await Connection.open(desk.path, 'read-write')
    await raw.exec(sql)
    await raw.close()
    const again = await openLibrary(desk.path)
    const problems = await again.doctor()
    await again.close()
    expect(
      problems.map((problem) => problem.kind),
      sql,
    ).toContain(kind)
    for (const { what, hint } of problems)
      expect([what.length > 10, hint.length > 10], what).toEqual([true, true])
  }
})

it('does not leave a readable copy for others than the library itself has', async () => {
  const { desk } = await filled()
  await chmod(desk.path, 0o600)
  const target = join(await folder(), 'copy.attest')
  await desk.backup(target)
  const { mode } = await stat(target)
  expect(mode & 0o077).toBe(0)
})
