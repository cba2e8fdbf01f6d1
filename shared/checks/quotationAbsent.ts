import { type Check, finding, opening, quotationsIn, sourceName } from './check.ts'

export const quotationAbsent: Check = {
  id: 'quotation-absent',
  title: 'Words not found in the source',
  run: (subject) =>
    [...quotationsIn(subject)].flatMap(({ place, entity, verification }) => {
      if (!entity) {
        return [
          finding(
            'quotation-absent',
            'stops',
            'Quotation bound to something that is not in the library',
            `${opening(place.words)} cannot be verified: the quote or claim it was bound to does not exist any more.`,
            { block: place.blockId, node: place.id, fixes: ['paraphrase', 'remove'] },
          ),
        ]
      }
      if (verification?.verdict !== 'absent') return []
      return [
        finding(
          'quotation-absent',
          'stops',
          'Words not found in the source',
          `Nothing like ${opening(place.words)} stands in the capture of ${sourceName(entity)}; the whole text was searched.`,
          { block: place.blockId, node: place.id, fixes: ['restore', 'paraphrase'] },
        ),
      ]
    }),
}
