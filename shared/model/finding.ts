import { z } from 'zod'
import { idSchema } from './identity.ts'

/** Severity is weight: `stops` the release, `settle` before it goes out, `note`. */
export const severities = ['stops', 'settle', 'note'] as const

export const findingSchema = z.object({
  /** Id of the check in `shared/checks`. */
  check: z.string(),
  severity: z.enum(severities),
  /** What was found, and how it was decided, each one sentence. */
  message: z.string(),
  detail: z.string(),
  block: idSchema.nullable(),
  /** The quotation or citation concerned, if any. */
  node: idSchema.nullable(),
  /** Code points within the block's text, if known. */
  start: z.int().nullable(),
  end: z.int().nullable(),
  fixes: z.array(z.enum(['restore', 'mark-alteration', 'paraphrase', 'open-source', 'remove', 'add-place'])),
})
export type Finding = z.infer<typeof findingSchema>
