import type { Editor } from 'slate'
import type { CitationItem } from '../../../shared/document/citation.ts'
import { setItems } from './citing.ts'
import { reordered, splitCitation } from './grouping.ts'

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

/** Told after an act, for whoever does not see it. */
export interface ItemNews {
  /** @param place from 1 */
  moved(place: number, of: number): void
  split(): void
  removed(item: CitationItem): void
}

/**
 * The acts on the item at `index` of a citation.
 *
 * @param inLine whether it stands in a line; the citation of a quotation block stays as long as its words
 * @param onReplace what lets a person choose something else for it
 */
export function itemActs(
  editor: Editor,
  { id, items }: { readonly id: string; readonly items: readonly CitationItem[] },
  inLine: boolean,
  index: number,
  onReplace: () => void,
  news: ItemNews,
): ItemActs {
  const item = items[index]
  const set = (changed: readonly CitationItem[]): void => setItems(editor, id, [...changed])
  const move = (to: number): void => {
    set(reordered(items, index, to))
    news.moved(to + 1, items.length)
  }
  return {
    onItem: (changed) => set(items.map((each, at) => (at === index ? changed : each))),
    ...(index > 0 ? { onEarlier: () => move(index - 1) } : {}),
    ...(index < items.length - 1 ? { onLater: () => move(index + 1) } : {}),
    ...(inLine && index > 0
      ? {
          onSplit: () => {
            if (splitCitation(editor, id, index)) news.split()
          },
        }
      : {}),
    ...(inLine ? { onReplace } : {}),
    ...(inLine || items.length > 1
      ? {
          onRemove: () => {
            set(items.filter((_, at) => at !== index))
            if (item) news.removed(item)
          },
        }
      : {}),
  }
}
