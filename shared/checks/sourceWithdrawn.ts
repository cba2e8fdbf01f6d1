import { type Check, finding, itemsIn, sourceName } from './check.ts'

export const sourceWithdrawn: Check = {
  id: 'source-withdrawn',
  title: 'Source was withdrawn',
  run: (subject) =>
    [...itemsIn(subject)].flatMap(({ place, entity }) =>
      entity?.source.status === 'withdrawn'
        ? [
            finding(
              'source-withdrawn',
              'stops',
              'The source was withdrawn',
              `${sourceName(entity)} is marked as withdrawn by its publisher.`,
              { block: place.blockId, node: place.id, fixes: ['open-source', 'remove'] },
            ),
          ]
        : [],
    ),
}
