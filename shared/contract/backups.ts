import { z } from 'zod'
import { entityTypes, idSchema } from '../model/identity.ts'
import { usageSchema } from './entities.ts'
import { countsSchema } from './library.ts'
import { operation } from './operation.ts'

const backupErrorSchema = z.object({ message: z.string(), hint: z.string() })

/** A backup of a library. `token` stands for its path, and is good until the app ends. */
export const backupSchema = z.object({
  token: z.string(),
  /** The file's name, for a person. */
  name: z.string(),
  /** `update`: from before a newer Attest changed the format; `aside`: what a restore took the place of. */
  kind: z.enum(['daily', 'asked', 'update', 'aside']),
  madeAt: z.number(),
  bytes: z.int(),
  /** Null when it cannot be restored: then `problem` says why. */
  counts: countsSchema.nullable(),
  problem: backupErrorSchema.nullable(),
})
export type LibraryBackup = z.infer<typeof backupSchema>

/** Something a person should know of the open library, and can put away. */
export const noticeSchema = z.object({
  id: z.enum(['backup', 'cloud']),
  message: z.string(),
  hint: z.string(),
})
export type Notice = z.infer<typeof noticeSchema>

const entitySchema = z.object({ type: z.enum(entityTypes), id: idSchema })

export const purgePlanSchema = z.object({
  ...entitySchema.shape,
  key: z.string(),
  /** What it is known by: a title, a name, its words. */
  title: z.string(),
  goes: z.object({
    captures: z.int(),
    claims: z.int(),
    quotes: z.int(),
    speakers: z.int(),
    versions: z.int(),
    releases: z.int(),
  }),
  /** Places in briefings that would point at nothing. */
  cited: z.array(usageSchema),
  /** Quotes and claims that would lose their speaker. */
  spoken: z.array(z.object({ type: z.enum(['quote', 'claim']), key: z.string() })),
})

/** What only a path would tell otherwise: a recent library by its token, or the open one when it is left out. */
const libraryToken = z.object({ library: z.string().optional() })

export const backupOperations = {
  /** Makes a backup of the open library in an act; it ends with the file. */
  'backups.make': operation(z.object({}), z.object({ actId: idSchema })),
  /** The backups of a library, newest first, each opened and looked into. */
  'backups.list': operation(
    libraryToken,
    z.object({ library: z.string(), items: z.array(backupSchema), folder: z.string() }),
  ),
  /**
   * Puts a copy of a backup in the place of its library, in an act, and opens it; the file that is there is kept
   * beside it under a name with the date, which the last `act.progress` tells. Refused while a library is open.
   */
  'backups.restore': operation(
    z.object({ library: z.string(), backup: z.string() }),
    z.object({ actId: idSchema }),
  ),
  /** What purging an entity, live or removed, would take away and break, and how many backups hold it still. */
  'purge.plan': operation(entitySchema, purgePlanSchema.extend({ backups: z.int() })),
  /**
   * Purges it for good. `force`: also when it is cited. `backups`: all backups of the library are deleted and one is
   * made anew, or they stay, and hold what was purged. Answers how many backups are left that were made before.
   */
  'purge.run': operation(
    entitySchema.extend({ force: z.boolean(), backups: z.enum(['keep', 'redo']) }),
    z.object({ backups: z.int() }),
  ),
  'library.notices': operation(z.object({}), z.object({ items: z.array(noticeSchema) })),
  /** Puts a notice away; one about the library's place is not shown again for that place. */
  'library.dismiss': operation(z.object({ id: noticeSchema.shape.id }), z.object({})),
}
