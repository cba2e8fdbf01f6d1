import { Editor, Range } from 'slate'
import { ReactEditor } from 'slate-react'
import type { Target } from '../../shared/model/identity.ts'
import { takeCaret } from './carets.ts'
import { inlinesFor, insertInlines } from './core/citing.ts'
import type { BriefingSession } from './session.ts'

/** Cites a target at a place, or where the caret was left, or else at the end. What it is, is asked first. */
export async function citeAt(session: BriefingSession, target: Target, at: Range | null): Promise<void> {
  const { editor } = session
  const ref = at && Editor.rangeRef(editor, at)
  await session.describe([target])
  const place = ref?.unref()
  const entity = session.entity(target)
  if (!entity) return
  if (!editor.selection) takeCaret(session)
  const where = place ? Range.start(place) : (editor.selection ?? Editor.end(editor, []))
  ReactEditor.focus(editor)
  insertInlines(editor, where, inlinesFor(entity))
}
