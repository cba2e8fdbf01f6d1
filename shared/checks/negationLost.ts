import { type Check, finding, opening, quotationsIn, sourceName } from './check.ts'

/** A dropped "not" or "unless" turns the words round, also where an ellipsis honestly marks the gap. */
export const negationLost: Check = {
  id: 'negation-lost',
  title: 'A negation or condition is missing',
  run: (subject) =>
    [...quotationsIn(subject)].flatMap(({ place, entity, verification }) => {
      if (!entity) return []
      return (verification?.lost ?? []).map((lost) =>
        finding(
          'negation-lost',
          'stops',
          `The ${lost.kind} “${lost.words}” is missing`,
          `${sourceName(entity)} has “${lost.words}” where ${opening(place.words)} leaves it out.`,
          { block: place.blockId, node: place.id, fixes: ['restore', 'paraphrase'] },
        ),
      )
    }),
}
