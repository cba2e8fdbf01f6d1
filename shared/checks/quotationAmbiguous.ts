import { type Check, finding, opening, quotationsIn, sourceName } from './check.ts'

export const quotationAmbiguous: Check = {
  id: 'quotation-ambiguous',
  title: 'Words found in several places',
  run: (subject) =>
    [...quotationsIn(subject)].flatMap(({ place, entity, verification }) => {
      if (verification?.verdict !== 'ambiguous' || !entity) return []
      return [
        finding(
          'quotation-ambiguous',
          'settle',
          `Words found in ${verification.places?.length ?? 'several'} places`,
          `${opening(place.words)} stands several times in ${sourceName(entity)}, and not at the passage it is bound to. Bind it to the one that is meant.`,
          { block: place.blockId, node: place.id, fixes: ['open-source', 'restore'] },
        ),
      ]
    }),
}
