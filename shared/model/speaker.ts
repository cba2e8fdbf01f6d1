import { z } from 'zod'
import { entityShape, idSchema } from './identity.ts'
import { edtfSchema } from './source.ts'

export const speakerKinds = { person: 'Person', organization: 'Organization', anonymous: 'Unnamed' } as const
export const speakerKindSchema = z.enum(['person', 'organization', 'anonymous'])

export const roleSchema = z.object({
  id: idSchema,
  title: z.string().min(1).max(400),
  organization: z.string().max(400),
  from: edtfSchema.nullable(),
  to: edtfSchema.nullable(),
})
export type Role = z.infer<typeof roleSchema>

export const speakerDetailsSchema = z
  .object({
    kind: speakerKindSchema,
    /** A person's or organization's name; for an unnamed speaker the description exactly as printed. */
    name: z.string().min(1).max(600),
    aliases: z.array(z.string().min(1).max(600)).max(100),
    roles: z.array(roleSchema.omit({ id: true }).extend({ id: idSchema.optional() })).max(100),
    /** The one source an unnamed speaker belongs to; null for all others. */
    sourceId: idSchema.nullable(),
  })
  .refine((speaker) => (speaker.kind === 'anonymous') === (speaker.sourceId !== null), {
    message: 'an unnamed speaker belongs to one source, a named one to none',
  })
export type SpeakerDetails = z.infer<typeof speakerDetailsSchema>

export const speakerSchema = z.object({
  ...entityShape,
  ...speakerDetailsSchema.shape,
  roles: z.array(roleSchema),
})
export type Speaker = z.infer<typeof speakerSchema>

/** `asPrinted` of an unnamed speaker: the name is the description as printed. */
export const isUnnamed = (speaker: { kind: string }): boolean => speaker.kind === 'anonymous'
