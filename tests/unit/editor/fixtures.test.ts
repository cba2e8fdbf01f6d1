import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Editor, Transforms } from 'slate'
import { describe, expect, it } from 'vitest'
import {
  insertBreakBlock,
  setLine,
  setPortion,
  toggleCallout,
  toggleCode,
} from '../../../renderer/editor/core/blocks.ts'
import { makeParaphrase, setItems, setWords } from '../../../renderer/editor/core/citing.ts'
import { createPlainEditor } from '../../../renderer/editor/core/createBriefingEditor.ts'
import { indentItem, liftItem, toggleCheck, toggleList } from '../../../renderer/editor/core/lists.ts'
import { toggleMark } from '../../../renderer/editor/core/marks.ts'
import { moveSelected, moveSpan, sectionAt } from '../../../renderer/editor/core/moving.ts'
import { insertFootnote, leaveFootnote, skipFootnote } from '../../../renderer/editor/core/notes.ts'
import { mergeCells, splitCells } from '../../../renderer/editor/core/tables/cells.ts'
import { fillCells } from '../../../renderer/editor/core/tables/filling.ts'
import { toggleCaption } from '../../../renderer/editor/core/tables/form.ts'
import { insertTable } from '../../../renderer/editor/core/tables/inserting.ts'
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
import type { Callout } from '../../../shared/document/callout.ts'
import type { Table } from '../../../shared/document/table.ts'
import type { MarkName } from '../../../shared/document/text.ts'
import { idOf, readBlocks, writeBlocks } from './notation.ts'

/*
 * Each file of tests/fixtures/editor is one behaviour: a sentence that says it, the document before, the acts of a
 * person (`--- enter`, several after another), and the document after.
 */
const folder = join(import.meta.dirname, '../../fixtures/editor')

const acts: Record<string, (editor: Editor, words: string) => unknown> = {
  normalize: (editor) => Editor.normalize(editor, { force: true }),
  enter: (editor) => editor.insertBreak(),
  'shift-enter': (editor) => editor.insertSoftBreak(),
  backspace: (editor) => editor.deleteBackward('character'),
  delete: (editor) => (editor.selection ? Editor.deleteFragment(editor) : undefined),
  'delete-forward': (editor) => editor.deleteForward('character'),
  type: (editor, words) => {
    for (const letter of words) editor.insertText(letter === '␣' ? ' ' : letter)
  },
  indent: indentItem,
  lift: liftItem,
  list: (editor) => toggleList(editor, 'bullets'),
  numbers: (editor) => toggleList(editor, 'numbers'),
  checks: (editor) => toggleList(editor, 'checks'),
  code: (editor) => toggleCode(editor),
  tick: (editor) => toggleCheck(editor),
  paragraph: (editor) => setLine(editor, { type: 'paragraph' }),
  heading: (editor, level) => setLine(editor, { type: 'heading', level: Number(level) as 1 }),
  callout: (editor, variant) => toggleCallout(editor, variant as Callout['variant']),
  divider: (editor) => insertBreakBlock(editor, 'divider'),
  portion: (editor, mark) => setPortion(editor, mark),
  move: (editor, way) => void moveSelected(editor, way === 'up' ? -1 : 1),
  drop: (editor, both) => {
    const [label = '', before = ''] = both.split(' ')
    const at = (id: string) => editor.children.findIndex((node) => 'id' in node && node.id === idOf(id))
    const to = before === 'end' ? editor.children.length : at(before)
    moveSpan(editor, sectionAt(editor.children as Block[], at(label)), to)
  },
  mark: (editor, name) => toggleMark(editor, name as MarkName),
  paraphrase: (editor, label) => makeParaphrase(editor, idOf(label)),
  words: (editor, both) =>
    setWords(editor, idOf(both.split(' ')[0] ?? ''), both.slice(both.indexOf(' ') + 1)),
  uncite: (editor, label) => setItems(editor, idOf(label), []),
  paste: (editor, label) => {
    const copied = editor.children.filter((node) => 'id' in node && node.id === idOf(label))
    Transforms.insertFragment(editor, structuredClone(copied))
  },
  footnote: (editor) => insertFootnote(editor),
  leave: (editor) => leaveFootnote(editor),
  skip: (editor, way) => skipFootnote(editor, way === 'back'),
  table: (editor) => insertTable(editor, 2, 2),
  row: (editor, where) => insertRow(editor, where === 'below'),
  column: (editor, where) => insertColumn(editor, where === 'after'),
  'remove-rows': removeRows,
  'remove-columns': removeColumns,
  'remove-table': removeTable,
  'move-row': (editor, where) => moveRows(editor, where === 'down'),
  'move-column': (editor, where) => moveColumns(editor, where === 'right'),
  merge: mergeCells,
  split: splitCells,
  'table-caption': toggleCaption,
  tab: (editor) => toNextCell(editor, false),
  'shift-tab': (editor) => toNextCell(editor, true),
  arrow: (editor, where) => leaveTable(editor, where === 'down'),
  fill: (editor, label) => {
    const source = editor.children.find((node) => 'id' in node && node.id === idOf(label))
    fillCells(editor, structuredClone(source) as Table)
  },
  undo: (editor) => editor.undo(),
  redo: (editor) => editor.redo(),
}

describe.each(readdirSync(folder))('%s', (area) => {
  for (const file of readdirSync(join(folder, area))) {
    const [sentence = '', ...parts] = readFileSync(join(folder, area, file), 'utf8').split(/\n--- /u)
    it(`${file.replace(/\.txt$/u, '')}: ${sentence.trim()}`, () => {
      const [before = '', ...rest] = parts
      const { blocks, carets, labels } = readBlocks(before.slice(before.indexOf('\n') + 1))
      const editor = createPlainEditor(blocks as never)
      const [anchor, focus = anchor] = carets
      // Slate wants text around inlines before a caret can stand there; the malformed ones are mended by their act.
      if (area !== 'normalizing') Editor.normalize(editor, { force: true })
      if (anchor && focus) Transforms.select(editor, { anchor, focus })
      editor.history = { undos: [], redos: [] }
      let expected = ''
      for (const part of rest) {
        const end = part.indexOf('\n')
        const line = (end < 0 ? part : part.slice(0, end)).trim()
        expected = end < 0 ? '' : part.slice(end + 1).replace(/\n+$/u, '')
        const [name = '', words = ''] = [line.split(' ')[0], line.slice(line.indexOf(' ') + 1)]
        const act = acts[name]
        if (!act) throw new Error(`no act is called ${name}`)
        act(editor, words)
      }
      expect(writeBlocks(editor, labels)).toBe(expected)
      for (const block of editor.children) expect(blockSchema.safeParse(block).error).toBeUndefined()
    })
  }
})
