import { z } from 'zod'
import { inlinesSchema } from './inline.ts'
import { blockShape } from './paragraph.ts'

export const headingSchema = z.object({
  type: z.literal('heading'),
  ...blockShape,
  level: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  children: inlinesSchema,
})
export type Heading = z.infer<typeof headingSchema>
