import { z } from 'zod'
import { idSchema } from '../model/identity.ts'
import { suggestedBlock } from './suggestion.ts'

const noText = z.tuple([z.object({ text: z.literal('') })])

export const dividerSchema = z.object({
  type: z.literal('divider'),
  id: idSchema,
  ...suggestedBlock,
  children: noText,
})
export type Divider = z.infer<typeof dividerSchema>

export const pageBreakSchema = z.object({
  type: z.literal('page-break'),
  id: idSchema,
  ...suggestedBlock,
  children: noText,
})
export type PageBreak = z.infer<typeof pageBreakSchema>
