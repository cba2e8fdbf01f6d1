import { type Check, finding, itemsIn, sourceName } from './check.ts'

/** Details found in a file are a guess until a person has looked at them. */
export const sourceUnconfirmed: Check = {
  id: 'source-unconfirmed',
  title: 'Details of a source not confirmed',
  run: (subject) => {
    const seen = new Set<string>()
    return [...itemsIn(subject)].flatMap(({ place, entity }) => {
      if (entity?.source.confirmed !== false || seen.has(entity.source.id)) return []
      seen.add(entity.source.id)
      return [
        finding(
          'source-unconfirmed',
          'note',
          'The details of a source are not confirmed',
          `Title, publisher and dates of ${sourceName(entity)} are what was found in the file; nobody has confirmed them.`,
          { block: place.blockId, node: place.id, fixes: ['open-source'] },
        ),
      ]
    })
  },
}
