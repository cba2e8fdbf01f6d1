import type { Editor } from 'slate'
import { ReactEditor } from 'slate-react'

/** The landmark that the text is in: what hangs from the text belongs to it, for whoever goes from landmark to landmark. */
export const regionOf = (editor: Editor): Element =>
  ReactEditor.toDOMNode(editor, editor).closest('[data-region]') ?? document.body
