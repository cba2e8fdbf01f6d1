import { z } from 'zod'
import { idSchema, timestampSchema } from './identity.ts'

/** Longest comment, in UTF-16 units. */
export const maxCommentLength = 20_000

/** One remark of a thread. */
export const commentSchema = z.object({
  id: idSchema,
  /** The name its author gave to the library; empty when none was given. */
  author: z.string(),
  /** Written by whoever uses this library: may be changed and deleted here. */
  own: z.boolean(),
  createdAt: timestampSchema,
  /** Later than `createdAt` when its words were changed. */
  updatedAt: timestampSchema,
  body: z.string(),
})
export type Comment = z.infer<typeof commentSchema>

/**
 * Comments on one stretch of a briefing, the first remark first. The text carries the thread's id as a mark
 * (`Text.comments`); the thread itself knows no place, so editing the text never touches it.
 */
export const commentThreadSchema = z.object({
  id: idSchema,
  briefingId: idSchema,
  createdAt: timestampSchema,
  /** Null while it is open. */
  resolvedAt: timestampSchema.nullable(),
  comments: z.array(commentSchema).min(1),
})
export type CommentThread = z.infer<typeof commentThreadSchema>
