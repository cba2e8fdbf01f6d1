import { Editor, Transforms } from 'slate'
import { describe, expect, it } from 'vitest'
import { readFragment, writeFragment } from '../../../renderer/editor/clipboardFragment.ts'
import { insertBlocks } from '../../../renderer/editor/clipboardInsert.ts'
import { tableOfMarkdown, tableOfTsv } from '../../../renderer/editor/clipboardTable.ts'
import { Allowance, paragraphOf } from '../../../renderer/editor/clipboardText.ts'
import { htmlOfBlocks, textOfBlocks } from '../../../renderer/editor/clipboardWrite.ts'
import { createPlainEditor } from '../../../renderer/editor/core/createBriefingEditor.ts'
import { selectedBlocks } from '../../../renderer/editor/core/tables/copying.ts'
import { fillCells } from '../../../renderer/editor/core/tables/filling.ts'
import { maxCells, newTable } from '../../../renderer/editor/core/tables/inserting.ts'
import type { Block } from '../../../shared/document/block.ts'
import { rowsOf, type Table, tableSchema } from '../../../shared/document/table.ts'
import { plainText } from '../../../shared/document/walk.ts'

const wordsOf = (table: Table | null): string[][] | null =>
  table && rowsOf(table).map(({ children }) => children.map((cell) => plainText(cell.children)))

const filled = (rows: readonly (readonly string[])[]): Table => {
  const table = tableOfTsv(rows.map((row) => row.join('\t')).join('\n'), new Allowance())
  if (!table) throw new Error('no table')
  return table
}

function editorWith(...blocks: Block[]): Editor {
  const editor = createPlainEditor(blocks)
  Editor.normalize(editor, { force: true })
  return editor
}
const tableIn = (editor: Editor): Table =>
  editor.children.find((node) => 'type' in node && node.type === 'table') as Table

describe('text as a table', () => {
  it.each([
    [
      'cells of a spreadsheet',
      'a\tb\r\n1\t2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a cell with lines and marks',
      'a\t"one\ntwo ""x"""\nb\tx"',
      [
        ['a', 'one\ntwo "x"'],
        ['b', 'x"'],
      ],
    ],
    ['one line', 'a\tb', [['a', 'b']]],
    ['lines with different numbers of tabs', 'a\tb\nc', null],
    ['text with an indent', 'a\n\tb', null],
    ['no tab', 'a b', null],
  ])('reads %s', (_, text, expected) => {
    expect(wordsOf(tableOfTsv(text, new Allowance()))).toEqual(expected)
  })

  it('reads a table of Markdown with its head, sides and marks, and nothing that only has bars', () => {
    const table = tableOfMarkdown(
      '| Flag | Count |\n|:-:|--:|\n| **N** \\| x | `1` |\n| [@gazette] |',
      new Allowance(),
    )
    expect(table?.headerRows).toBe(1)
    expect(wordsOf(table)).toEqual([
      ['Flag', 'Count'],
      ['N | x', '1'],
      ['', ''],
    ])
    expect(rowsOf(table as Table)[1]?.children[0]).toMatchObject({
      align: 'center',
      children: [{ text: '' }, { text: 'N', bold: true }, { text: ' | x' }].slice(1),
    })
    expect(JSON.stringify(table)).toContain('"typedKey":"gazette"')
    expect(tableOfMarkdown('a | b\nc | d', new Allowance())).toBeNull()
  })

  it('keeps as many rows as stay quick to write in, and counts the others', () => {
    const allowance = new Allowance()
    const line = Array.from({ length: 100 }, (_, at) => `${at}`).join('\t')
    const table = tableOfTsv(Array.from({ length: 1000 }, () => line).join('\n'), allowance)
    expect(rowsOf(table as Table)).toHaveLength(maxCells / 100)
    expect(allowance.rows).toBe(1000 - maxCells / 100)
    expect(tableSchema.safeParse(table).success).toBe(true)
  })
})

describe('a table on the clipboard', () => {
  const table: Table = {
    ...filled([
      ['a', 'b'],
      ['c "x"', 'd'],
    ]),
    headerRows: 1,
  }

  it('is HTML with its head and text with tabs', () => {
    expect(htmlOfBlocks([table], () => undefined)).toBe(
      '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><td>c &quot;x&quot;</td><td>d</td></tr></tbody></table>',
    )
    expect(textOfBlocks([table], () => undefined)).toBe('a\tb\nc "x"\td')
    const lines = {
      ...table,
      children: filled([
        ['"x"', 'y'],
        ['"one\ntwo"', 'z'],
      ]).children,
    }
    expect(
      wordsOf(
        tableOfTsv(
          textOfBlocks([lines], () => undefined),
          new Allowance(),
        ),
      ),
    ).toEqual([
      ['x', 'y'],
      ['one\ntwo', 'z'],
    ])
  })

  it('is read back as it was, and only as large as it may be', () => {
    const json = writeFragment([{ ...table, headerColumn: true, widths: [2, 1] }], {})
    expect(readFragment(json, new Allowance())?.blocks).toEqual([
      { ...table, headerColumn: true, widths: [2, 1] },
    ])
    const allowance = new Allowance()
    const large = writeFragment([newTable(300, 50)], {})
    const [read] = readFragment(large, allowance)?.blocks ?? []
    expect(rowsOf(read as Table)).toHaveLength(maxCells / 50)
    expect(allowance.rows).toBe(300 - maxCells / 50)
  })

  it('copies the rectangle of selected cells, and words within a cell as words', () => {
    const editor = editorWith(
      filled([
        ['a', 'b', 'c'],
        ['d', 'e', 'f'],
        ['g', 'h', 'i'],
      ]),
    )
    Transforms.select(editor, {
      anchor: Editor.end(editor, [0, 2, 1]),
      focus: Editor.start(editor, [0, 1, 0]),
    })
    expect(wordsOf(selectedBlocks(editor)[0] as Table)).toEqual([
      ['d', 'e'],
      ['g', 'h'],
    ])
    Transforms.select(editor, Editor.range(editor, [0, 0, 2]))
    expect(selectedBlocks(editor)).toMatchObject([{ type: 'paragraph', children: [{ text: 'c' }] }])
  })
})

describe('putting into cells', () => {
  it('fills the cells from the caret on, splits what is merged there, and is undone at once', () => {
    const merged = filled([
      ['a', 'b'],
      ['c', 'd'],
    ])
    const first = rowsOf(merged)[0]?.children[0]
    if (first) first.rowSpan = 2
    rowsOf(merged)[1]?.children.shift()
    const editor = editorWith(merged, paragraphOf([{ text: '' }]))
    const before = structuredClone(editor.children)
    Transforms.select(editor, Editor.start(editor, [0, 1, 0]))
    Transforms.select(editor, Editor.start(editor, [0, 0, 0]))
    expect(
      fillCells(
        editor,
        filled([
          ['1', '2', '3'],
          ['4', '5', '6'],
          ['7', '8', '9'],
        ]),
      ),
    ).toBe(0)
    expect(wordsOf(tableIn(editor))).toEqual([
      ['1', '2', '3'],
      ['4', '5', '6'],
      ['7', '8', '9'],
    ])
    editor.undo()
    expect(editor.children).toEqual(before)
  })

  it('says how many rows there was no room for', () => {
    const editor = editorWith(newTable(2, 50))
    Transforms.select(editor, Editor.start(editor, [0, 0, 0]))
    expect(fillCells(editor, newTable(maxCells / 50 + 7, 50))).toBe(7)
    expect(rowsOf(tableIn(editor))).toHaveLength(maxCells / 50)
  })

  it('makes blocks lines of the cell, and a table among them lines with bars', () => {
    const editor = editorWith(newTable(1, 2), paragraphOf([{ text: '' }]))
    Transforms.select(editor, Editor.start(editor, [0, 0, 1]))
    insertBlocks(editor, [
      paragraphOf([{ text: 'One' }]),
      filled([
        ['a', 'b'],
        ['c', 'd'],
      ]),
    ])
    expect(wordsOf(tableIn(editor))).toEqual([['', 'One\na | b\nc | d']])
  })
})
