import { z } from 'zod'
import { sourceDetailsSchema } from '../../shared/model/source.ts'
import type { PageExtent } from './html/page.ts'
import type { CaptureKind } from './kinds.ts'
import { extractorNames } from './made.ts'
import { maxParts, partSchema } from './parts.ts'
import { maxReferences, problemSchema } from './references/reference.ts'

/** A document to take the text from. */
export interface ExtractJob {
  readonly name: string
  readonly kind: CaptureKind
  readonly bytes: Uint8Array
  /** How much is wanted. A fragment was pasted: its bytes are UTF-8, whatever they look like. */
  readonly extent: PageExtent
}

/** What an extractor gives: the text of a document, and what it says of itself. */
export const extractedSchema = z.object({
  mediaType: z.string(),
  encoding: z.string(),
  extractor: z.enum(extractorNames),
  extractorVersion: z.int(),
  text: z.string(),
  words: z.int(),
  /** Where each page begins, in code points; absent where there are no pages. */
  pages: z.array(z.int().min(0)).max(10_000).optional(),
  found: sourceDetailsSchema.partial(),
  /** Full sentences for the person. */
  notes: z.array(z.string()),
  /** Documents that it holds. One with parts and an empty text is only what they are kept in: no source of its own. */
  parts: z.array(partSchema).max(maxParts).optional(),
  /** What a file of references holds; it is no source of its own either. */
  references: z
    .object({
      /** Each as JSON, so that thousands can be checked a few at a time: `referenceSchema`. */
      references: z.array(z.string()).max(maxReferences),
      problems: z.array(problemSchema),
      /** The folder beside the file in which documents of addresses like `internal-pdf://` lie. */
      attachments: z.string(),
    })
    .optional(),
})
export type Extracted = z.infer<typeof extractedSchema>
