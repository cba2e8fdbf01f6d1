import { z } from 'zod'
import { idSchema } from '../model/identity.ts'
import { type Citation, citationSchema } from './citation.ts'
import { type Link, linkSchema } from './link.ts'
import { type Quotation, quotationSchema } from './quotation.ts'
import { type Reference, referenceSchema } from './reference.ts'
import { type SuggestedWords, suggestedWords } from './suggestion.ts'
import { type Text, textSchema } from './text.ts'

/** What the words of a note may hold: everything a line holds but another note. */
export type NoteInline = Text | Citation | Quotation | Link | Reference

/**
 * A note of the author's own, at the place in the text that it belongs to. Its words are its children; views and
 * formats show a number there, from the same sequence as the notes of citations, and the words elsewhere.
 */
export interface Footnote extends SuggestedWords {
  type: 'footnote'
  id: string
  children: NoteInline[]
}

export const footnoteSchema: z.ZodType<Footnote> = z.object({
  type: z.literal('footnote'),
  id: idSchema,
  ...suggestedWords,
  children: z
    .array(z.union([textSchema, citationSchema, quotationSchema, linkSchema, referenceSchema]))
    .min(1),
})
