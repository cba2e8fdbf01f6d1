import { z } from 'zod'
import { citationSchema } from './citation.ts'
import { footnoteSchema } from './footnote.ts'
import { linkSchema } from './link.ts'
import { quotationSchema } from './quotation.ts'
import { referenceSchema } from './reference.ts'
import { textSchema } from './text.ts'

export const inlineSchema = z.union([
  textSchema,
  citationSchema,
  quotationSchema,
  linkSchema,
  footnoteSchema,
  referenceSchema,
])
export type Inline = z.infer<typeof inlineSchema>
export const inlinesSchema = z.array(inlineSchema).min(1)
