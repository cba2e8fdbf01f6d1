import { z } from 'zod'
import { entityShape, idSchema } from './identity.ts'
import { passageSchema, placeSchema, verificationSchema } from './passage.ts'
import { edtfSchema } from './source.ts'

export const quoteForms = {
  direct: 'Direct',
  partial: 'Partial',
  indirect: 'Indirect',
  mixed: 'Mixed',
} as const
export const quoteFormSchema = z.enum(['direct', 'partial', 'indirect', 'mixed'])
export type QuoteForm = z.infer<typeof quoteFormSchema>

export const groundRules = {
  'on-record': 'On the record',
  background: 'Background',
  'deep-background': 'Deep background',
  'off-record': 'Off the record',
  'chatham-house': 'Chatham House',
  unknown: 'Not known',
} as const
export const groundRuleSchema = z.enum(Object.keys(groundRules) as [keyof typeof groundRules])
export type GroundRule = z.infer<typeof groundRuleSchema>

/** What a person says of a quote; the words themselves are the passage. */
export const quoteDetailsSchema = z.object({
  form: quoteFormSchema,
  speakerId: idSchema.nullable(),
  groundRule: groundRuleSchema,
  /** The role the text gives the speaker, as printed. */
  roleAsPrinted: z.string().max(600),
  saidOn: edtfSchema.nullable(),
  saidOnAsPrinted: z.string().max(200),
  audience: z.string().max(600),
  via: z.string().max(600),
  language: z.string().max(35),
  translation: z.string().max(20000),
  translator: z.string().max(300),
  note: z.string().max(5000),
})
export type QuoteDetails = z.infer<typeof quoteDetailsSchema>

export const emptyQuoteDetails: QuoteDetails = {
  form: 'direct',
  speakerId: null,
  groundRule: 'unknown',
  roleAsPrinted: '',
  saidOn: null,
  saidOnAsPrinted: '',
  audience: '',
  via: '',
  language: '',
  translation: '',
  translator: '',
  note: '',
}

/** Words of a speaker at a passage, with the spoken segments where a cue interrupts them (code points in the extraction). */
export const quoteSchema = z.object({
  ...entityShape,
  ...quoteDetailsSchema.shape,
  passage: passageSchema,
  segments: z.array(z.object({ start: z.int(), end: z.int() })),
  verification: verificationSchema,
})
export type Quote = z.infer<typeof quoteSchema>

export const newQuoteSchema = quoteDetailsSchema.extend({ place: placeSchema, key: z.string().optional() })
