/** Words of tables in the editor. */
export const tableWords = {
  table: 'Table',
  bar: 'Table',
  menus: { row: 'Row', column: 'Column', cell: 'Cells', table: 'Table' },
  label: (number: number | undefined): string => (number === undefined ? 'Table' : `Table ${number}`),
  caption: 'Caption of the table',
  captionHint: 'What the table shows',
  size: (rows: number, columns: number): string =>
    `${rows} ${rows === 1 ? 'row' : 'rows'}, ${columns} ${columns === 1 ? 'column' : 'columns'}`,
  done: {
    row: 'Row added',
    column: 'Column added',
    moved: 'Moved',
    removedRows: 'Rows removed',
    removedColumns: 'Columns removed',
    merged: 'Cells merged',
    split: 'Cells split',
    cleared: 'Cells cleared',
    aligned: 'Cells aligned',
    width: 'Width changed',
    caption: 'Caption changed',
    head: 'Header changed',
    removed: 'Table removed',
  },
  cannot: {
    move: 'A merged cell or the edge of the table is in the way.',
    merge: 'Select two or more cells first: drag over them, or hold Shift with the arrow keys.',
    split: 'No merged cell is selected.',
    inside: 'Put the caret in a table first.',
    cell: 'Put the caret in a cell of the table first.',
    full: 'The table is as large as it can be: 2,000 cells.',
  },
} as const
