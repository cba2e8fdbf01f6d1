import { z } from 'zod'
import { idSchema } from '../model/identity.ts'
import { suggestedWords } from './suggestion.ts'

/**
 * A cross-reference: an inline void node that says what the block it points at is called now, “Table 2”. Its words are
 * never stored.
 */
export const referenceSchema = z.object({
  type: z.literal('reference'),
  id: idSchema,
  /** Id of a top-level block. */
  target: idSchema,
  ...suggestedWords,
  children: z.tuple([z.object({ text: z.literal('') })]),
})
export type Reference = z.infer<typeof referenceSchema>
