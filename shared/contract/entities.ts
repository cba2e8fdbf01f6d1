import { z } from 'zod'
import { claimDetailsSchema, claimSchema, newClaimSchema } from '../model/claim.ts'
import { idSchema, revisionSchema } from '../model/identity.ts'
import { verificationSchema } from '../model/passage.ts'
import { newQuoteSchema, quoteDetailsSchema, quoteSchema } from '../model/quote.ts'
import { extractionSchema, snapshotSchema, sourceDetailsSchema, sourceSchema } from '../model/source.ts'
import { speakerDetailsSchema, speakerSchema } from '../model/speaker.ts'
import { operation } from './operation.ts'

/** Where a claim, quote or source is used. */
export const usageSchema = z.object({
  briefingId: idSchema,
  briefingKey: z.string(),
  subject: z.string(),
  blockId: idSchema,
  /** The citation or quotation node. */
  nodeId: idSchema,
  /** The words of the block around it. */
  words: z.string(),
})
export type Usage = z.infer<typeof usageSchema>

const listInput = z.object({
  query: z.string().max(400).default(''),
  limit: z.int().min(1).max(1000).default(200),
  offset: z.int().min(0).default(0),
})
const page = <Item extends z.ZodType>(item: Item) => z.object({ items: z.array(item), total: z.int() })
const byId = z.object({ id: idSchema })
const remove = z.object({ id: idSchema, revision: revisionSchema })

export const sourceRowSchema = sourceSchema.extend({
  claims: z.int(),
  quotes: z.int(),
  used: z.int(),
  capturedAt: z.number(),
  mediaType: z.string(),
})
export type SourceRow = z.infer<typeof sourceRowSchema>

export const claimRowSchema = claimSchema.omit({ evidence: true }).extend({
  speakerName: z.string(),
  sourceId: idSchema.nullable(),
  sourceTitle: z.string(),
  reliability: z.string(),
  supporting: z.int(),
  contradicting: z.int(),
  used: z.int(),
  verdict: verificationSchema.shape.verdict.nullable(),
})
export type ClaimRow = z.infer<typeof claimRowSchema>

export const quoteRowSchema = quoteSchema.omit({ passage: true, segments: true, verification: true }).extend({
  words: z.string(),
  speakerName: z.string(),
  speakerKind: z.string(),
  sourceId: idSchema,
  sourceTitle: z.string(),
  used: z.int(),
  verdict: verificationSchema.shape.verdict,
})
export type QuoteRow = z.infer<typeof quoteRowSchema>

export const speakerRowSchema = speakerSchema.extend({ quotes: z.int(), claims: z.int() })
export type SpeakerRow = z.infer<typeof speakerRowSchema>

/** A marked passage in an extraction, for the reader's text and margin. */
export const markSchema = z.object({
  type: z.enum(['claim', 'quote']),
  id: idSchema,
  key: z.string(),
  label: z.string(),
  /** E.g. "Fact, asserted" or "Partial, background". */
  detail: z.string(),
  unnamed: z.boolean(),
  start: z.int(),
  end: z.int(),
  verdict: verificationSchema.shape.verdict,
  used: z.int(),
})
export type Mark = z.infer<typeof markSchema>

export const entityOperations = {
  'sources.list': operation(listInput, page(sourceRowSchema)),
  'sources.get': operation(
    byId,
    z.object({ source: sourceSchema, snapshots: z.array(snapshotSchema), usage: z.array(usageSchema) }),
  ),
  'sources.update': operation(
    z.object({
      id: idSchema,
      revision: revisionSchema,
      details: sourceDetailsSchema.partial(),
      key: z.string().optional(),
      status: z.enum(['current', 'withdrawn']).optional(),
    }),
    sourceSchema,
  ),
  'sources.remove': operation(remove, z.object({})),
  /** The text of a snapshot (the newest when none is named) with what is marked in it. */
  'sources.read': operation(
    z.object({ sourceId: idSchema, snapshotId: idSchema.optional() }),
    z.object({
      source: sourceSchema,
      snapshot: snapshotSchema,
      extraction: extractionSchema,
      text: z.string(),
      marks: z.array(markSchema),
    }),
  ),
  /**
   * Asks where to and writes a captured document (the newest when none is named) as it came; null when the person
   * cancelled the dialog. On a host without dialogs `download` is an address that is served once.
   */
  'sources.saveOriginal': operation(
    z.object({ sourceId: idSchema, snapshotId: idSchema.optional() }),
    z.object({
      file: z.object({ token: z.string(), name: z.string(), download: z.string().nullable() }).nullable(),
    }),
  ),
  'claims.list': operation(listInput.extend({ sourceId: idSchema.optional() }), page(claimRowSchema)),
  'claims.get': operation(byId, z.object({ claim: claimSchema, usage: z.array(usageSchema) })),
  'claims.create': operation(newClaimSchema, claimSchema),
  'claims.update': operation(
    z.object({ id: idSchema, revision: revisionSchema, details: claimDetailsSchema.partial() }),
    claimSchema,
  ),
  'claims.remove': operation(remove, z.object({})),
  'quotes.list': operation(listInput.extend({ sourceId: idSchema.optional() }), page(quoteRowSchema)),
  'quotes.get': operation(byId, z.object({ quote: quoteSchema, usage: z.array(usageSchema) })),
  'quotes.create': operation(newQuoteSchema, quoteSchema),
  'quotes.update': operation(
    z.object({ id: idSchema, revision: revisionSchema, details: quoteDetailsSchema.partial() }),
    quoteSchema,
  ),
  'quotes.remove': operation(remove, z.object({})),
  'speakers.list': operation(listInput.extend({ sourceId: idSchema.optional() }), page(speakerRowSchema)),
  'speakers.get': operation(byId, z.object({ speaker: speakerSchema, quotes: z.array(quoteRowSchema) })),
  'speakers.create': operation(
    z.object({ details: speakerDetailsSchema, key: z.string().optional() }),
    speakerSchema,
  ),
  'speakers.update': operation(
    z.object({ id: idSchema, revision: revisionSchema, details: speakerDetailsSchema }),
    speakerSchema,
  ),
}
