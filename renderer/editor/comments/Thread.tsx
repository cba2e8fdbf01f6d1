import { useEffect, useRef, useState } from 'react'
import { ReactEditor } from 'slate-react'
import type { Comment, CommentThread } from '../../../shared/model/comment.ts'
import { Button } from '../../ui/Button.tsx'
import { dayWords } from '../../ui/format.ts'
import { Mark } from '../../ui/Icon.tsx'
import { toast } from '../../ui/Toast.tsx'
import { commentWords as words } from '../../words/comments.ts'
import type { BriefingSession } from '../session.ts'
import { CommentForm } from './CommentForm.tsx'

/** Longest piece of the commented words that a card shows, in UTF-16 units. */
const quotedLength = 140

/** The beginning of the commented words. */
export const quotedWords = (all: string): string =>
  all.length > quotedLength ? `${all.slice(0, quotedLength).trimEnd()}…` : all

function Remark(props: { session: BriefingSession; comment: Comment; reply: boolean }) {
  const { session, comment, reply } = props
  const { discussion } = session
  const [editing, setEditing] = useState(false)
  const edit = useRef<HTMLButtonElement>(null)
  const done = (): void => {
    setEditing(false)
    requestAnimationFrame(() => edit.current?.focus())
  }
  const take = (removed: boolean) =>
    discussion.ask('comments.removeReply', { commentId: comment.id, removed })
  return (
    <div className="remark">
      <p className="remark-head">
        <b>{words.by(comment.author)}</b>
        <span>
          {dayWords(comment.createdAt)}
          {comment.updatedAt > comment.createdAt && `, ${words.changed}`}
        </span>
      </p>
      {editing ? (
        <CommentForm
          label={words.editLabel}
          act={words.editSave}
          first={comment.body}
          onKeep={async (body) => {
            const kept = await discussion.ask('comments.edit', { commentId: comment.id, body })
            if (kept) done()
            return kept !== null
          }}
          onCancel={done}
        />
      ) : (
        <>
          <p className="remark-body">{comment.body}</p>
          {comment.own && (
            <div className="remark-acts">
              <button
                ref={edit}
                type="button"
                className="button button-link button-small"
                onClick={() => setEditing(true)}
              >
                {words.edit}
              </button>
              {reply && (
                <button
                  type="button"
                  className="button button-link button-small"
                  aria-label={words.removeReply(comment.author)}
                  onClick={() => {
                    void take(true)
                    toast(words.replyRemoved, () => void take(false))
                  }}
                >
                  {words.remove}
                </button>
              )}
            </div>
          )}
        </>
      )}
    </div>
  )
}

/** One thread: the words it is about, its remarks, and what can be done with it. */
export function Thread(props: {
  session: BriefingSession
  thread: CommentThread
  /** The words in the text; undefined when they were deleted. */
  quoted: string | undefined
  active: boolean
  onGo: () => void
  onRemove: () => void
}) {
  const { session, thread, quoted, active, onGo, onRemove } = props
  const { discussion, editor, readOnly } = session
  const answering = discussion.state((state) => state.answering === thread.id)
  const card = useRef<HTMLLIElement>(null)
  const reply = useRef<HTMLButtonElement>(null)
  const [first, ...replies] = thread.comments
  const answer = (on: boolean): void =>
    discussion.state.setState({ answering: on ? thread.id : null, ...(on ? { active: thread.id } : {}) })
  useEffect(() => {
    if (active) card.current?.scrollIntoView({ block: 'nearest' })
  }, [active])
  if (!first) return null
  const resolved = thread.resolvedAt !== null
  return (
    <li
      ref={card}
      className={active ? 'thread thread-active' : 'thread'}
      aria-current={active ? 'true' : undefined}
      aria-label={words.threadLabel(first.author, quotedWords(quoted ?? ''))}
    >
      {quoted === undefined ? (
        <p className="thread-lost">
          <Mark name="settle" size={12} />
          {words.lost}
        </p>
      ) : (
        <button
          type="button"
          className="thread-quoted"
          aria-label={words.go(quotedWords(quoted))}
          onClick={onGo}
        >
          {quotedWords(quoted)}
        </button>
      )}
      <Remark session={session} comment={first} reply={false} />
      {replies.length > 0 && (
        <div className="thread-replies">
          {replies.map((comment) => (
            <Remark key={comment.id} session={session} comment={comment} reply />
          ))}
        </div>
      )}
      {answering ? (
        <CommentForm
          label={words.replyTo(first.author)}
          act={words.sendReply}
          onKeep={async (body) => {
            const kept = await discussion.ask('comments.reply', { threadId: thread.id, body })
            if (kept) {
              answer(false)
              requestAnimationFrame(() => reply.current?.focus())
            }
            return kept !== null
          }}
          onCancel={() => {
            answer(false)
            ReactEditor.focus(editor)
          }}
        />
      ) : (
        <div className="thread-acts">
          <Button ref={reply} size="small" onClick={() => answer(true)}>
            {words.reply}
          </Button>
          <Button
            size="small"
            look="ghost"
            onClick={() =>
              void discussion.ask('comments.resolve', { threadId: thread.id, resolved: !resolved })
            }
          >
            {resolved ? words.reopen : words.resolve}
          </Button>
          {!readOnly && (
            <Button size="small" look="ghost" onClick={onRemove}>
              {words.remove}
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
