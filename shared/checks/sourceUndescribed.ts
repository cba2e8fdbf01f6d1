import { type Check, finding, itemsIn, sourceName } from './check.ts'

export const sourceUndescribed: Check = {
  id: 'source-undescribed',
  title: 'Source without a publisher or date',
  run: (subject) => {
    const seen = new Set<string>()
    return [...itemsIn(subject)].flatMap(({ place, entity }) => {
      if (!entity || seen.has(entity.source.id)) return []
      seen.add(entity.source.id)
      const missing = [
        entity.source.title === '' ? 'title' : '',
        entity.source.publisher === '' && entity.source.authors.length === 0 ? 'publisher or author' : '',
        entity.source.issued === null && entity.source.issuedAsPrinted === '' ? 'date' : '',
      ].filter(Boolean)
      if (missing.length === 0) return []
      return [
        finding(
          'source-undescribed',
          'note',
          `A source has no ${missing.join(', no ')}`,
          `The note for ${sourceName(entity)} can only print what its details say.`,
          { block: place.blockId, node: place.id, fixes: ['open-source'] },
        ),
      ]
    })
  },
}
