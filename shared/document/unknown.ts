import { z } from 'zod'
import { idSchema } from '../model/identity.ts'

/** A block made by a newer Attest: kept as it is in `original`, shown as such, written back unchanged. */
export const unknownBlockSchema = z.object({
  type: z.literal('unknown'),
  id: idSchema,
  original: z.unknown(),
  children: z.tuple([z.object({ text: z.literal('') })]),
})
export type UnknownBlock = z.infer<typeof unknownBlockSchema>
