import { type Check, finding, opening, quotationsIn, sourceName } from './check.ts'

/** How many runs of words differ between the source and the memo. */
function differences(diff: readonly { kind: string }[]): number {
  let runs = 0
  let open = false
  for (const part of diff) {
    const differs = part.kind !== 'same'
    if (differs && !open) runs += 1
    open = differs
  }
  return runs
}

export const quotationAltered: Check = {
  id: 'quotation-altered',
  title: 'Quotation differs from its source',
  run: (subject) =>
    [...quotationsIn(subject)].flatMap(({ place, entity, verification }) => {
      if (verification?.verdict !== 'altered' || !entity) return []
      const runs = differences(verification.diff ?? [])
      return [
        finding(
          'quotation-altered',
          'stops',
          runs > 1 ? `Quotation differs in ${runs} places` : 'Quotation differs in one place',
          `${opening(place.words)} was compared letter by letter with the capture of ${sourceName(entity)}.`,
          { block: place.blockId, node: place.id, fixes: ['restore', 'mark-alteration', 'paraphrase'] },
        ),
      ]
    }),
}
