import type { Id } from '../../shared/model/identity.ts'

/** Two briefings that stand beside each other: the first and the second. Never the same twice. */
export type Pair = readonly [Id, Id]

/** What a route tells here: which briefing it is, if it is one. */
interface Shown {
  readonly name: string
  readonly briefingId?: Id
}

/** What a pair follows from. */
interface Place {
  readonly route: Shown
  readonly pair: Pair | null
  /** Which briefing the person was in last. */
  readonly openBriefing: { readonly id: Id } | null
}

/**
 * The pair after the window goes to a route: a page that is no briefing leaves it for coming back, a briefing of the pair
 * becomes the active one, and any other comes in the place of the active one.
 */
export function pairAt({ route: from, pair, openBriefing }: Place, to: Shown): Pair | null {
  if (pair === null || to.briefingId === undefined || pair.includes(to.briefingId)) return pair
  const active = from.briefingId ?? openBriefing?.id
  return active === pair[1] ? [pair[0], to.briefingId] : [to.briefingId, pair[1]]
}

/** The other briefing of a pair. */
export const otherOf = (pair: Pair, id: Id): Id => (pair[0] === id ? pair[1] : pair[0])
