import { z } from 'zod'

export const documentKinds = {
  memo: 'Memorandum',
  assessment: 'Assessment',
  paper: 'Background paper',
} as const

/** The head of a briefing: everything above and around the body. */
export const headerSchema = z.object({
  kind: z.enum(['memo', 'assessment', 'paper']),
  /** Type of document as printed, e.g. "Decision memorandum". */
  label: z.string().max(200),
  organization: z.string().max(300),
  number: z.string().max(100),
  /** SUBJECT; also the title of the file. */
  subject: z.string().max(1000),
  subtitle: z.string().max(1000),
  /** Rows above the rule, in order, e.g. To, From, Through. DATE is `date`. */
  rows: z.array(z.object({ label: z.string().max(100), value: z.string().max(1000) })).max(20),
  /** ISO 8601 calendar date; null prints none and takes the day of export for the file's own date. */
  date: z.iso.date().nullable(),
  /** Banner at the top and the foot of each page; empty prints none. */
  marking: z.string().max(300),
  /** How the document may be passed on, beside the marking in the banner, e.g. `TLP:AMBER`. */
  handling: z.string().max(100).optional(),
  /** Who may have it: a line of the head, e.g. a distribution statement. */
  distribution: z.string().max(1000).optional(),
  paper: z.enum(['a4', 'us-letter']),
  /** BCP 47. */
  language: z.string().regex(/^[a-z]{2,3}(?:-[A-Z]{2})?$/),
  density: z.enum(['tight', 'normal', 'large']),
})
export type Header = z.infer<typeof headerSchema>

export const emptyHeader: Header = {
  kind: 'memo',
  label: 'Memorandum',
  organization: '',
  number: '',
  subject: '',
  subtitle: '',
  rows: [
    { label: 'To', value: '' },
    { label: 'From', value: '' },
  ],
  date: null,
  marking: '',
  paper: 'a4',
  language: 'en-GB',
  density: 'normal',
}
