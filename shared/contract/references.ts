import { z } from 'zod'
import { idSchema } from '../model/identity.ts'
import { operation } from './operation.ts'

/** What references can be written as, with the words and the endings that files of them have. */
export const referenceFormats = {
  ris: { label: 'RIS', extension: 'ris' },
  bibtex: { label: 'BibTeX', extension: 'bib' },
  'csl-json': { label: 'CSL-JSON', extension: 'json' },
} as const
export const referenceFormatSchema = z.enum(Object.keys(referenceFormats) as [keyof typeof referenceFormats])
export type ReferenceFormat = z.infer<typeof referenceFormatSchema>

export const referenceOperations = {
  /**
   * Asks where to and writes the references of sources: those named, those that a briefing cites, those that are found, or all. Null when the
   * person cancelled the dialog; else an act that ends like that of `export.start`.
   */
  'references.export': operation(
    z.object({
      of: z.union([
        z.object({ sources: z.array(idSchema).min(1).max(10_000) }),
        z.object({ briefing: idSchema }),
        /** Those that `sources.list` finds for these words. */
        z.object({ query: z.string().min(1).max(400) }),
        z.object({ all: z.literal(true) }),
      ]),
      format: referenceFormatSchema,
    }),
    z.object({ actId: idSchema.nullable() }),
  ),
}
