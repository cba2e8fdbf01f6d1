import { z } from 'zod'
import { idSchema, targetSchema } from '../model/identity.ts'
import { citedAtSchema } from './citation.ts'
import { suggestedWords } from './suggestion.ts'
import { textSchema } from './text.ts'

/**
 * Words bound to a quote, or to a claim's passage. The outer quotation marks are not part of the words: every view
 * and every format sets them, so they can neither be lost nor doubled.
 */
export const quotationSchema = z.object({
  type: z.literal('quotation'),
  id: idSchema,
  target: targetSchema,
  cited: citedAtSchema,
  ...suggestedWords,
  children: z.array(textSchema).min(1),
})
export type Quotation = z.infer<typeof quotationSchema>
