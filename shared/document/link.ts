import { z } from 'zod'
import { suggestedWords } from './suggestion.ts'
import { textSchema } from './text.ts'

/** Only these schemes leave the document; anything else is text. */
export const linkUrlSchema = z
  .string()
  .max(4000)
  .regex(/^(?:https?:\/\/|mailto:)\S+$/iu, 'an address that begins with http://, https:// or mailto:')

export const linkSchema = z.object({
  type: z.literal('link'),
  url: linkUrlSchema,
  ...suggestedWords,
  children: z.array(textSchema).min(1),
})
export type Link = z.infer<typeof linkSchema>
