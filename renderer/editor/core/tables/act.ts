import { Editor, Transforms } from 'slate'
import { HistoryEditor } from 'slate-history'
import { captionOf, type Table, type TableRow } from '../../../../shared/document/table.ts'
import { directly, groundAt, suggestingOf } from '../suggesting/mode.ts'
import type { TablePlace } from './place.ts'

/** One act, one undo. */
export function act(editor: Editor, change: () => void): true {
  HistoryEditor.withNewBatch(editor, () => {
    Editor.withoutNormalizing(editor, change)
  })
  return true
}

export const setTable = (editor: Editor, { path }: TablePlace, change: Partial<Table>): void => {
  for (const [key, value] of Object.entries(change)) {
    if (value === undefined) Transforms.unsetNodes(editor, key as never, { at: path })
    else Transforms.setNodes(editor, { [key]: value } as never, { at: path })
  }
}

/**
 * The same for what changes the rows and columns of a table, and with them what words there are: while suggesting it is
 * refused, but in a table that is only suggested.
 */
export function formAct(editor: Editor, { path }: TablePlace, change: () => void): true {
  const mode = suggestingOf(editor)
  if (mode && groundAt(editor, path) !== 'own') {
    mode.refuse('table')
    return true
  }
  return directly(editor, () => act(editor, change))
}

/** Other rows for a table: its caption and what else it is stay. */
export function replaceRows(editor: Editor, { table, path }: TablePlace, rows: TableRow[]): void {
  const caption = captionOf(table)
  Editor.withoutNormalizing(editor, () => {
    Transforms.removeNodes(editor, { at: path })
    Transforms.insertNodes(
      editor,
      { ...table, children: [...(caption ? [caption] : []), ...rows] },
      { at: path },
    )
  })
}
