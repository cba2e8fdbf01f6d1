import { describe, expect, it } from 'vitest'
import { newSeed } from '../../bench/durability/harness.ts'
import { killWindows } from '../../bench/durability/windows.ts'
import { parts } from '../../parts.ts'

// The short form of the second half of `npm run bench:durability`.

describe.runIf(parts.electron === null)('a window that is killed while somebody types', () => {
  it('has kept all that it showed as saved; when only the page died it says so and comes back', async () => {
    const seed = newSeed()
    const { rows, losses } = await killWindows({ kills: 2, seed })
    expect(losses, `seed ${seed}`).toEqual([])
    expect(rows.map(({ kills }) => kills)).toEqual([1, 1])
    for (const { saves, characters } of rows) {
      expect(saves).toBeGreaterThan(0)
      expect(characters).toBeGreaterThan(0)
    }
  })
})
