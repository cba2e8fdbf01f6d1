import type { ResolvedInline, ResolvedTable } from './resolved.ts'
import type { InlineResolver } from './resolveInlines.ts'
import { blockMarks } from './resolveMarks.ts'
import { captionOf, rowsOf, type Table } from './table.ts'
import { type Grid, gridOf, wholeHead, wholeRows } from './tableGrid.ts'
import { plainText } from './walk.ts'

/** Letters of a column beyond which more of them make it no wider. */
const widestColumn = 48

/**
 * Shares of the page's width, from what stands in the columns: as wide as their longest word, wider where there is more
 * to read; cells over several columns ask for nothing.
 */
function sharesOf(grid: Grid): number[] {
  const shares = Array.from({ length: grid.columns }, () => 4)
  for (const { cell, column, colSpan } of grid.placed) {
    if (colSpan > 1) continue
    const words = plainText(cell.children)
    const longest = words.split(/[\s/–—-]+/u).reduce((most, word) => Math.max(most, word.length), 0)
    const wanted = Math.min(widestColumn, Math.max(longest + 1, Math.ceil(words.length * 0.7)))
    if (wanted > (shares[column] ?? 0)) shares[column] = wanted
  }
  return shares
}

/**
 * A table as it is printed; null when there is nothing to read in it.
 *
 * @param number as its caption shows it; 0 for none
 */
export function resolveTable(node: Table, number: number, inlines: InlineResolver): ResolvedTable | null {
  const caption = captionOf(node)
  const set: readonly ResolvedInline[] = caption ? inlines.inlines(caption.children) : []
  const rows = wholeRows(rowsOf(node))
  const grid = gridOf(rows)
  const head = wholeHead(grid, node.headerRows ?? 0)
  const resolved = rows.map((_, at) => ({
    cells: [] as ResolvedTable['rows'][number]['cells'][number][],
    at,
  }))
  for (const { cell, row, column, colSpan, rowSpan } of grid.placed) {
    resolved[row]?.cells.push({
      colSpan,
      rowSpan,
      align: cell.align ?? 'left',
      strong: row < head || (node.headerColumn === true && column === 0 && colSpan === 1),
      children: inlines.inlines(cell.children),
    })
  }
  if (set.length === 0 && resolved.every(({ cells }) => cells.every(({ children }) => children.length === 0)))
    return null
  const widths = node.widths?.length === grid.columns ? node.widths : sharesOf(grid)
  return {
    type: 'table',
    ...blockMarks(node),
    number,
    caption: set,
    widths,
    head,
    rows: resolved.map(({ cells }) => ({ cells })),
  }
}
