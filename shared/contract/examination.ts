import { z } from 'zod'
import { idSchema } from '../model/identity.ts'
import { libraryStateSchema } from './library.ts'
import { operation } from './operation.ts'

/** Something that is wrong with a library, for a person. */
export const problemSchema = z.object({ kind: z.string(), what: z.string(), hint: z.string() })
export type Problem = z.infer<typeof problemSchema>

/** How many problems, and how many things a repair tells of, are sent one by one. */
export const mostTold = 200

/** What an examination found; the first `mostTold` problems. */
export const examinedSchema = z.object({
  library: z.string(),
  problems: z.array(problemSchema),
  count: z.int(),
})
export type Examined = z.infer<typeof examinedSchema>

/** What a repair told of: `lost` is not in the copy, `restored` is whole again, `doubtful` may not be as it was. */
export const repairedSchema = z.object({
  /** The copy's name, for a person. */
  name: z.string(),
  rows: z.int(),
  lost: z.int(),
  restored: z.int(),
  doubtful: z.int(),
  /** The first `mostTold` of them, losses first. */
  items: z.array(z.object({ kind: z.enum(['lost', 'restored', 'doubtful']), what: z.string() })),
})
export type Repaired = z.infer<typeof repairedSchema>

/**
 * Which library: a recent one by its token; when it is left out, the open one, or else the one that was last found
 * damaged when this window tried to open it.
 */
const which = z.object({ library: z.string().optional() })

export const examinationOperations = {
  /** Reads all of a library in an act, which ends with `examined`. Changes nothing. */
  'library.examine': operation(which, z.object({ actId: idSchema })),
  /**
   * Makes a repaired copy in an act, which ends with `repaired`; asks for its place through the host's dialog (null when
   * cancelled). The damaged library is only read, and must not be open.
   */
  'library.repair': operation(which, z.object({ actId: idSchema.nullable() })),
  /** Opens the copy that this window's last repair made. */
  'library.openRepaired': operation(z.object({}), libraryStateSchema),
}
