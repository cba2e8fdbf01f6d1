import type { commentOperations } from '../../../shared/contract/comments.ts'
import type { Handlers } from '../../../shared/contract/index.ts'
import type { CommentThread } from '../../../shared/model/comment.ts'
import type { Services } from '../../services.ts'

/** Comments: every change is told to all windows, since another may show the same briefing. */
export function commentHandlers({
  libraries,
  host,
}: Services): Pick<Handlers, keyof typeof commentOperations> {
  const comments = () => libraries.session().library.comments
  const told = async (change: Promise<CommentThread>): Promise<CommentThread> => {
    const thread = await change
    host.emit('comments.changed', { briefingId: thread.briefingId })
    return thread
  }
  return {
    'comments.list': async ({ briefingId }) => ({ threads: await comments().list(briefingId) }),
    'comments.start': ({ briefingId, body }) => told(comments().start(briefingId, body)),
    'comments.reply': ({ threadId, body }) => told(comments().reply(threadId, body)),
    'comments.edit': ({ commentId, body }) => told(comments().edit(commentId, body)),
    'comments.removeReply': ({ commentId, removed }) => told(comments().removeReply(commentId, removed)),
    'comments.resolve': ({ threadId, resolved }) => told(comments().resolve(threadId, resolved)),
    'comments.remove': async ({ threadId, removed }) => {
      const briefingId = await comments().remove(threadId, removed)
      host.emit('comments.changed', { briefingId })
      return {}
    },
  }
}
