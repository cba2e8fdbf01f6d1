import { rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { killServices, newSeed } from '../../bench/durability/harness.ts'
import { kinds } from '../../bench/durability/told.ts'

// The short form of `npm run bench:durability`; a seed that found something goes there with `--seed`.

it('keeps all that was acknowledged and nothing half, killed 40 times at whatever it was doing', async () => {
  const seed = newSeed()
  const { rows, losses } = await killServices({ kills: 40, seed })
  expect(losses, `seed ${seed}`).toEqual([])
  // Else nothing was tried.
  expect(rows.filter(({ kills }) => kills > 0).map(({ kind }) => kind)).toEqual(kinds)
  expect(rows.reduce((sum, { acknowledged }) => sum + acknowledged, 0)).toBeGreaterThan(40)
}, 300_000)

it('sees the loss when a save is acknowledged before it is committed', async () => {
  const { losses, kept } = await killServices({ kills: 40, seed: newSeed(), kinds: ['typing'], early: true })
  if (kept !== null) rmSync(kept, { recursive: true, force: true })
  expect(losses.length).toBeGreaterThan(0)
  expect(losses.join('\n')).toMatch(/edits are lost: revision \d+ was acknowledged, the library has \d+/u)
}, 300_000)
