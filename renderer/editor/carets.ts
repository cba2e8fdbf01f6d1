import { Editor, type Path, Transforms } from 'slate'
import type { Id } from '../../shared/model/identity.ts'
import type { BriefingSession } from './session.ts'

interface Caret {
  readonly block: Id
  /** Below the block. */
  readonly path: Path
  readonly offset: number
}

/** Where the caret of each briefing was when this window left it. */
const carets = new Map<Id, Caret>()

/** Keeps where the caret is, for when the briefing is come back to. */
export function keepCaret({ id, editor, blocks }: BriefingSession): void {
  const { focus } = editor.selection ?? {}
  const block = focus && blocks[focus.path[0] ?? 0]
  if (focus && block) carets.set(id, { block: block.id, path: focus.path.slice(1), offset: focus.offset })
}

/** Puts the caret where it was left, or at the end of what is left of its block; nowhere when the block is gone. */
export function takeCaret({ id, editor, blocks }: BriefingSession): void {
  const caret = carets.get(id)
  const index = caret ? blocks.findIndex((block) => block.id === caret.block) : -1
  if (!caret || index < 0) return
  const end = Editor.end(editor, [index])
  const path = [index, ...caret.path]
  const here = Editor.hasPath(editor, path) ? Editor.end(editor, path) : end
  const kept = here.path.length === path.length && caret.offset <= here.offset
  Transforms.select(editor, kept ? { path, offset: caret.offset } : end)
}
