import { expect, it } from 'vitest'
import { versionsToDrop } from '../../../main/store/thinning.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const now = Date.UTC(2026, 5, 1)
const every = (apart: number, from: number, to: number, name: string | null = null) => {
  const made = []
  for (let age = from; age < to; age += apart)
    made.push({ id: `${name ?? ''}${age}`, revision: to - age, createdAt: now - age, name })
  return made
}
const kept = (versions: ReturnType<typeof every>) => {
  const dropped = new Set(versionsToDrop(versions, now))
  return versions.filter(({ id }) => !dropped.has(id))
}

it('keeps all of a day, one an hour for a week, one a day for two months, one a week after', () => {
  expect(kept(every(10 * 60_000, 0, DAY)).length).toBe(144)
  expect(kept(every(10 * 60_000, DAY, 7 * DAY)).length).toBeLessThanOrEqual(6 * 24 + 2)
  expect(kept(every(10 * 60_000, DAY, 7 * DAY)).length).toBeGreaterThanOrEqual(6 * 24)
  expect(Math.abs(kept(every(HOUR, 7 * DAY, 60 * DAY)).length - 53)).toBeLessThanOrEqual(2)
  expect(Math.abs(kept(every(HOUR, 60 * DAY, 130 * DAY)).length - 10)).toBeLessThanOrEqual(2)
})

it('never drops a named one, the first or the newest', () => {
  const named = every(HOUR, 70 * DAY, 72 * DAY, 'sent')
  expect(kept(named)).toEqual(named)
  const two = every(60_000, 90 * DAY, 90 * DAY + 120_000)
  expect(kept(two)).toEqual(two)
})

it('drops nothing more when asked again', () => {
  const once = kept(every(HOUR, 0, 100 * DAY))
  expect(versionsToDrop(once, now)).toEqual([])
})

it('goes by the order of writing where the clock went back', () => {
  // The newest was kept while the clock stood 80 days back, in the same week as many before it.
  const before = every(HOUR, 70 * DAY, 90 * DAY).map((version) => ({
    ...version,
    revision: version.revision + 1,
  }))
  const newest = { id: 'newest', revision: 21 * DAY, createdAt: now - 80 * DAY, name: null }
  const first = { id: 'first', revision: 0, createdAt: now - 75 * DAY, name: null }
  const all = [...before, newest, first]
  const dropped = versionsToDrop(all, now)
  expect(dropped).not.toContain('newest')
  expect(dropped).not.toContain('first')
  expect(all.length - dropped.length).toBeLessThanOrEqual(6)
})

it('drops nothing of a time that has not come yet', () => {
  const ahead = every(HOUR, -90 * DAY, 0)
  expect(versionsToDrop(ahead, now)).toEqual([])
})
