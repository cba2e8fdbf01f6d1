import { z } from 'zod'
import { idSchema } from '../model/identity.ts'
import { suggestedWords } from './suggestion.ts'

/** Marks a run of text can carry; absent means off. */
export const markNames = [
  'bold',
  'italic',
  'underline',
  'strike',
  'superscript',
  'subscript',
  'code',
  'highlight',
] as const
export type MarkName = (typeof markNames)[number]

const on = z.literal(true).optional()
export const textSchema = z.object({
  text: z.string(),
  bold: on,
  italic: on,
  underline: on,
  strike: on,
  superscript: on,
  subscript: on,
  code: on,
  highlight: on,
  /** Threads of comments about these words; their remarks are in the library's tables and in no export. */
  comments: z.array(idSchema).min(1).max(100).optional(),
  ...suggestedWords,
})
/** A run of text with the same marks throughout. */
export type Text = z.infer<typeof textSchema>
