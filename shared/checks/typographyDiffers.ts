import { type Check, finding, opening, quotationsIn } from './check.ts'

export const typographyDiffers: Check = {
  id: 'typography-differs',
  title: 'Typography differs from the source',
  run: (subject) =>
    [...quotationsIn(subject)].flatMap(({ place, verification }) =>
      verification?.verdict === 'normalized'
        ? [
            finding(
              'typography-differs',
              'note',
              'Only typography differs from the source',
              `${opening(place.words)} is equal but for quote marks, dashes, spaces or ligatures.`,
              { block: place.blockId, node: place.id, fixes: ['restore'] },
            ),
          ]
        : [],
    ),
}
