import type { CommandEntry } from './entry.ts'

/** Tables in a briefing: all but the first need the caret in one. */
export const tableCommands = {
  'write.table': { title: 'Table', group: 'Tables', place: 'briefing' },
  'table.row-above': { title: 'Add a row above', menu: 'Row Above', group: 'Tables', place: 'briefing' },
  'table.row-below': { title: 'Add a row below', menu: 'Row Below', group: 'Tables', place: 'briefing' },
  'table.row-up': {
    title: 'Move the row up',
    menu: 'Move Row Up',
    group: 'Tables',
    place: 'briefing',
  },
  'table.row-down': {
    title: 'Move the row down',
    menu: 'Move Row Down',
    group: 'Tables',
    place: 'briefing',
  },
  'table.remove-rows': { title: 'Remove rows', menu: 'Remove Rows', group: 'Tables', place: 'briefing' },
  'table.column-before': {
    title: 'Add a column before',
    menu: 'Column Before',
    group: 'Tables',
    place: 'briefing',
  },
  'table.column-after': {
    title: 'Add a column after',
    menu: 'Column After',
    group: 'Tables',
    place: 'briefing',
  },
  'table.column-left': {
    title: 'Move the column left',
    menu: 'Move Column Left',
    group: 'Tables',
    place: 'briefing',
  },
  'table.column-right': {
    title: 'Move the column right',
    menu: 'Move Column Right',
    group: 'Tables',
    place: 'briefing',
  },
  'table.wider': { title: 'Widen columns', menu: 'Widen Columns', group: 'Tables', place: 'briefing' },
  'table.narrower': { title: 'Narrow columns', menu: 'Narrow Columns', group: 'Tables', place: 'briefing' },
  'table.remove-columns': {
    title: 'Remove columns',
    menu: 'Remove Columns',
    group: 'Tables',
    place: 'briefing',
  },
  'table.merge': { title: 'Merge cells', menu: 'Merge Cells', group: 'Tables', place: 'briefing' },
  'table.split': { title: 'Split cells', menu: 'Split Cells', group: 'Tables', place: 'briefing' },
  'table.clear': { title: 'Clear cells', menu: 'Clear Cells', group: 'Tables', place: 'briefing' },
  'table.align-left': {
    title: 'Align cells left',
    menu: 'Align Cells Left',
    group: 'Tables',
    place: 'briefing',
  },
  'table.align-center': {
    title: 'Centre cells',
    menu: 'Centre Cells',
    group: 'Tables',
    place: 'briefing',
  },
  'table.align-right': {
    title: 'Align cells right',
    menu: 'Align Cells Right',
    group: 'Tables',
    place: 'briefing',
  },
  'table.caption': { title: 'Caption', menu: 'Caption', group: 'Tables', place: 'briefing' },
  'table.header-row': { title: 'Header row', menu: 'Header Row', group: 'Tables', place: 'briefing' },
  'table.header-column': {
    title: 'Header column',
    menu: 'Header Column',
    group: 'Tables',
    place: 'briefing',
  },
  'table.remove': { title: 'Remove the table', menu: 'Remove Table', group: 'Tables', place: 'briefing' },
} as const satisfies Readonly<Record<string, CommandEntry>>
