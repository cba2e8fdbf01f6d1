import type { CitationItem } from '../../shared/document/citation.ts'
import type { Id } from '../../shared/model/identity.ts'
import { announce } from '../ui/Live.tsx'
import { panelWords } from '../words/panels.ts'
import { type ItemActs, itemActs } from './core/itemActs.ts'
import type { BriefingSession } from './session.ts'
import type { Shown } from './shownNode.ts'

const words = panelWords.source

/** What an item is called: by what it cites, or by the key that was typed and is not known. */
export const labelOf = (session: BriefingSession, { target, typedKey }: CitationItem): string =>
  session.entity(target)?.label ?? typedKey ?? words.gone

/** Whether a citation stands in a line; that of a quotation block stays with its words. */
export const standsInLine = ({ citation, quotation }: Shown): boolean =>
  citation !== undefined && quotation?.block !== true

/**
 * The acts on the item at `index` of the citation that is shown; what they did is announced.
 *
 * @param onReplace what lets a person choose something else for it
 */
export function actsOn(
  session: BriefingSession,
  shown: Shown,
  index: number,
  onReplace: (id: Id, index: number) => void,
): ItemActs {
  const { citation } = shown
  if (!citation) return { onItem: () => undefined }
  return itemActs(session.editor, citation, standsInLine(shown), index, () => onReplace(citation.id, index), {
    moved: (place, of) => announce(words.moved(place, of)),
    split: () => announce(words.splitDone),
    removed: (item) => announce(words.removed(labelOf(session, item))),
  })
}
