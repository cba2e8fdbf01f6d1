import type { DragEvent } from 'react'
import { Editor, Range } from 'slate'
import { ReactEditor } from 'slate-react'
import type { Target } from '../../shared/model/identity.ts'
import { droppedTarget } from '../ui/targetDrag.ts'
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

/** A claim, quote or source dropped in the text is cited where it was dropped. @returns true when it was one */
export function dropTarget(session: BriefingSession, event: DragEvent): boolean {
  const target = session.readOnly ? null : droppedTarget(event)
  if (!target) return false
  event.preventDefault()
  void citeAt(session, target, ReactEditor.findEventRange(session.editor, event))
  return true
}
