import type { TableCell, TableRow } from './table.ts'

/** A cell where it stands: places count from 0, spans are what there is room for. */
export interface Placed {
  readonly cell: TableCell
  readonly row: number
  readonly column: number
  /** Which of the cells of its row it is. */
  readonly index: number
  readonly colSpan: number
  readonly rowSpan: number
}

export interface Grid {
  readonly rows: number
  readonly columns: number
  /** In reading order. */
  readonly placed: readonly Placed[]
  /** The cell that covers a place; undefined where none does. */
  at(row: number, column: number): Placed | undefined
}

/**
 * Where the cells of rows stand, as HTML lays them out: each in the first free place of its row; a span ends where
 * another cell or the table does.
 */
export function gridOf(rows: readonly TableRow[]): Grid {
  const covered: (Placed | undefined)[][] = rows.map(() => [])
  const placed: Placed[] = []
  let columns = 0
  for (const [row, { children }] of rows.entries()) {
    const own = covered[row] ?? []
    let column = 0
    for (const [index, cell] of children.entries()) {
      while (own[column]) column += 1
      let colSpan = 1
      while (colSpan < (cell.colSpan ?? 1) && !own[column + colSpan]) colSpan += 1
      const rowSpan = Math.min(cell.rowSpan ?? 1, rows.length - row)
      const each: Placed = { cell, row, column, index, colSpan, rowSpan }
      placed.push(each)
      for (let down = 0; down < rowSpan; down += 1) {
        const line = covered[row + down]
        if (line) for (let across = 0; across < colSpan; across += 1) line[column + across] = each
      }
      column += colSpan
    }
    columns = Math.max(columns, own.length)
  }
  return { rows: rows.length, columns, placed, at: (row, column) => covered[row]?.[column] }
}

/** A rectangle of places, ends included. */
export interface Area {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** The smallest area around `area` that cuts no cell. */
export function wholeArea(grid: Grid, area: Area): Area {
  let { top, left, bottom, right } = area
  for (let grown = true; grown; ) {
    grown = false
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1) {
        const each = grid.at(row, column)
        if (!each) continue
        const wider = {
          top: Math.min(top, each.row),
          left: Math.min(left, each.column),
          bottom: Math.max(bottom, each.row + each.rowSpan - 1),
          right: Math.max(right, each.column + each.colSpan - 1),
        }
        if (wider.top < top || wider.left < left || wider.bottom > bottom || wider.right > right) {
          ;({ top, left, bottom, right } = wider)
          grown = true
        }
      }
    }
  }
  return { top, left, bottom, right }
}

/** The cells of an area that begin in it, in reading order. */
export const cellsIn = (grid: Grid, { top, left, bottom, right }: Area): Placed[] =>
  grid.placed.filter(({ row, column }) => row >= top && row <= bottom && column >= left && column <= right)

/** A cell with these spans; those of 1 are left out. */
export function withSpans(cell: TableCell, colSpan: number, rowSpan: number): TableCell {
  const { colSpan: _across, rowSpan: _down, ...rest } = cell
  return { ...rest, ...(colSpan > 1 ? { colSpan } : {}), ...(rowSpan > 1 ? { rowSpan } : {}) }
}

/**
 * Rows made a rectangle: short ones filled, spans cut to what there is room for, a row without a cell of its own taken
 * out with the spans over it.
 */
export function wholeRows(given: readonly TableRow[]): TableRow[] {
  let rows = given
  for (;;) {
    const grid = gridOf(rows)
    const bare = rows.findIndex(
      ({ children }, row) =>
        children.length === 0 &&
        Array.from({ length: grid.columns }, (_, at) => grid.at(row, at)).every(Boolean),
    )
    if (bare < 0 || rows.length === 1) {
      const cells: TableCell[][] = rows.map(() => [])
      for (const { cell, row, colSpan, rowSpan } of grid.placed)
        cells[row]?.push(withSpans(cell, colSpan, rowSpan))
      return rows.map((row, at) => {
        const own = cells[at] ?? []
        let free = 0
        for (let column = 0; column < grid.columns; column += 1) if (!grid.at(at, column)) free += 1
        if (own.length === 0) free = Math.max(1, free)
        const filled = Array.from({ length: free }, () => ({
          type: 'table-cell' as const,
          children: [{ text: '' }],
        }))
        return { ...row, children: [...own, ...filled] }
      })
    }
    const over = new Set(grid.placed.filter(({ row, rowSpan }) => row < bare && row + rowSpan > bare))
    const shorter = new Map([...over].map(({ cell, rowSpan }) => [cell, rowSpan - 1]))
    rows = rows
      .filter((_, at) => at !== bare)
      .map((row) => ({
        ...row,
        children: row.children.map((cell) =>
          shorter.has(cell) ? withSpans(cell, cell.colSpan ?? 1, shorter.get(cell) ?? 1) : cell,
        ),
      }))
  }
}

/** Rows at the top that are the head together with everything that cells of the head reach into. */
export function wholeHead(grid: Grid, headerRows: number): number {
  let rows = Math.min(headerRows, grid.rows)
  for (const { row, rowSpan } of grid.placed) if (row < rows) rows = Math.max(rows, row + rowSpan)
  return rows
}
