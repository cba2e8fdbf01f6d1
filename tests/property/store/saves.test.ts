import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Library } from '../../../main/store/library.ts'
import { createLibrary, openLibrary } from '../../../main/store/open.ts'
import { usagesOf } from '../../../main/store/usage.ts'
import type { Block } from '../../../shared/document/block.ts'
import { emptyHeader } from '../../../shared/document/header.ts'
import { apply, type Edit, firstBlock, fixedId } from '../../integration/store/edits.ts'

type Step = Edit | { readonly act: 'reopen' | 'keep' | 'restore' | 'stale'; readonly at: number }

const edit: fc.Arbitrary<Edit> = fc.record({
  act: fc.constantFrom('type', 'add', 'remove', 'move', 'cite'),
  at: fc.nat(1000),
  to: fc.nat(1000),
  n: fc.nat(2 ** 31),
})
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: edit },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constantFrom('reopen' as const, 'keep' as const, 'restore' as const, 'stale' as const),
      at: fc.nat(1000),
    }),
  },
)

const isEdit = (next: Step): next is Edit => 'n' in next

/** How often each claim is pointed at, from the model and from the store. */
const pointers = (blocks: readonly Block[]) => {
  const counts = new Map<string, number>()
  for (const block of blocks) {
    for (const id of new Set(usagesOf(block).map(({ target_id }) => target_id))) {
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
  }
  return counts
}

async function check(desk: Library, id: string, blocks: readonly Block[], revision: number): Promise<void> {
  const opened = await desk.briefings.get(id)
  expect(opened.blocks).toEqual(blocks)
  expect(opened.revision).toBe(revision)
  const wanted = pointers(blocks)
  for (let n = 0; n < 7; n++) {
    const usage = await desk.citations.usage({ type: 'claim', id: fixedId(3, n) })
    expect(usage.length).toBe(wanted.get(fixedId(3, n)) ?? 0)
  }
}

it('holds after any sequence of saves what a model in memory holds, also after reopening', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 50 }), async (steps) => {
      const dir = await mkdtemp(join(tmpdir(), 'attest-saves-'))
      const path = join(dir, 'desk.attest')
      let desk = await createLibrary(path)
      try {
        let blocks: Block[] = [firstBlock]
        const { id } = await desk.briefings.create({ header: emptyHeader, blocks })
        let revision = 1
        const kept: { id: string; blocks: Block[] }[] = []
        const used = new Set<number>()
        for (const next of steps) {
          if (next.act === 'reopen') {
            await desk.close()
            desk = await openLibrary(path)
          } else if (next.act === 'keep') {
            const version = await desk.versions.name(id, 'kept')
            kept.push({ id: version.id, blocks })
          } else if (next.act === 'restore') {
            const version = kept[next.at % Math.max(1, kept.length)]
            if (!version) continue
            const restored = await desk.versions.restore(version.id)
            blocks = version.blocks
            revision = restored.revision
          } else if (next.act === 'stale') {
            const stale = {
              briefingId: id,
              baseRevision: revision + 1,
              upserts: [],
              removals: [blocks[0]?.id ?? ''],
            }
            await expect(desk.briefings.save(stale)).rejects.toMatchObject({ code: 'conflict' })
          } else if (isEdit(next)) {
            // An id is minted once, so no number makes two blocks.
            if (used.has(next.n)) continue
            used.add(next.n)
            const { blocks: after, change } = apply(blocks, next)
            const saved = await desk.briefings.save({ briefingId: id, baseRevision: revision, ...change })
            blocks = after
            revision = saved.revision
          }
        }
        await check(desk, id, blocks, revision)
        await desk.close()
        desk = await openLibrary(path)
        await check(desk, id, blocks, revision)
        expect(await desk.doctor()).toEqual([])
      } finally {
        await desk.close()
        await rm(dir, { recursive: true, force: true })
      }
    }),
    { numRuns: 40 },
  )
})
