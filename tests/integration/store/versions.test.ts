import { expect, it } from 'vitest'
import type { Library } from '../../../main/store/library.ts'
import { openLibrary } from '../../../main/store/open.ts'
import type { OpenBriefing } from '../../../shared/model/briefing.ts'
import { mintId } from '../../../shared/model/identity.ts'
import { claimOn, codeOf, document, header, library, paragraph, strait } from './written.ts'

const MINUTE = 60_000
const memo = (desk: Library) =>
  desk.briefings.create({ header: header('Memo'), blocks: [paragraph('one two'), paragraph('three')] })

async function type(desk: Library, briefing: OpenBriefing, text: string): Promise<OpenBriefing> {
  const now = await desk.briefings.get(briefing.id)
  const block = { ...paragraph(text), id: now.blocks[0]?.id ?? '' }
  await desk.briefings.save({
    briefingId: now.id,
    baseRevision: now.revision,
    upserts: [block],
    removals: [],
  })
  return desk.briefings.get(briefing.id)
}

it('keeps a state under a name and gives it back whole', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait))
  const claim = await claimOn(desk, captured, strait, 'the break looked like an anchor')
  const blocks = [paragraph('one two — don’t', { type: 'claim', id: claim.id }), paragraph('three')]
  const briefing = await desk.briefings.create({ header: header('Memo'), blocks })
  const version = await desk.versions.name(briefing.id, 'sent to the minister')
  expect(version).toMatchObject({ name: 'sent to the minister', revision: 1, words: 4, citations: 1 })
  await type(desk, briefing, 'changed')
  const { briefing: kept, version: same } = await desk.versions.get(version.id)
  expect(same).toEqual(version)
  expect(kept.blocks).toEqual(briefing.blocks)
  expect(kept.header).toEqual(briefing.header)
  expect(await codeOf(desk.versions.get(mintId()))).toBe('not-found')
})

it('restores an earlier state as a new change, and keeps the present one first', async () => {
  const desk = await library()
  const captured = await desk.sources.capture(document(strait))
  const claim = await claimOn(desk, captured, strait, 'the break looked like an anchor')
  const blocks = [paragraph('one', { type: 'claim', id: claim.id }), paragraph('two'), paragraph('three')]
  const briefing = await desk.briefings.create({ header: header('Memo'), blocks })
  const version = await desk.versions.name(briefing.id, 'first')
  const added = paragraph('four')
  const [, two = added, three = added] = briefing.blocks
  await desk.briefings.save({
    briefingId: briefing.id,
    baseRevision: 1,
    upserts: [added, { ...paragraph('zwei'), id: two.id }],
    removals: [briefing.blocks[0]?.id ?? ''],
    order: [three.id, added.id, two.id],
    header: header('Other'),
  })
  const changed = await desk.briefings.get(briefing.id)
  expect(await desk.citations.usage({ type: 'claim', id: claim.id })).toEqual([])

  const restored = await desk.versions.restore(version.id)
  expect(restored.blocks).toEqual(briefing.blocks)
  expect(restored.header).toEqual(briefing.header)
  expect(restored.revision).toBe(3)
  expect((await desk.citations.usage({ type: 'claim', id: claim.id })).length).toBe(1)
  const versions = await desk.versions.list(briefing.id)
  expect(versions.map(({ revision, name }) => [revision, name])).toEqual([
    [2, null],
    [1, 'first'],
  ])
  const { briefing: before } = await desk.versions.get(versions[0]?.id ?? '')
  expect(before.blocks).toEqual(changed.blocks)
  expect(await desk.doctor()).toEqual([])
})

it('refuses no restore because someone saved meanwhile', async () => {
  const desk = await library()
  const briefing = await memo(desk)
  const version = await desk.versions.name(briefing.id, 'first')
  await type(desk, briefing, 'two')
  const [restored] = await Promise.all([desk.versions.restore(version.id), type(desk, briefing, 'three')])
  expect(restored.blocks).toEqual(briefing.blocks)
  const kept = await desk.versions.list(briefing.id)
  expect(kept.length).toBeGreaterThanOrEqual(2)
})

it('keeps the state before writing, one every ten minutes of it, and the last', async () => {
  let now = 1_700_000_000_000
  const desk = await library(() => now)
  const briefing = await memo(desk)
  desk.briefings.acquire(briefing.id, 'window')
  for (let minute = 0; minute < 25; minute++) {
    now += MINUTE
    await type(desk, briefing, `minute ${minute}`)
  }
  desk.briefings.releaseWindow('window')
  await desk.tidy()
  const kept = (await desk.versions.list(briefing.id)).map(({ revision }) => revision)
  expect(kept).toEqual([26, 22, 12, 1])
})

it('keeps what was written when the library closes, once', async () => {
  const desk = await library()
  const briefing = await memo(desk)
  await type(desk, briefing, 'the last words')
  await desk.close()
  const again = await openLibrary(desk.path)
  await again.tidy()
  const kept = await again.versions.list(briefing.id)
  await again.close()
  expect(kept.map(({ revision, name }) => [revision, name])).toEqual([[2, null]])
})

it('gives a kept state a name instead of keeping it twice, and keeps two names of one state', async () => {
  const desk = await library()
  const briefing = await memo(desk)
  await type(desk, briefing, 'x')
  desk.briefings.acquire(briefing.id, 'window')
  await desk.tidy()
  await desk.versions.name(briefing.id, 'draft')
  await desk.versions.name(briefing.id, 'also draft')
  const kept = await desk.versions.list(briefing.id)
  expect(kept.map(({ name }) => name)).toEqual(['also draft', 'draft'])
})
