import fc from 'fast-check'
import { Editor, type Point, Transforms } from 'slate'
import { describe, expect, it } from 'vitest'
import { citationNode, insertInlines } from '../../../renderer/editor/core/citing.ts'
import { createPlainEditor } from '../../../renderer/editor/core/createBriefingEditor.ts'
import { withNewIds } from '../../../renderer/editor/core/schema.ts'
import { alignCells, clearCells, mergeCells, splitCells } from '../../../renderer/editor/core/tables/cells.ts'
import { deleteSelected } from '../../../renderer/editor/core/tables/deleting.ts'
import { fillCells } from '../../../renderer/editor/core/tables/filling.ts'
import {
  resizeColumns,
  toggleCaption,
  toggleHeaderColumn,
  toggleHeaderRow,
} from '../../../renderer/editor/core/tables/form.ts'
import { insertTable, newTable } from '../../../renderer/editor/core/tables/inserting.ts'
import { leaveTable, toNextCell } from '../../../renderer/editor/core/tables/moving.ts'
import {
  insertColumn,
  insertRow,
  moveColumns,
  moveRows,
  removeColumns,
  removeRows,
  removeTable,
} from '../../../renderer/editor/core/tables/rowsColumns.ts'
import { type Block, blockSchema } from '../../../shared/document/block.ts'
import { captionOf, rowsOf, type Table } from '../../../shared/document/table.ts'
import { gridOf } from '../../../shared/document/tableGrid.ts'
import { newBriefing } from '../../../shared/document/templates.ts'
import { mintId } from '../../../shared/model/identity.ts'

const target = { type: 'quote' as const, id: mintId() }

const acts: Record<string, (editor: Editor, text: string, half: boolean) => void> = {
  table: (editor) => insertTable(editor, 3, 3),
  type: (editor, text) => editor.insertText(text),
  enter: (editor) => editor.insertBreak(),
  'shift-enter': (editor) => editor.insertSoftBreak(),
  backspace: (editor) => editor.deleteBackward('character'),
  'backspace word': (editor) => editor.deleteBackward('word'),
  'delete forward': (editor) => editor.deleteForward('character'),
  delete: (editor) => deleteSelected(editor),
  // As other code may do it: the rules have to mend what is left.
  'plain delete': (editor) => Transforms.delete(editor),
  tab: (editor, _text, half) => void toNextCell(editor, half),
  arrow: (editor, _text, half) => void leaveTable(editor, half),
  row: (editor, _text, half) => void insertRow(editor, half),
  column: (editor, _text, half) => void insertColumn(editor, half),
  'remove rows': (editor) => void removeRows(editor),
  'remove columns': (editor) => void removeColumns(editor),
  'remove table': (editor) => void removeTable(editor),
  'move rows': (editor, _text, half) => void moveRows(editor, half),
  'move columns': (editor, _text, half) => void moveColumns(editor, half),
  merge: (editor) => void mergeCells(editor),
  'merge again': (editor) => void mergeCells(editor),
  split: (editor) => void splitCells(editor),
  head: (editor) => void toggleHeaderRow(editor),
  'head column': (editor) => void toggleHeaderColumn(editor),
  caption: (editor) => void toggleCaption(editor),
  align: (editor, _text, half) => void alignCells(editor, half ? 'right' : 'left'),
  width: (editor, _text, half) => void resizeColumns(editor, half),
  clear: (editor) => void clearCells(editor),
  fill: (editor) => void fillCells(editor, newTable(2, 4)),
  cite: (editor) =>
    editor.selection &&
    insertInlines(editor, editor.selection.focus, [citationNode([{ target, cited: null }])]),
  paste: (editor) => {
    const table = (editor.children as Block[]).find(({ type }) => type === 'table')
    if (table) Transforms.insertFragment(editor, [withNewIds(table as never)])
  },
}

const step = fc.record({
  act: fc.constantFrom(...Object.keys(acts), 'undo', 'redo'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined, freq: 2 }),
  half: fc.boolean(),
  text: fc.string({ minLength: 1, maxLength: 4 }),
})
type Step = typeof step extends fc.Arbitrary<infer Of> ? Of : never

/** A place of the document, more often than not in its table. */
function pointAt(editor: Editor, share: number): Point {
  const table = editor.children.findIndex((node) => 'type' in node && node.type === 'table')
  const inTable = table >= 0 && share < 0.8
  const points = [...Editor.positions(editor, { at: inTable ? [table] : [] })]
  const place = inTable ? share / 0.8 : share
  return points[Math.min(points.length - 1, Math.floor(place * points.length))] ?? Editor.start(editor, [])
}

function take(editor: Editor, { act, at, to, text, half }: Step): void {
  if (act === 'undo') editor.undo()
  else if (act === 'redo') editor.redo()
  else {
    const anchor = pointAt(editor, at)
    Transforms.select(editor, { anchor, focus: to === undefined ? anchor : pointAt(editor, to) })
    acts[act]?.(editor, text, half)
  }
}

function start(): Editor {
  const { blocks } = newBriefing('decision-memo', 'Cable permits', null)
  const editor = createPlainEditor(blocks)
  Editor.normalize(editor, { force: true })
  Transforms.select(editor, Editor.end(editor, []))
  insertTable(editor, 3, 3)
  editor.history = { undos: [], redos: [] }
  return editor
}

const isWhole = (table: Table): boolean => {
  const grid = gridOf(rowsOf(table))
  return Array.from({ length: grid.rows }, (_, row) =>
    Array.from({ length: grid.columns }, (_column, column) => grid.at(row, column) !== undefined),
  ).every((row) => row.every(Boolean))
}

describe('any sequence of acts in a table', () => {
  it('leaves tables that are whole, valid and can be saved', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const editor = start()
        for (const each of steps) take(editor, each)
        for (const block of editor.children as Block[]) {
          expect(blockSchema.safeParse(block).error?.message, JSON.stringify(block)).toBeUndefined()
          if (block.type !== 'table') continue
          expect(isWhole(block), JSON.stringify(block)).toBe(true)
          for (const { cell, colSpan, rowSpan } of gridOf(rowsOf(block)).placed)
            expect([cell.colSpan ?? 1, cell.rowSpan ?? 1]).toEqual([colSpan, rowSpan])
          expect(captionOf(block) ? 1 : 0).toBe(block.children.length - rowsOf(block).length)
        }
      }),
      { numRuns: Number(process.env.FC_RUNS ?? 150) },
    )
  }, 120_000)

  it('is undone to the beginning and redone to the end', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const editor = start()
        const before = structuredClone(editor.children)
        for (const each of steps) if (each.act !== 'undo' && each.act !== 'redo') take(editor, each)
        const after = structuredClone(editor.children)
        for (let undone = 0; editor.history.undos.length > 0 && undone < 1000; undone += 1) editor.undo()
        expect(editor.children).toEqual(before)
        while (editor.history.redos.length > 0) editor.redo()
        expect(editor.children).toEqual(after)
      }),
      { numRuns: Number(process.env.FC_RUNS ?? 100) },
    )
  }, 120_000)
})
