import type { CitationItem } from '../../shared/document/citation.ts'
import type { Id } from '../../shared/model/identity.ts'
import { announce } from '../ui/Live.tsx'
import { panelWords } from '../words/panels.ts'
import { setItems } from './core/citing.ts'
import { reordered, splitCitation } from './core/grouping.ts'
import type { BriefingSession } from './session.ts'
import type { Shown } from './shownNode.ts'

const words = panelWords.source

/** What can be done with one item of a citation; what is absent cannot be done with this one. Each is one undo. */
export interface ItemActs {
  /** Cites it otherwise: another place, other words around it. */
  readonly onItem: (item: CitationItem) => void
  readonly onRemove?: () => void
  /** Moves it by one place in its citation; absent at an end. */
  readonly onEarlier?: () => void
  readonly onLater?: () => void
  /** Begins a citation of its own with it. */
  readonly onSplit?: () => void
  /** Chooses something else to be cited in its place. */
  readonly onReplace?: () => void
}

/** What an item is called: by what it cites, or by the key that was typed and is not known. */
export const labelOf = (session: BriefingSession, { target, typedKey }: CitationItem): string =>
  session.entity(target)?.label ?? typedKey ?? words.gone

/** Whether a citation stands in a line; that of a quotation block stays with its words. */
export const standsInLine = ({ citation, quotation }: Shown): boolean =>
  citation !== undefined && quotation?.block !== true

/**
 * The acts on the item at `index` of a citation.
 *
 * @param onReplace what lets a person choose something else for it
 */
export function itemActs(
  session: BriefingSession,
  shown: Shown,
  index: number,
  onReplace: (id: Id, index: number) => void,
): ItemActs {
  const { editor } = session
  const { citation, quotation } = shown
  if (!citation) return { onItem: () => undefined }
  const { id, items } = citation
  const item = items[index]
  const set = (changed: readonly CitationItem[]): void => setItems(editor, id, [...changed])
  const move = (to: number): void => {
    set(reordered(items, index, to))
    announce(words.moved(to + 1, items.length))
  }
  const inLine = standsInLine(shown)
  return {
    onItem: (changed) => set(items.map((each, at) => (at === index ? changed : each))),
    ...(index > 0 ? { onEarlier: () => move(index - 1) } : {}),
    ...(index < items.length - 1 ? { onLater: () => move(index + 1) } : {}),
    ...(inLine && index > 0
      ? {
          onSplit: () => {
            if (splitCitation(editor, id, index)) announce(words.splitDone)
          },
        }
      : {}),
    ...(inLine ? { onReplace: () => onReplace(id, index) } : {}),
    // The citation of a quotation block stays as long as the block: its words need it.
    ...(quotation?.block && items.length === 1
      ? {}
      : {
          onRemove: () => {
            set(items.filter((_, at) => at !== index))
            if (item) announce(words.removed(labelOf(session, item)))
          },
        }),
  }
}
