import { z } from 'zod'
import { markingSchema, mostMarkings } from '../model/marking.ts'
import { operation } from './operation.ts'

export const markingOperations = {
  /** From the lowest to the highest; what a library begins with until it has a list of its own. */
  'markings.list': operation(z.object({}), z.object({ items: z.array(markingSchema) })),
  /** Puts another list in its place; an empty one begins again with the first. `bad-request` when two are the same. */
  'markings.set': operation(z.object({ items: z.array(markingSchema).max(mostMarkings) }), z.object({})),
}
