import {
  AlignCenter,
  AlignLeft,
  AlignRight,
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  BetweenHorizontalEnd,
  BetweenHorizontalStart,
  BetweenVerticalEnd,
  BetweenVerticalStart,
  Captions,
  Eraser,
  PanelLeft,
  PanelTop,
  TableCellsMerge,
  TableCellsSplit,
  Trash2,
  UnfoldHorizontal,
} from 'lucide-react'
import type { Editor } from 'slate'
import { type CommandId, catalogue } from '../../shared/commands/catalogue.ts'
import { captionOf } from '../../shared/document/table.ts'
import type { IconComponent } from '../ui/Icon.tsx'
import { announce } from '../ui/Live.tsx'
import { toast } from '../ui/Toast.tsx'
import { tableWords as words } from '../words/tables.ts'
import { alignCells, canMerge, canSplit, clearCells, mergeCells, splitCells } from './core/tables/cells.ts'
import { resizeColumns, toggleCaption, toggleHeaderColumn, toggleHeaderRow } from './core/tables/form.ts'
import { maxCells } from './core/tables/inserting.ts'
import { selectedCells, type TablePlace, tableAt } from './core/tables/place.ts'
import {
  insertColumn,
  insertRow,
  moveColumns,
  moveRows,
  removeColumns,
  removeRows,
  removeTable,
} from './core/tables/rowsColumns.ts'

/** What can be done in a table: once, for its tool bar, the palette and the menu. */
export interface TableAct {
  readonly command: CommandId & `table.${string}`
  readonly title: string
  /** Which menu of the tool bar it is in. */
  readonly menu: 'row' | 'column' | 'cell' | 'table'
  readonly icon: IconComponent
  /** Whether it is on, for what can be on or off. */
  readonly isOn?: (place: TablePlace) => boolean
  readonly can?: (editor: Editor) => boolean
  readonly run: (editor: Editor) => void
}

/** Does it and says what was done, or why nothing was. */
function said(editor: Editor, act: () => boolean, done: string, cannot: string): void {
  if (!tableAt(editor)) {
    toast(words.cannot.inside)
    return
  }
  if (!act()) {
    toast(selectedCells(editor) ? cannot : words.cannot.cell)
    return
  }
  const place = tableAt(editor)
  announce(place ? `${done}. ${words.size(place.grid.rows, place.grid.columns)}.` : `${done}.`)
}

/** Nothing is added to a table that has no room. */
function roomy(editor: Editor, more: 'row' | 'column', act: () => boolean): boolean {
  const grid = tableAt(editor)?.grid
  const added = more === 'row' ? (grid?.columns ?? 0) : (grid?.rows ?? 0)
  if (grid && grid.rows * grid.columns + added > maxCells && selectedCells(editor)) return false
  return act()
}

type Doing = (editor: Editor) => boolean

const entry = (
  name: string,
  menu: TableAct['menu'],
  icon: IconComponent,
  act: Doing,
  done: string,
  more: Pick<TableAct, 'isOn' | 'can'> & { cannot?: string } = {},
): TableAct => {
  const command = `table.${name}` as TableAct['command']
  const { cannot = words.cannot.cell, ...rest } = more
  return {
    command,
    title: catalogue[command].title,
    menu,
    icon,
    ...rest,
    run: (editor) => said(editor, () => act(editor), done, cannot),
  }
}

const { done, cannot } = words

export const tableActs: readonly TableAct[] = [
  entry(
    'row-above',
    'row',
    BetweenHorizontalEnd,
    (editor) => roomy(editor, 'row', () => insertRow(editor, false)),
    done.row,
    { cannot: cannot.full },
  ),
  entry(
    'row-below',
    'row',
    BetweenHorizontalStart,
    (editor) => roomy(editor, 'row', () => insertRow(editor, true)),
    done.row,
    { cannot: cannot.full },
  ),
  entry('row-up', 'row', ArrowUp, (editor) => moveRows(editor, false), done.moved, { cannot: cannot.move }),
  entry('row-down', 'row', ArrowDown, (editor) => moveRows(editor, true), done.moved, {
    cannot: cannot.move,
  }),
  entry('remove-rows', 'row', Trash2, removeRows, done.removedRows),
  entry(
    'column-before',
    'column',
    BetweenVerticalEnd,
    (editor) => roomy(editor, 'column', () => insertColumn(editor, false)),
    done.column,
    { cannot: cannot.full },
  ),
  entry(
    'column-after',
    'column',
    BetweenVerticalStart,
    (editor) => roomy(editor, 'column', () => insertColumn(editor, true)),
    done.column,
    { cannot: cannot.full },
  ),
  entry('column-left', 'column', ArrowLeft, (editor) => moveColumns(editor, false), done.moved, {
    cannot: cannot.move,
  }),
  entry('column-right', 'column', ArrowRight, (editor) => moveColumns(editor, true), done.moved, {
    cannot: cannot.move,
  }),
  entry('wider', 'column', UnfoldHorizontal, (editor) => resizeColumns(editor, true), done.width),
  entry('narrower', 'column', UnfoldHorizontal, (editor) => resizeColumns(editor, false), done.width),
  entry('remove-columns', 'column', Trash2, removeColumns, done.removedColumns),
  entry('merge', 'cell', TableCellsMerge, mergeCells, done.merged, { can: canMerge, cannot: cannot.merge }),
  entry('split', 'cell', TableCellsSplit, splitCells, done.split, { can: canSplit, cannot: cannot.split }),
  entry('align-left', 'cell', AlignLeft, (editor) => alignCells(editor, 'left'), done.aligned),
  entry('align-center', 'cell', AlignCenter, (editor) => alignCells(editor, 'center'), done.aligned),
  entry('align-right', 'cell', AlignRight, (editor) => alignCells(editor, 'right'), done.aligned),
  entry('clear', 'cell', Eraser, clearCells, done.cleared),
  entry('caption', 'table', Captions, toggleCaption, done.caption, {
    isOn: ({ table }) => captionOf(table) !== null,
  }),
  entry('header-row', 'table', PanelTop, toggleHeaderRow, done.head, {
    isOn: ({ table }) => table.headerRows !== undefined,
  }),
  entry('header-column', 'table', PanelLeft, toggleHeaderColumn, done.head, {
    isOn: ({ table }) => table.headerColumn === true,
  }),
  entry('remove', 'table', Trash2, removeTable, done.removed),
]
