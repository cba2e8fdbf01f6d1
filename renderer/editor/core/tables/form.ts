import { Editor, Transforms } from 'slate'
import { captionOf } from '../../../../shared/document/table.ts'
import { act, formAct, setTable } from './act.ts'
import { selectedCells, tableAt } from './place.ts'

/** Whether the first row is a head, which is set again on each page. */
export function toggleHeaderRow(editor: Editor): boolean {
  const place = tableAt(editor)
  if (!place) return false
  const area = selectedCells(editor)?.area
  const { headerRows } = place.table
  // With several rows selected from the first on, they are all the head.
  const wanted = area?.top === 0 ? area.bottom + 1 : 1
  return act(editor, () =>
    setTable(editor, place, { headerRows: headerRows === undefined ? wanted : undefined }),
  )
}

export function toggleHeaderColumn(editor: Editor): boolean {
  const place = tableAt(editor)
  if (!place) return false
  const { headerColumn } = place.table
  return act(editor, () => setTable(editor, place, { headerColumn: headerColumn ? undefined : true }))
}

/** Gives the table a caption with the caret in it, or takes it away. */
export function toggleCaption(editor: Editor): boolean {
  const place = tableAt(editor)
  if (!place) return false
  const at = [...place.path, 0]
  return formAct(editor, place, () => {
    if (captionOf(place.table)) {
      Transforms.removeNodes(editor, { at })
      return
    }
    Transforms.insertNodes(editor, { type: 'table-caption', children: [{ text: '' }] }, { at })
    Transforms.select(editor, Editor.start(editor, at))
  })
}

/** Makes the selected columns wider or narrower by a fifth; the others share what is left. */
export function resizeColumns(editor: Editor, wider: boolean): boolean {
  const selected = selectedCells(editor)
  if (!selected) return false
  const { place, area } = selected
  const { grid, table } = place
  if (grid.columns > 100) return false
  const widths = table.widths ?? Array.from({ length: grid.columns }, () => 100)
  const factor = wider ? 1.2 : 1 / 1.2
  const changed = widths.map((width, at) =>
    at < area.left || at > area.right ? width : Math.min(1000, Math.max(10, Math.round(width * factor))),
  )
  return act(editor, () => setTable(editor, place, { widths: changed }))
}
