import { expect, it, onTestFinished } from 'vitest'
import { openLibrary } from '../../../main/store/open.ts'
import type { Id } from '../../../shared/model/identity.ts'
import { document, header, library, paragraph } from './written.ts'

const YEAR = 365 * 86_400_000
const MINUTE = 60_000

/** A clock that a person, or a machine after a flat battery, sets back and forth. */
function strangeClock() {
  let now = Date.UTC(2026, 5, 1)
  return {
    now: () => now,
    set: (ms: number) => {
      now += ms
    },
  }
}

it('keeps the order of revisions, versions, releases, history and captures when the clock goes back', async () => {
  const clock = strangeClock()
  const desk = await library(clock.now)
  const { id, blocks } = await desk.briefings.create({ header: header('Memo'), blocks: [paragraph('one')] })
  const block = { ...paragraph(''), id: blocks[0]?.id ?? '' }
  desk.briefings.acquire(id, 'window')
  let revision = 1
  const turns = [0, -YEAR, -10 * YEAR, 12 * YEAR, -1]
  for (const [turn, ms] of turns.entries()) {
    clock.set(ms)
    const upserts = [{ ...block, children: [{ text: `turn ${turn}` }] }]
    ;({ revision } = await desk.briefings.save({
      briefingId: id,
      baseRevision: revision,
      upserts,
      removals: [],
    }))
    expect(revision).toBe(turn + 2)
    await desk.versions.name(id, `version ${turn}`)
    await desk.releases.add({
      briefingId: id,
      revision,
      format: 'md',
      fileName: `${turn}.md`,
      sha256: 'a'.repeat(64),
      bytes: 1,
      pages: null,
      citations: [],
      findings: [],
    })
  }
  const newestFirst = [4, 3, 2, 1, 0]
  expect((await desk.versions.list(id)).flatMap(({ name }) => name ?? [])).toEqual(
    newestFirst.map((turn) => `version ${turn}`),
  )
  expect((await desk.releases.list(id)).map(({ fileName }) => fileName)).toEqual(
    newestFirst.map((turn) => `${turn}.md`),
  )
  // Thinned while the clock is far ahead, then far back: what is newest by writing stays.
  for (const ms of [20 * YEAR, -40 * YEAR]) {
    clock.set(ms)
    await desk.tidy()
    const kept = await desk.versions.list(id)
    expect(kept[0]).toMatchObject({ revision: 6 })
    expect(kept.filter(({ name }) => name !== null)).toHaveLength(5)
  }
  // A later capture of one address supersedes the earlier one, whatever its date says.
  const url = 'https://example.org/strait'
  const first = await desk.sources.capture(
    document('one capture', { found: { url }, capturedAt: clock.now() }),
  )
  clock.set(-YEAR)
  const second = await desk.sources.capture(
    document('another capture', { found: { url }, capturedAt: clock.now() }),
  )
  expect(second.source.id).toBe(first.source.id)
  const read = await desk.sources.read(first.source.id)
  expect(read.snapshot.id).toBe(second.snapshot.id)
  await desk.close()
  const again = await openLibrary(desk.path, { now: clock.now })
  onTestFinished(() => again.close())
  expect((await again.briefings.get(id)).revision).toBe(6)
  expect(await again.doctor()).toEqual([])
})

it('goes on keeping versions after the clock went back, and a lease has no time', async () => {
  const clock = strangeClock()
  const desk = await library(clock.now)
  const { id, blocks } = await desk.briefings.create({ header: header('Memo'), blocks: [paragraph('one')] })
  const block = { ...paragraph(''), id: blocks[0]?.id ?? '' }
  expect(desk.briefings.acquire(id, 'window')).toBe(true)
  let revision = 1
  const type = async (text: string) => {
    const upserts = [{ ...block, children: [{ text }] }]
    ;({ revision } = await desk.briefings.save({
      briefingId: id,
      baseRevision: revision,
      upserts,
      removals: [],
    }))
  }
  await type('at first')
  clock.set(-YEAR)
  await type('a year before')
  await type('and another')
  clock.set(11 * MINUTE)
  await type('ten minutes on')
  await desk.tidy()
  const revisions: number[] = (await desk.versions.list(id)).map((version) => version.revision)
  expect(revisions).toContain(3)
  expect(revisions.length).toBeGreaterThanOrEqual(3)
  expect(desk.briefings.acquire(id, 'other')).toBe(false)
  clock.set(-100 * YEAR)
  expect(desk.briefings.acquire(id, 'other')).toBe(false)
  expect(desk.briefings.leasedTo(id)).toBe('window' satisfies Id)
})
