import { z } from 'zod'
import { confidenceSchema, likelihoodSchema } from '../model/claim.ts'
import { blockShape, paragraphSchema } from './paragraph.ts'

export const calloutVariants = {
  'bottom-line': 'Bottom line',
  'key-judgment': 'Key judgment',
  note: 'Note',
} as const

/** A set-off block of paragraphs. A key judgment may carry a likelihood and, apart from it, a confidence with its reason. */
export const calloutSchema = z.object({
  type: z.literal('callout'),
  ...blockShape,
  variant: z.enum(['bottom-line', 'key-judgment', 'note']),
  title: z.string().max(300).optional(),
  likelihood: likelihoodSchema.optional(),
  confidence: confidenceSchema.optional(),
  confidenceBasis: z.string().max(2000).optional(),
  children: z.array(paragraphSchema).min(1),
})
export type Callout = z.infer<typeof calloutSchema>
