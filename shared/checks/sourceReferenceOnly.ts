import { referenceMediaType } from '../model/source.ts'
import { type Check, finding, itemsIn, sourceName } from './check.ts'

/** A reference says of a document that it exists; what is in it nobody can look up here. */
export const sourceReferenceOnly: Check = {
  id: 'source-reference-only',
  title: 'Source without its document',
  run: (subject) => {
    const seen = new Set<string>()
    return [...itemsIn(subject)].flatMap(({ place, entity }) => {
      if (entity?.snapshot.mediaType !== referenceMediaType || seen.has(entity.source.id)) return []
      seen.add(entity.source.id)
      return [
        finding(
          'source-reference-only',
          'note',
          'Only the reference of a source is here',
          `${sourceName(entity)} was imported without its document: nothing that the text says of it can be checked. Capture the document to have its words.`,
          { block: place.blockId, node: place.id, fixes: ['open-source'] },
        ),
      ]
    })
  },
}
