import { z } from 'zod'
import { entityShape, idSchema, sha256Schema, timestampSchema } from './identity.ts'

/** CSL-JSON item types that Attest offers (CSL 1.0.2, appendix III), with the words the interface shows. */
export const sourceTypes = {
  'article-newspaper': 'Newspaper article',
  'article-magazine': 'Magazine article',
  'article-journal': 'Journal article',
  webpage: 'Web page',
  'post-weblog': 'Blog post',
  report: 'Report',
  speech: 'Speech',
  interview: 'Interview',
  broadcast: 'Broadcast',
  hearing: 'Hearing',
  legislation: 'Legislation',
  legal_case: 'Legal case',
  treaty: 'Treaty',
  book: 'Book',
  chapter: 'Chapter',
  personal_communication: 'Personal communication',
  dataset: 'Dataset',
  document: 'Document',
} as const
export const sourceTypeSchema = z.enum(Object.keys(sourceTypes) as [keyof typeof sourceTypes])
export type SourceType = z.infer<typeof sourceTypeSchema>

/** Reliability of a source (STANAG 2511 / AJP-2.1, "Admiralty code"). */
export const reliabilities = {
  A: 'Completely reliable',
  B: 'Usually reliable',
  C: 'Fairly reliable',
  D: 'Not usually reliable',
  E: 'Unreliable',
  F: 'Reliability cannot be judged',
} as const
export const reliabilitySchema = z.enum(['A', 'B', 'C', 'D', 'E', 'F'])
export type Reliability = z.infer<typeof reliabilitySchema>

/** A name as CSL-JSON has it: a person by family and given name, anyone else by `literal`. */
export const nameSchema = z.union([
  z.object({ family: z.string().min(1).max(300), given: z.string().max(300).optional() }),
  z.object({ literal: z.string().min(1).max(600) }),
])
export type Name = z.infer<typeof nameSchema>

/** A name in reading order: `Given Family`, or the literal. */
export const nameText = (name: Name): string =>
  'literal' in name ? name.literal : [name.given, name.family].filter(Boolean).join(' ')

/**
 * A date as EDTF (ISO 8601-2:2019, level 0 and the `~`, `?`, `..` of level 1): `2026`, `2026-02`, `2026-02-13`,
 * `2026-02~`, `2026-01/2026-03`.
 */
export const edtfSchema = z
  .string()
  .max(40)
  .regex(
    /^(?:-?\d{4}(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-(?:0[1-9]|[12]\d|3[01]))?)?[~?%]?)(?:\/(?:\.\.|-?\d{4}(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-(?:0[1-9]|[12]\d|3[01]))?)?[~?%]?))?$/,
    'a date such as 2026, 2026-02, 2026-02-13 or 2026-02~',
  )

/** The bibliographic part of a source, in CSL-JSON's terms. Empty strings mean "not known". */
export const sourceDetailsSchema = z.object({
  type: sourceTypeSchema,
  title: z.string().max(2000),
  /** CSL `container-title`: the newspaper, site or journal. */
  publisher: z.string().max(600),
  authors: z.array(nameSchema).max(200),
  /** When it was published: EDTF, and as the source prints it. */
  issued: edtfSchema.nullable(),
  issuedAsPrinted: z.string().max(200),
  accessed: edtfSchema.nullable(),
  url: z
    .string()
    .max(4000)
    .refine(
      (url) => url === '' || /^https?:\/\/\S+$/iu.test(url),
      'an address that begins with http:// or https://',
    ),
  language: z.string().max(35),
  reliability: reliabilitySchema,
  /** Ends up in the note after the grade, e.g. what access the source had. */
  descriptor: z.string().max(2000),
  marking: z.string().max(60),
})
export type SourceDetails = z.infer<typeof sourceDetailsSchema>

export const emptySourceDetails: SourceDetails = {
  type: 'document',
  title: '',
  publisher: '',
  authors: [],
  issued: null,
  issuedAsPrinted: '',
  accessed: null,
  url: '',
  language: '',
  reliability: 'F',
  descriptor: '',
  marking: '',
}

/** A published or internal document. `confirmed` is false while its details are only what was found in the file. */
export const sourceSchema = z.object({
  ...entityShape,
  ...sourceDetailsSchema.shape,
  confirmed: z.boolean(),
  status: z.enum(['current', 'withdrawn']),
})
export type Source = z.infer<typeof sourceSchema>

/** An immutable capture of a source. The bytes themselves never leave the store but on request. */
export const snapshotSchema = z.object({
  id: idSchema,
  sourceId: idSchema,
  sha256: sha256Schema,
  bytes: z.int().min(0),
  mediaType: z.string(),
  fileName: z.string(),
  url: z.string(),
  capturedAt: timestampSchema,
  /** Encoding that was detected, as a WHATWG label. */
  encoding: z.string(),
  supersededBy: idSchema.nullable(),
})
export type Snapshot = z.infer<typeof snapshotSchema>

/**
 * Media type of a snapshot that is only a reference (a CSL-JSON item): the document that it describes is not here.
 * https://docs.citationstyles.org/en/stable/specification.html
 */
export const referenceMediaType = 'application/vnd.citationstyles.csl+json'

/** The text of a snapshot by one extractor version; passages point into it. */
export const extractionSchema = z.object({
  id: idSchema,
  snapshotId: idSchema,
  extractor: z.string(),
  extractorVersion: z.int().min(1),
  codePoints: z.int().min(0),
  /** Where each page begins, in code points; empty where there are no pages. */
  pages: z.array(z.int().min(0)),
})
export type Extraction = z.infer<typeof extractionSchema>
