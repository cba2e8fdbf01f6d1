import type { Handlers } from '../../../shared/contract/index.ts'
import type { SuggestionItem, suggestionOperations } from '../../../shared/contract/suggestions.ts'
import type { Id } from '../../../shared/model/identity.ts'
import { itemsOf } from '../../capture/suggest/items.ts'
import { suggestionsFor } from '../../capture/suggest/suggester.ts'
import type { Services } from '../../services.ts'

/** Texts whose suggestions are kept: going back to a source must not read it again. */
const KEPT = 40

export function suggestionHandlers({
  libraries,
  launchChild,
}: Services): Pick<Handlers, keyof typeof suggestionOperations> {
  /** By extraction; a text never changes. */
  const known = new Map<Id, Promise<SuggestionItem[]>>()
  const foundIn = (extractionId: Id, text: string): Promise<SuggestionItem[]> => {
    const before = known.get(extractionId)
    if (before) return before
    const found = suggestionsFor(text, launchChild).then((suggestions) => {
      const { quotes, claims } = itemsOf(text, suggestions)
      return [...quotes, ...claims].sort((a, b) => a.start - b.start || b.end - a.end)
    })
    known.set(extractionId, found)
    // What failed may succeed later.
    found.catch(() => known.delete(extractionId))
    for (const oldest of known.keys()) {
      if (known.size <= KEPT) break
      known.delete(oldest)
    }
    return found
  }
  return {
    'suggestions.find': async ({ sourceId, snapshotId }) => {
      const { library } = libraries.session()
      const { source, extraction, text } = await library.sources.read(sourceId, snapshotId)
      if (!/^(?:en(?:-|$)|$)/iu.test(source.language)) return { extractionId: extraction.id, items: [] }
      const items = await foundIn(extraction.id, text)
      const key = ({ type, start, end }: { type: string; start: number; end: number }) =>
        `${type} ${start} ${end}`
      const answered = new Set((await library.suggestions.answers(extraction.id)).map(key))
      return { extractionId: extraction.id, items: items.filter((item) => !answered.has(key(item))) }
    },
    'suggestions.answer': async (answer) => {
      await libraries.session().library.suggestions.answer(answer)
      return {}
    },
    'suggestions.withdraw': async (place) => {
      await libraries.session().library.suggestions.withdraw(place)
      return {}
    },
  }
}
