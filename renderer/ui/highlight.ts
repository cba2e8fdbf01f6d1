export type HighlightName =
  | 'reader-draft'
  | 'commenting'
  | 'find'
  | 'found'
  | 'spelling'
  | 'suggested-quote'
  | 'suggested-claim'
  | 'suggested-here'

/** What each owner has painted: two texts may stand beside each other, and a name is the window's. */
const painted = new Map<HighlightName, Map<object, readonly Range[]>>()
const nobody = {}

/**
 * Draws ranges over text without touching its nodes, so that no selection is lost. An empty list clears.
 *
 * @param owner whose ranges these are: those of others stay
 */
export function paint(name: HighlightName, ranges: readonly (Range | null)[], owner: object = nobody): void {
  const owners = painted.get(name) ?? new Map<object, readonly Range[]>()
  painted.set(name, owners)
  const own = ranges.filter((range): range is Range => range !== null)
  if (own.length === 0) owners.delete(owner)
  else owners.set(owner, own)
  const drawn = [...owners.values()].flat()
  if (drawn.length === 0) CSS.highlights.delete(name)
  else CSS.highlights.set(name, new Highlight(...drawn))
}

/** Brings a range into sight, a third down from the top of what scrolls. */
export function reveal(scroller: HTMLElement, range: Range): void {
  const box = range.getBoundingClientRect()
  const frame = scroller.getBoundingClientRect()
  if (box.top >= frame.top + 24 && box.bottom <= frame.bottom - 24) return
  scroller.scrollTop += box.top - frame.top - frame.height / 3
}
