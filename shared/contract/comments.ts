import { z } from 'zod'
import { commentThreadSchema, maxCommentLength } from '../model/comment.ts'
import { idSchema } from '../model/identity.ts'
import { operation } from './operation.ts'

const words = z.string().max(maxCommentLength)
const thread = z.object({ threadId: idSchema })

/** Comments on briefings. None needs the lease: a window that only reads may answer, too. */
export const commentOperations = {
  /** Threads of a briefing that were not deleted, oldest first. */
  'comments.list': operation(
    z.object({ briefingId: idSchema }),
    z.object({ threads: z.array(commentThreadSchema) }),
  ),
  /** A new thread with its first remark; the window marks its words in the text. */
  'comments.start': operation(z.object({ briefingId: idSchema, body: words }), commentThreadSchema),
  'comments.reply': operation(z.object({ threadId: idSchema, body: words }), commentThreadSchema),
  /** Changes the words of a remark of one's own. */
  'comments.edit': operation(z.object({ commentId: idSchema, body: words }), commentThreadSchema),
  /** Takes a reply of one's own away, or brings it back; the first remark goes with its thread only. */
  'comments.removeReply': operation(
    z.object({ commentId: idSchema, removed: z.boolean() }),
    commentThreadSchema,
  ),
  'comments.resolve': operation(thread.extend({ resolved: z.boolean() }), commentThreadSchema),
  /** Deletes a thread, or brings it back: what an undo does. */
  'comments.remove': operation(thread.extend({ removed: z.boolean() }), z.object({})),
}
