import { z } from 'zod'
import { idSchema } from './identity.ts'

/** W3C Web Annotation TextQuoteSelector + TextPositionSelector; positions are code points, end exclusive. */
export const selectorSchema = z.object({
  exact: z.string().min(1),
  prefix: z.string(),
  suffix: z.string(),
  start: z.int().min(0),
  end: z.int().min(1),
})

/** Words in an extraction. */
export const passageSchema = z.object({
  id: idSchema,
  extractionId: idSchema,
  sourceId: idSchema,
  snapshotId: idSchema,
  ...selectorSchema.shape,
  page: z.int().min(1).nullable(),
})
export type Passage = z.infer<typeof passageSchema>

/** Where a passage is to be made: a place in an extraction, in code points. */
export const placeSchema = z
  .object({ extractionId: idSchema, start: z.int().min(0), end: z.int().min(1) })
  .refine((place) => place.end > place.start, 'an end after its start')
export type Place = z.infer<typeof placeSchema>

/** The ladder of DESIGN §6, from the best answer to the worst. */
export const verdicts = [
  'exact',
  'relocated',
  'ambiguous',
  'normalized',
  'marked',
  'altered',
  'absent',
] as const
export const verdictSchema = z.enum(verdicts)
export type Verdict = z.infer<typeof verdictSchema>

const spanSchema = z.object({ start: z.int(), end: z.int() })

/** What the ladder found, as `shared/anchoring` returns it. */
export const verificationSchema = z.object({
  verdict: verdictSchema,
  score: z.number().min(0).max(1),
  start: z.int().optional(),
  end: z.int().optional(),
  places: z.array(spanSchema).optional(),
  diff: z.array(z.object({ kind: z.enum(['same', 'source', 'memo']), text: z.string() })).optional(),
  alterations: z
    .array(z.object({ kind: z.enum(['ellipsis', 'sic', 'insertion', 'initial-case']), ...spanSchema.shape }))
    .optional(),
  lost: z.array(z.object({ kind: z.enum(['negation', 'condition']), words: z.string() })).optional(),
})
export type Verification = z.infer<typeof verificationSchema>
