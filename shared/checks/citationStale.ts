import { type Check, finding, itemsIn, sourceName } from './check.ts'

export const citationStale: Check = {
  id: 'citation-stale',
  title: 'Source was captured again',
  run: (subject) =>
    [...itemsIn(subject)].flatMap(({ place, entity }) =>
      entity?.snapshot.superseded
        ? [
            finding(
              'citation-stale',
              'settle',
              'Source was captured again',
              `${sourceName(entity)} has a newer capture than the one this citation rests on.`,
              { block: place.blockId, node: place.id, fixes: ['open-source'] },
            ),
          ]
        : [],
    ),
}
