export type HighlightName = 'reader-draft' | 'commenting' | 'find' | 'found' | 'spelling'

/** Draws ranges over text without touching its nodes, so that no selection is lost. An empty list clears. */
export function paint(name: HighlightName, ranges: readonly (Range | null)[]): void {
  const drawn = ranges.filter((range): range is Range => range !== null)
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
