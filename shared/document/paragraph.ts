import { z } from 'zod'
import { idSchema } from '../model/identity.ts'
import { inlinesSchema } from './inline.ts'
import { suggestedBlock } from './suggestion.ts'

export const statementKinds = {
  fact: 'fact',
  reported: 'reported',
  judgment: 'judgment',
  assumption: 'assumption',
} as const

/** What every block carries: an id minted once, an optional portion marking, an optional statement kind, what is suggested for it. */
export const blockShape = {
  id: idSchema,
  mark: z.string().max(60).optional(),
  kind: z.enum(['fact', 'reported', 'judgment', 'assumption']).optional(),
  ...suggestedBlock,
}

export const paragraphSchema = z.object({
  type: z.literal('paragraph'),
  ...blockShape,
  children: inlinesSchema,
})
export type Paragraph = z.infer<typeof paragraphSchema>
