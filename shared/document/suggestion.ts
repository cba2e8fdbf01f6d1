import { z } from 'zod'
import { idSchema } from '../model/identity.ts'

/** Who suggested something, and when; what one person changed in one place at one time has one id. */
export const stampSchema = z.object({
  id: idSchema,
  /** The name that the library had for the person. */
  by: z.string().min(1).max(200),
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
})
export type Stamp = z.infer<typeof stampSchema>

/** What a run of words, a citation, a quotation, a link or a note carries while it is only suggested. */
export const suggestedWords = {
  /** It is to be put in. */
  inserted: stampSchema.optional(),
  /** It is to be taken out. */
  deleted: stampSchema.optional(),
}
export interface SuggestedWords {
  inserted?: Stamp | undefined
  deleted?: Stamp | undefined
}

/**
 * What is suggested for a block: to put it in or take it out whole; for a line (paragraph, heading), that a new line
 * begins with it (`break`), or that it goes on in the line before it (`join`).
 */
export const blockActs = ['insert', 'delete', 'break', 'join'] as const
export const blockSuggestionSchema = stampSchema.extend({ act: z.enum(blockActs) })
export type BlockSuggestion = z.infer<typeof blockSuggestionSchema>

/** The same as a property of a block. */
export const suggestedBlock = { suggested: blockSuggestionSchema.optional() }
export interface SuggestedBlock {
  suggested?: BlockSuggestion | undefined
}
