import fc from 'fast-check'
import { expect, it } from 'vitest'
import { freshRanks, ranksFor } from '../../../main/store/ranks.ts'

const ids = Array.from({ length: 30 }, (_, n) => `block-${n}`)
const orders = fc.array(fc.shuffledSubarray(ids), { minLength: 1, maxLength: 8 })

it('puts blocks in any order asked for, one order after another', () => {
  fc.assert(
    fc.property(orders, (sequence) => {
      let ranks = new Map<string, string>()
      for (const order of sequence) {
        const changes = ranksFor(order, ranks)
        ranks = new Map(order.map((id) => [id, changes.get(id) ?? ranks.get(id) ?? '']))
        const values = order.map((id) => ranks.get(id) ?? '')
        expect(values.every((rank) => rank !== '')).toBe(true)
        for (const [at, rank] of values.entries())
          if (at > 0) expect((values[at - 1] ?? '') < rank).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

it('changes one rank to move one block, none to remove one', () => {
  fc.assert(
    fc.property(fc.nat(29), fc.nat(28), (from, to) => {
      const made = freshRanks(ids.length)
      const ranks = new Map(ids.map((id, at) => [id, made[at] ?? '']))
      const order = ids.filter((_, at) => at !== from)
      expect(ranksFor(order, ranks).size).toBe(0)
      order.splice(to, 0, ids[from] ?? '')
      expect(ranksFor(order, ranks).size).toBeLessThanOrEqual(1)
    }),
  )
})

it('makes all ranks anew where one is no rank', () => {
  const changes = ranksFor(['a', 'b', 'c'], new Map([['b', '!!']]))
  expect([...changes.keys()]).toEqual(['a', 'b', 'c'])
})
