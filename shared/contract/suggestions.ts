import { z } from 'zod'
import { claimSchema } from '../model/claim.ts'
import { idSchema } from '../model/identity.ts'
import { groundRuleSchema, quoteFormSchema } from '../model/quote.ts'
import { operation } from './operation.ts'

const stretch = { start: z.int().min(0), end: z.int().min(1) }

/** Where something was suggested: the text and the stretch in code points. */
const placeShape = { extractionId: idSchema, type: z.enum(['quote', 'claim']), ...stretch }
export const suggestionPlaceSchema = z
  .object(placeShape)
  .refine(({ start, end }) => end > start, 'it ends before it begins')
export type SuggestionPlace = z.infer<typeof suggestionPlaceSchema>

/** What a person answered: rejected (null), or the quote or claim that it became. */
export const suggestionAnswerSchema = z
  .object({ ...placeShape, entityId: idSchema.nullable() })
  .refine(({ start, end }) => end > start, 'it ends before it begins')
export type SuggestionAnswer = z.infer<typeof suggestionAnswerSchema>

/** Who is said to have said it, as the text has it. */
const foundSpeakerSchema = z.object({
  ...stretch,
  printed: z.string(),
  /** The fullest name the text has; null for those it does not name. */
  name: z.string().nullable(),
  kind: z.enum(['person', 'organization', 'anonymous']),
  role: z.string(),
})

/** Words that somebody is said to have said. Places are code points of the extraction. */
export const suggestedQuoteSchema = z.object({
  type: z.literal('quote'),
  ...stretch,
  exact: z.string(),
  form: quoteFormSchema,
  segments: z.array(z.object(stretch)),
  speaker: foundSpeakerSchema.nullable(),
  /** The words that say that it was said; empty in a transcript. */
  cue: z.string(),
  groundRule: groundRuleSchema,
  saidOnAsPrinted: z.string(),
})
export type SuggestedQuoteItem = z.infer<typeof suggestedQuoteSchema>

/** A sentence that asserts something one could check. */
export const suggestedClaimSchema = z.object({
  type: z.literal('claim'),
  ...stretch,
  exact: z.string(),
  kind: claimSchema.shape.kind,
  modality: claimSchema.shape.modality,
  attribution: claimSchema.shape.attribution,
  speaker: foundSpeakerSchema.nullable(),
  dateAsPrinted: z.string(),
})
export type SuggestedClaimItem = z.infer<typeof suggestedClaimSchema>
export type SuggestionItem = SuggestedQuoteItem | SuggestedClaimItem

export const suggestionOperations = {
  /**
   * The quotes and claims that a captured English text seems to hold and that nobody answered yet, in the order of the
   * text; none for a text in another language. What is marked already is not left out.
   */
  'suggestions.find': operation(
    z.object({ sourceId: idSchema, snapshotId: idSchema.optional() }),
    z.object({
      extractionId: idSchema,
      items: z.array(z.discriminatedUnion('type', [suggestedQuoteSchema, suggestedClaimSchema])),
    }),
  ),
  /** Keeps what a person answered: it is not suggested again. */
  'suggestions.answer': operation(suggestionAnswerSchema, z.object({})),
  /** Takes an answer back: it is suggested again. */
  'suggestions.withdraw': operation(suggestionPlaceSchema, z.object({})),
}
