import { z } from 'zod'
import { edtfSchema } from '../../../shared/model/source.ts'

/** Item types of CSL 1.0.2 (appendix III); Attest's own are some of them. */
export const cslTypes = [
  ...['article', 'article-journal', 'article-magazine', 'article-newspaper', 'bill', 'book', 'broadcast'],
  ...['chapter', 'classic', 'collection', 'dataset', 'document', 'entry', 'entry-dictionary'],
  ...[
    'entry-encyclopedia',
    'event',
    'figure',
    'graphic',
    'hearing',
    'interview',
    'legal_case',
    'legislation',
  ],
  ...['manuscript', 'map', 'motion_picture', 'musical_score', 'pamphlet', 'paper-conference', 'patent'],
  ...['performance', 'periodical', 'personal_communication', 'post', 'post-weblog', 'regulation', 'report'],
  ...['review', 'review-book', 'software', 'song', 'speech', 'standard', 'thesis', 'treaty', 'webpage'],
] as const

/** What a reference says in words, by the names of CSL's variables. */
export const textFields = [
  ...(['title', 'title-short', 'container-title', 'container-title-short', 'collection-title'] as const),
  ...([
    'publisher',
    'publisher-place',
    'event-title',
    'genre',
    'volume',
    'issue',
    'number',
    'edition',
  ] as const),
  ...([
    'page',
    'number-of-pages',
    'section',
    'archive',
    'DOI',
    'ISBN',
    'ISSN',
    'PMID',
    'PMCID',
    'URL',
  ] as const),
  ...(['language', 'abstract', 'note'] as const),
]
export type TextField = (typeof textFields)[number]

export const nameFields = ['author', 'editor', 'translator'] as const
export type NameField = (typeof nameFields)[number]

/** Most characters (UTF-16 units) of one field; what is longer is cut when it is read. */
export const maxField = 20_000
/** Most names in one role. */
export const maxNames = 2000
/** Most references that one file may hold. */
export const maxReferences = 50_000

const part = z.string().min(1).max(600)
const nameSchema = z.union([
  z.object({
    family: part,
    given: part.optional(),
    'non-dropping-particle': part.optional(),
    'dropping-particle': part.optional(),
    suffix: part.optional(),
  }),
  z.object({ literal: part }),
])
/** A name as CSL has it: with the particles that stand before a family name (von) and those that may go (de). */
export type ReferenceName = z.infer<typeof nameSchema>

const dateSchema = z.object({
  /** Normalised; null where the words are no date that is known. */
  edtf: edtfSchema.nullable(),
  /** As the file has it in words; empty where it only has digits. */
  printed: z.string().max(200),
})
export type ReferenceDate = z.infer<typeof dateSchema>

export const referenceSchema = z.object({
  /** The citation key of the file; empty where it has none. */
  key: z.string().max(300),
  type: z.enum(cslTypes),
  fields: z.partialRecord(z.enum(textFields), z.string().min(1).max(maxField)),
  names: z.partialRecord(z.enum(nameFields), z.array(nameSchema).max(maxNames)),
  issued: dateSchema.nullable(),
  accessed: dateSchema.nullable(),
  keywords: z.array(z.string().min(1).max(600)).max(500),
  /** Documents that belong to it, as the file names them: paths or addresses. */
  files: z.array(z.string().min(1).max(4000)).max(100),
  /** What CSL has no words for and Attest gave out: `reliability`, `descriptor`, `marking`. */
  custom: z.record(z.string(), z.string().max(2000)).optional(),
  /** Where it begins in its file, from 1; 0 where a line says nothing. */
  line: z.int().min(0),
})
export type Reference = z.infer<typeof referenceSchema>

/** A record that could not be read, and why. */
export const problemSchema = z.object({
  line: z.int().min(0),
  /** What it is, as far as it could be read: its key or its first words. */
  what: z.string().max(200),
  /** A full sentence: what is wrong; what to do about it. */
  message: z.string().max(600),
})
export type Problem = z.infer<typeof problemSchema>

/** What a reference file gives. */
export interface References {
  readonly references: Reference[]
  readonly problems: Problem[]
}

/** A name in reading order. */
export function referenceNameText(name: ReferenceName): string {
  if ('literal' in name) return name.literal
  const whole = [name.given, name['dropping-particle'], name['non-dropping-particle'], name.family]
    .filter(Boolean)
    .join(' ')
  return name.suffix === undefined ? whole : `${whole}, ${name.suffix}`
}
