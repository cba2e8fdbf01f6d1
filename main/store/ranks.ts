import { generateNKeysBetween } from 'fractional-indexing'
import type { Id } from '../../shared/model/identity.ts'

/**
 * Ranks for a new order of blocks, changing as few as can be: the longest run of blocks whose ranks already rise is
 * kept, and all others are put between.
 *
 * @param order ids from first to last
 * @param ranks present ranks; ids without one are new
 * @returns only the ranks that change or are new
 */
export function ranksFor(order: readonly Id[], ranks: ReadonlyMap<Id, string>): Map<Id, string> {
  const kept = risingRun(order, ranks)
  try {
    return fill(order, ranks, kept)
  } catch {
    // A rank that is no valid key (a damaged row): all are made anew.
    return fill(order, ranks, new Set())
  }
}

/** Whether a new block can be put beside this rank: a damaged one cannot be reckoned with. */
export function isRank(rank: string): boolean {
  try {
    generateNKeysBetween(rank, null, 1)
    return true
  } catch {
    return false
  }
}

/** Ranks for blocks in order from nothing. */
export const freshRanks = (count: number): string[] => generateNKeysBetween(null, null, count)

function fill(order: readonly Id[], ranks: ReadonlyMap<Id, string>, kept: ReadonlySet<Id>): Map<Id, string> {
  const changes = new Map<Id, string>()
  let before: string | null = null
  let waiting: Id[] = []
  const place = (after: string | null) => {
    const made = generateNKeysBetween(before, after, waiting.length)
    for (const [at, id] of waiting.entries()) {
      const rank = made[at]
      if (rank !== undefined) changes.set(id, rank)
    }
    waiting = []
  }
  for (const id of order) {
    const rank = kept.has(id) ? ranks.get(id) : undefined
    if (rank === undefined) {
      waiting.push(id)
      continue
    }
    if (waiting.length > 0) place(rank)
    before = rank
  }
  if (waiting.length > 0) place(null)
  return changes
}

/** The longest strictly rising subsequence of present ranks (patience sorting), as a set of ids. */
function risingRun(order: readonly Id[], ranks: ReadonlyMap<Id, string>): Set<Id> {
  const known = order.flatMap((id) => {
    const rank = ranks.get(id)
    return rank === undefined ? [] : [{ id, rank }]
  })
  // The usual case, a block added or removed: all others are in order already.
  if (known.every(({ rank }, at) => at === 0 || (known[at - 1]?.rank ?? '') < rank)) {
    return new Set(known.map(({ id }) => id))
  }
  const tails: number[] = []
  const previous: number[] = []
  for (const [at, { rank }] of known.entries()) {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((known[tails[middle] ?? 0]?.rank ?? '') < rank) low = middle + 1
      else high = middle
    }
    previous[at] = low > 0 ? (tails[low - 1] ?? -1) : -1
    tails[low] = at
  }
  const kept = new Set<Id>()
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const entry = known[at]
    if (entry) kept.add(entry.id)
  }
  return kept
}
