import { z } from 'zod'
import { idSchema } from '../model/identity.ts'
import { suggestedBlock } from './suggestion.ts'

/** Where the table of contents stands: it is made of the headings, never stored. */
export const contentsSchema = z.object({
  type: z.literal('contents'),
  id: idSchema,
  ...suggestedBlock,
  /** Deepest heading that is listed; 3 when it is not given. */
  levels: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).optional(),
  children: z.tuple([z.object({ text: z.literal('') })]),
})
export type Contents = z.infer<typeof contentsSchema>

export const usualLevels = 3
