import { z } from 'zod'
import { idSchema, targetSchema } from '../model/identity.ts'
import { citationItemSchema, citedAtSchema } from './citation.ts'
import { blockShape } from './paragraph.ts'
import { textSchema } from './text.ts'

/**
 * A set-off quotation, bound like an inline one. Its attribution is derived from the quote; its citation comes after
 * the words and counts in the numbering there.
 */
export const quotationBlockSchema = z.object({
  type: z.literal('quotation-block'),
  ...blockShape,
  target: targetSchema,
  cited: citedAtSchema,
  citation: z.object({ id: idSchema, items: z.array(citationItemSchema).min(1).max(100) }),
  children: z.array(textSchema).min(1),
})
export type QuotationBlock = z.infer<typeof quotationBlockSchema>
