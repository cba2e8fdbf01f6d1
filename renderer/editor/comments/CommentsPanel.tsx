import { MessageSquare } from 'lucide-react'
import { useSlateSelector } from 'slate-react'
import type { CommentThread } from '../../../shared/model/comment.ts'
import { useEvent, useOperation } from '../../bridge.ts'
import { shell } from '../../shell/store.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorBar } from '../../ui/ErrorBar.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { commentWords as words } from '../../words/comments.ts'
import type { BriefingSession } from '../session.ts'
import { CommentForm } from './CommentForm.tsx'
import { commentedWords } from './discussion.ts'
import { quotedWords, Thread } from './Thread.tsx'
import type { CommentActs } from './useCommenting.ts'

type Quoted = ReadonlyMap<string, string>

/** Slate asks with null before there was a first answer. */
function sameWords(one: Quoted | null, other: Quoted | null): boolean {
  if (!one || !other || one.size !== other.size) return false
  const before = [...other]
  return [...one].every(([id, own], at) => id === before[at]?.[0] && own === before[at]?.[1])
}

/** Whose name a comment gets, and where to change it. */
function Name() {
  const { value, refetch } = useOperation('library.author', {})
  useEvent('comments.changed', ({ briefingId }) => {
    if (briefingId === null) refetch()
  })
  if (value === null) return null
  return (
    <p className="comments-name">
      {words.name(value.name)}{' '}
      <button
        type="button"
        className="button button-link button-small"
        onClick={() => shell().show({ name: 'settings' })}
      >
        {words.nameChange}
      </button>
    </p>
  )
}

/** The comments of a briefing: open ones in the order of the text, those without words after them, then resolved ones. */
export function CommentsPanel({ session, acts }: { session: BriefingSession; acts: CommentActs }) {
  const { discussion } = session
  const threads = discussion.state((state) => state.threads)
  const error = discussion.state((state) => state.error)
  const active = discussion.state((state) => state.active)
  const draft = discussion.state((state) => state.draft)
  const quoted = useSlateSelector(() => commentedWords(session.blocks), sameWords)
  const order = [...quoted.keys()]
  const place = ({ id }: CommentThread): number => {
    const at = order.indexOf(id)
    return at < 0 ? order.length : at
  }
  const all = [...(threads ?? [])].sort((a, b) => place(a) - place(b))
  const open = all.filter(({ resolvedAt }) => resolvedAt === null)
  const resolved = all.filter(({ resolvedAt }) => resolvedAt !== null)
  const list = (own: readonly CommentThread[]) => (
    <ul className="threads" aria-label={words.list}>
      {own.map((thread) => (
        <Thread
          key={thread.id}
          session={session}
          thread={thread}
          quoted={quoted.get(thread.id)}
          active={thread.id === active}
          onGo={() => acts.go(thread.id)}
          onRemove={() => acts.remove(thread.id)}
        />
      ))}
    </ul>
  )
  const none = all.length === 0 && draft === null
  return (
    <div className="inspector-body comments">
      {error && <ErrorBar error={error} />}
      {draft && (
        <section className="thread thread-active" aria-label={words.newLabel}>
          <p className="thread-quoted">{quotedWords(draft.quoted)}</p>
          <CommentForm
            key={draft.quoted}
            label={words.newLabel}
            act={words.save}
            hint={words.newHint}
            onKeep={acts.start}
            onCancel={acts.cancel}
          />
        </section>
      )}
      {none && threads !== null && (
        <EmptyState icon={<Icon of={MessageSquare} size={24} />} title={words.emptyTitle}>
          {words.emptyText}
        </EmptyState>
      )}
      {open.length > 0 && list(open)}
      {resolved.length > 0 && (
        <details className="threads-resolved" open={resolved.some(({ id }) => id === active) || undefined}>
          <summary>{words.resolvedGroup(resolved.length)}</summary>
          {list(resolved)}
        </details>
      )}
      {!none && <Name />}
    </div>
  )
}
