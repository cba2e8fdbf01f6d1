import type { Editor } from 'slate'
import { ReactEditor } from 'slate-react'

/** The text of an editor in the page; null before it is drawn. */
export function textOf(editor: Editor): HTMLElement | null {
  try {
    return ReactEditor.toDOMNode(editor, editor)
  } catch {
    return null
  }
}

/** Puts the focus into a text, at its selection. */
export function focusText(editor: Editor): void {
  if (textOf(editor)) ReactEditor.focus(editor)
}

/** What scrolls around the text of an editor. */
export const deskOf = (editor: Editor): HTMLElement | null =>
  textOf(editor)?.closest<HTMLElement>('.briefing-desk') ?? null

/** The landmark that the text is in: what hangs from the text belongs to it, for whoever goes from landmark to landmark. */
export const regionOf = (editor: Editor): Element =>
  ReactEditor.toDOMNode(editor, editor).closest('[data-region]') ?? document.body
