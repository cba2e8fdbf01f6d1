import { z } from 'zod'
import { entityShape, idSchema, revisionSchema } from './identity.ts'
import { passageSchema, placeSchema, verificationSchema } from './passage.ts'
import { edtfSchema } from './source.ts'

export const claimKinds = {
  fact: 'Fact',
  judgment: 'Judgment',
  assumption: 'Assumption',
  forecast: 'Forecast',
  opinion: 'Opinion',
} as const
export const claimKindSchema = z.enum(Object.keys(claimKinds) as [keyof typeof claimKinds])
export type ClaimKind = z.infer<typeof claimKindSchema>

export const modalities = { asserted: 'Asserted', hedged: 'Hedged', alleged: 'Alleged' } as const
export const modalitySchema = z.enum(['asserted', 'hedged', 'alleged'])
export type Modality = z.infer<typeof modalitySchema>

export const attributions = {
  unattributed: 'The publication itself',
  named: 'A named speaker',
  anonymous: 'An unnamed speaker',
} as const
export const attributionSchema = z.enum(['unattributed', 'named', 'anonymous'])

/** Credibility of the information (STANAG 2511 / AJP-2.1, "Admiralty code"). */
export const credibilities = {
  1: 'Confirmed by other sources',
  2: 'Probably true',
  3: 'Possibly true',
  4: 'Doubtful',
  5: 'Improbable',
  6: 'Truth cannot be judged',
} as const
export const credibilitySchema = z.int().min(1).max(6)

/** Terms and bands of likelihood (ICD 203, Analytic Standards, §D.6.e(2)(a)), in per cent. */
export const likelihoods = {
  'almost no chance': [1, 5],
  'very unlikely': [5, 20],
  unlikely: [20, 45],
  'roughly even chance': [45, 55],
  likely: [55, 80],
  'very likely': [80, 95],
  'almost certain': [95, 99],
} as const
export const likelihoodSchema = z.enum(Object.keys(likelihoods) as [keyof typeof likelihoods])
export type Likelihood = z.infer<typeof likelihoodSchema>

export const confidences = { low: 'Low', moderate: 'Moderate', high: 'High' } as const
export const confidenceSchema = z.enum(['low', 'moderate', 'high'])
export type Confidence = z.infer<typeof confidenceSchema>

export const claimDetailsSchema = z.object({
  /** The statement, in the analyst's words or the source's. */
  text: z.string().min(1).max(20000),
  kind: claimKindSchema,
  modality: modalitySchema,
  attribution: attributionSchema,
  speakerId: idSchema.nullable(),
  credibility: credibilitySchema,
  likelihood: likelihoodSchema.nullable(),
  confidence: confidenceSchema.nullable(),
  date: edtfSchema.nullable(),
  dateAsPrinted: z.string().max(200),
  note: z.string().max(5000),
})
export type ClaimDetails = z.infer<typeof claimDetailsSchema>

export const emptyClaimDetails: Omit<ClaimDetails, 'text'> = {
  kind: 'fact',
  modality: 'asserted',
  attribution: 'unattributed',
  speakerId: null,
  credibility: 6,
  likelihood: null,
  confidence: null,
  date: null,
  dateAsPrinted: '',
  note: '',
}

/** A passage that speaks for or against a claim. */
export const evidenceSchema = z.object({
  id: idSchema,
  stance: z.enum(['supports', 'contradicts']),
  passage: passageSchema,
  verification: verificationSchema,
})
export type Evidence = z.infer<typeof evidenceSchema>

export const claimSchema = z.object({
  ...entityShape,
  ...claimDetailsSchema.shape,
  evidence: z.array(evidenceSchema),
})
export type Claim = z.infer<typeof claimSchema>

export const newClaimSchema = claimDetailsSchema.extend({ place: placeSchema, key: z.string().optional() })

/** One claim's relation to another. */
export const linkSchema = z.object({
  id: idSchema,
  from: idSchema,
  to: idSchema,
  type: z.enum(['corroborates', 'contradicts', 'qualifies', 'repeats', 'supersedes']),
  independence: z.enum(['independent', 'same-origin', 'unknown']),
  revision: revisionSchema,
})
export type Link = z.infer<typeof linkSchema>
