import { z } from 'zod'
import { claimKindSchema, credibilitySchema, modalitySchema } from '../model/claim.ts'
import {
  idSchema,
  keySchema,
  revisionSchema,
  sha256Schema,
  targetSchema,
  timestampSchema,
} from '../model/identity.ts'
import { selectorSchema, verificationSchema } from '../model/passage.ts'
import { groundRuleSchema, quoteFormSchema } from '../model/quote.ts'
import { sourceDetailsSchema } from '../model/source.ts'
import { speakerKindSchema } from '../model/speaker.ts'

/** Everything that a chip, the inspector, a check or a note needs to know of one cited claim, quote or source. */
export const citedEntitySchema = z.object({
  target: targetSchema,
  key: keySchema,
  revision: revisionSchema,
  /** Short words for the chip: a speaker's surname, a claim's first words, a source's short title. */
  label: z.string(),
  /** The statement, the spoken words or the title, in full. */
  text: z.string(),
  source: z.object({
    id: idSchema,
    key: keySchema,
    ...sourceDetailsSchema.shape,
    status: z.enum(['current', 'withdrawn']),
    /** False while its details are only what was found in the file. */
    confirmed: z.boolean().optional(),
  }),
  snapshot: z.object({
    id: idSchema,
    sha256: sha256Schema,
    capturedAt: timestampSchema,
    extractionId: idSchema,
    /** A newer capture of the same source exists. */
    superseded: z.boolean(),
    /** What was captured; `referenceMediaType` where that is only the reference. */
    mediaType: z.string().optional(),
  }),
  /** The passage it rests on (a claim's first supporting one); null for a source as a whole. */
  passage: z
    .object({
      id: idSchema,
      page: z.int().nullable(),
      ...selectorSchema.shape,
      before: z.string(),
      after: z.string(),
    })
    .nullable(),
  /** How the passage stands in its own extraction. */
  verification: verificationSchema.nullable(),
  speaker: z
    .object({ id: idSchema, key: keySchema, name: z.string(), kind: speakerKindSchema, role: z.string() })
    .nullable(),
  quote: z
    .object({
      form: quoteFormSchema,
      groundRule: groundRuleSchema,
      saidOn: z.string().nullable(),
      via: z.string(),
    })
    .nullable(),
  claim: z
    .object({ kind: claimKindSchema, modality: modalitySchema, credibility: credibilitySchema })
    .nullable(),
})
export type CitedEntity = z.infer<typeof citedEntitySchema>

/** `claim:0190…`: how maps of cited entities are keyed. */
export const targetKey = (target: { type: string; id: string }): string => `${target.type}:${target.id}`
