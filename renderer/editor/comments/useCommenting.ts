import { useEffect } from 'react'
import { Editor, Path, Range, Transforms } from 'slate'
import { ReactEditor } from 'slate-react'
import type { CommentThread } from '../../../shared/model/comment.ts'
import type { Id } from '../../../shared/model/identity.ts'
import { useEvent } from '../../bridge.ts'
import { shell } from '../../shell/store.ts'
import { paint } from '../../ui/highlight.ts'
import { announce } from '../../ui/Live.tsx'
import { toast } from '../../ui/Toast.tsx'
import { commentWords as words } from '../../words/comments.ts'
import {
  commentable,
  commentsAtCaret,
  isInCode,
  leaveComments,
  markComment,
  rangeOfComment,
  unmarkComment,
} from '../core/comments.ts'
import { Chunks } from '../drawing.ts'
import type { BriefingSession } from '../session.ts'

/** What can be done with comments, in the text and in the panel. */
export interface CommentActs {
  /** Begins a comment on the selection; without one, answers the comment at the caret or begins one on its word. */
  begin(): void
  /** Writes the comment that was begun. @returns whether it is kept */
  start(body: string): Promise<boolean>
  cancel(): void
  next(backwards: boolean): void
  /** Goes to the words of a thread. */
  go(id: Id): void
  remove(id: Id): void
  /** After each change: what the caret is in. */
  follow(): void
}

/** Puts a thread's words in sight, the caret behind them. @returns whether there are any */
function show(editor: Editor, id: Id): boolean {
  const range = rangeOfComment(editor, id)
  if (!range) return false
  ReactEditor.focus(editor)
  Transforms.select(editor, Range.end(range))
  Chunks.of(editor).scrollTo(range.anchor.path, 'center')
  return true
}

/** Open threads with words in the text, in its order. */
function placed(session: BriefingSession): { thread: CommentThread; range: Range }[] {
  const { editor, discussion } = session
  const found: { thread: CommentThread; range: Range }[] = []
  for (const thread of discussion.state.getState().threads ?? []) {
    if (thread.resolvedAt !== null) continue
    const range = rangeOfComment(editor, thread.id)
    if (range) found.push({ thread, range })
  }
  return found.sort((a, b) => Path.compare(a.range.anchor.path, b.range.anchor.path))
}

/** Acts on comments; `openPanel` brings their panel to the front. */
export function useCommenting(session: BriefingSession, openPanel: () => void): CommentActs {
  const { editor, discussion, readOnly } = session
  const draft = discussion.state((state) => state.draft)

  useEffect(() => void discussion.load(), [discussion])
  useEvent('comments.changed', ({ briefingId }) => {
    if (briefingId === null || briefingId === session.id) void discussion.load()
  })
  // The words of the comment being written stay marked while the focus is in its field.
  useEffect(() => {
    const range = draft?.at.current
    let drawn: globalThis.Range | null = null
    try {
      drawn = range ? ReactEditor.toDOMRange(editor, range) : null
    } catch {
      // A block that the view has not drawn yet.
    }
    paint('commenting', [drawn])
    return () => paint('commenting', [])
  }, [draft, editor])

  const activate = (id: Id): void => {
    discussion.state.setState({ active: id })
    openPanel()
  }
  const open = (id: Id): boolean => discussion.drawn.get(id) === 'open'

  return {
    begin: () => {
      const { selection } = editor
      const there = commentsAtCaret(editor).find(open)
      if (there && (!selection || Range.isCollapsed(selection))) {
        discussion.state.setState({ answering: there })
        activate(there)
        return
      }
      if (readOnly) {
        toast(words.readOnly)
        return
      }
      const range = commentable(editor)
      if (!range) {
        toast(selection && isInCode(editor, selection.focus.path) ? words.code : words.nothing)
        return
      }
      discussion.endDraft()
      const quoted = Editor.string(editor, range)
      const at = Editor.rangeRef(editor, range, { affinity: 'inward' })
      discussion.state.setState({ draft: { at, quoted }, active: null })
      openPanel()
    },
    start: async (body) => {
      const thread = await discussion.ask('comments.start', { briefingId: session.id, body })
      if (!thread) return false
      const range = discussion.endDraft()
      // While the page still shows the runs that marking is about to split.
      ReactEditor.focus(editor)
      if (range && Range.isExpanded(range)) {
        markComment(editor, range, thread.id)
        // Marking split the runs of text: the range is where the words were before.
        const marked = rangeOfComment(editor, thread.id)
        if (marked) Transforms.select(editor, Range.end(marked))
      }
      discussion.state.setState({ active: thread.id })
      announce(words.added)
      return true
    },
    cancel: () => {
      discussion.endDraft()
      ReactEditor.focus(editor)
    },
    next: (backwards) => {
      const all = placed(session)
      const caret = editor.selection?.focus ?? Editor.start(editor, [])
      const after = ({ range }: { range: Range }): boolean =>
        Range.isBackward({ anchor: Range.start(range), focus: caret })
      const before = ({ range }: { range: Range }): boolean =>
        Range.isForward({ anchor: Range.end(range), focus: caret }) && !Range.includes(range, caret)
      const next = backwards
        ? (all.filter((each) => before(each)).at(-1) ?? all.at(-1))
        : (all.find(after) ?? all[0])
      if (!next) {
        toast(words.none)
        return
      }
      show(editor, next.thread.id)
      activate(next.thread.id)
      announce(words.said(next.thread.comments[0]?.author ?? '', next.thread.comments[0]?.body ?? ''))
    },
    go: (id) => {
      discussion.state.setState({ active: id })
      show(editor, id)
    },
    remove: (id) => {
      if (rangeOfComment(editor, id)) {
        // The rest follows from the text, so that undoing it brings the comment back, too.
        unmarkComment(editor, id)
        toast(words.removedUndo)
      } else {
        void discussion.remove(id, true)
        toast(words.removed, () => void discussion.remove(id, false))
      }
      if (!shell().inspectorOpen) ReactEditor.focus(editor)
    },
    follow: () => {
      leaveComments(editor)
      const ids = commentsAtCaret(editor)
      const { active } = discussion.state.getState()
      const found = ids.find(open) ?? ids[0] ?? null
      if (found !== null && !ids.includes(active ?? '')) discussion.state.setState({ active: found })
    },
  }
}
