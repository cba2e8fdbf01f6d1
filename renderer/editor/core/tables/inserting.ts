import { Editor, Node, Path, Transforms } from 'slate'
import { emptyCell, type Table, type TableRow } from '../../../../shared/document/table.ts'
import { mintId } from '../../../../shared/model/identity.ts'
import { topBlockAt } from '../place.ts'
import { emptyParagraph } from '../schema.ts'
import { act } from './act.ts'
import { isBare } from './place.ts'

/** Most cells of a table that is put in or pasted: what stays quick to type in. */
export const maxCells = 2000

/** Most rows and columns that a person chooses at once. */
export const maxChosen = 10

export const newTable = (rows: number, columns: number): Table => ({
  type: 'table',
  id: mintId(),
  ...(rows > 1 ? { headerRows: 1 } : {}),
  children: Array.from(
    { length: rows },
    (): TableRow => ({
      type: 'table-row',
      children: Array.from({ length: columns }, () => emptyCell()),
    }),
  ),
})

/** Puts a table after the caret's block, or in place of an empty paragraph, and the caret in its first cell. */
export function insertTable(editor: Editor, rows = 3, columns = 3): void {
  const top = topBlockAt(editor)
  if (!top) return
  const [block, path] = top
  const empty = block.type === 'paragraph' && isBare(block)
  const at = empty ? path : Path.next(path)
  act(editor, () => {
    if (empty) Transforms.removeNodes(editor, { at })
    Transforms.insertNodes(editor, newTable(rows, columns), { at })
    // There is a line to go on in.
    if (!Node.has(editor, Path.next(at)))
      Transforms.insertNodes(editor, emptyParagraph(), { at: Path.next(at) })
    Transforms.select(editor, Editor.start(editor, at))
  })
}
