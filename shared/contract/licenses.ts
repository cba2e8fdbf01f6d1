import { z } from 'zod'
import { operation } from './operation.ts'

/** The licence of one thing that is in the product. */
export const licenseSchema = z.object({
  name: z.string(),
  version: z.string(),
  /** An SPDX expression where there is one. */
  license: z.string(),
  text: z.string(),
})
export type License = z.infer<typeof licenseSchema>

export const licenseOperations = {
  /** The licences of everything in the product, Attest's own first; made by the build of what it put in. */
  'app.licenses': operation(z.object({}), z.object({ items: z.array(licenseSchema) })),
}
