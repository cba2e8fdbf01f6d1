import { expect, it } from 'vitest'
import { damageLibraries, damageTable } from '../../bench/durability/damage/run.ts'

/** The short form of `npm run bench:durability -- damage`: the same libraries each time, and so the same answer. */
const LIBRARIES = 60
const SEED = 7

it(`examines and repairs ${LIBRARIES} damaged libraries: no crash, no silent “fine”, every loss told`, {
  timeout: 600_000,
}, async () => {
  const { judgements, faults } = await damageLibraries({ libraries: LIBRARIES, seed: SEED, workers: 2 })
  expect(faults, `seed ${SEED}\n${JSON.stringify(damageTable(judgements).rows, null, 1)}`).toEqual([])
  expect(judgements).toHaveLength(LIBRARIES)
  // The damage was damage, and the copies were worth making.
  expect(judgements.filter(({ isChanged }) => isChanged).length).toBeGreaterThan(LIBRARIES / 4)
  expect(judgements.filter(({ refused }) => refused !== null).length).toBeLessThan(LIBRARIES / 10)
})
