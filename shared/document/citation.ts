import { z } from 'zod'
import { idSchema, revisionSchema, sha256Schema, targetSchema } from '../model/identity.ts'
import { suggestedWords } from './suggestion.ts'

/** Locator labels of CSL 1.0.2 that a briefing offers; `time` is written hh:mm:ss. */
export const locatorLabels = [
  'page',
  'paragraph',
  'section',
  'chapter',
  'column',
  'line',
  'note',
  'time',
  'verse',
] as const

/** What is cited, as it stood when it was cited. */
export const citedAtSchema = z.object({ revision: revisionSchema, sha256: sha256Schema.nullable() })
export type CitedAt = z.infer<typeof citedAtSchema>

export const citationItemSchema = z.object({
  /** Null when the key that was typed is not known: `typedKey` then keeps it. */
  target: targetSchema.nullable(),
  typedKey: z.string().max(200).optional(),
  cited: citedAtSchema.nullable(),
  locator: z.string().max(200).optional(),
  locatorLabel: z.enum(locatorLabels).optional(),
  prefix: z.string().max(1000).optional(),
  suffix: z.string().max(1000).optional(),
  omitAuthor: z.literal(true).optional(),
})
export type CitationItem = z.infer<typeof citationItemSchema>

/** An inline void node: one mark in the text that points at one or more claims, quotes or sources. */
export const citationSchema = z.object({
  type: z.literal('citation'),
  id: idSchema,
  items: z.array(citationItemSchema).min(1).max(100),
  ...suggestedWords,
  children: z.tuple([z.object({ text: z.literal('') })]),
})
export type Citation = z.infer<typeof citationSchema>
