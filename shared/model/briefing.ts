import { z } from 'zod'
import { blockSchema } from '../document/block.ts'
import { headerSchema } from '../document/header.ts'
import { entityShape, idSchema, revisionSchema, timestampSchema } from './identity.ts'

/** A briefing without its blocks. */
export const briefingSchema = z.object({ ...entityShape, header: headerSchema })
export type Briefing = z.infer<typeof briefingSchema>

/** A briefing with its blocks in order. */
export const openBriefingSchema = briefingSchema.extend({ blocks: z.array(blockSchema) })
export type OpenBriefing = z.infer<typeof openBriefingSchema>

/**
 * What changed since `baseRevision`. `order` lists the ids of all top-level blocks and is sent only when blocks were
 * added, removed or moved; `upserts` are whole blocks.
 */
export const briefingChangeSchema = z.object({
  briefingId: idSchema,
  baseRevision: revisionSchema,
  upserts: z.array(blockSchema).max(20000),
  removals: z.array(idSchema).max(20000),
  order: z.array(idSchema).max(100000).optional(),
  header: headerSchema.optional(),
})
export type BriefingChange = z.infer<typeof briefingChangeSchema>

/** A kept state of a briefing. */
export const versionSchema = z.object({
  id: idSchema,
  briefingId: idSchema,
  revision: revisionSchema,
  createdAt: timestampSchema,
  /** Null for one kept on its own. */
  name: z.string().nullable(),
  words: z.int().min(0),
  citations: z.int().min(0),
})
export type Version = z.infer<typeof versionSchema>

/** The record of an exported file. */
export const releaseSchema = z.object({
  id: idSchema,
  briefingId: idSchema,
  revision: revisionSchema,
  createdAt: timestampSchema,
  format: z.string(),
  fileName: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  pages: z.int().nullable(),
})
export type Release = z.infer<typeof releaseSchema>
