import { z } from 'zod'
import { errorCodes } from '../model/error.ts'
import { entityTypes, idSchema, revisionSchema } from '../model/identity.ts'
import { noticeSchema } from './backups.ts'
import { captureResultSchema } from './capture.ts'
import { examinedSchema, repairedSchema } from './examination.ts'
import { libraryStateSchema } from './library.ts'

const errorSchema = z.object({ code: z.enum(errorCodes), message: z.string(), hint: z.string() })

/** What the main side tells every window. */
export const events = {
  /** An act goes on: at most ten a second for each act. */
  'act.progress': z.object({
    actId: idSchema,
    done: z.int(),
    total: z.int(),
    /** What is being done now, for a person. */
    stage: z.string(),
    result: captureResultSchema.optional(),
  }),
  'act.done': z.object({
    actId: idSchema,
    error: errorSchema.nullable(),
    results: z.array(captureResultSchema).optional(),
    file: z
      .object({
        /** For `export.showInFolder`. */
        token: z.string(),
        name: z.string(),
        sha256: z.string(),
        bytes: z.int(),
        pages: z.int().nullable(),
        /** Where a host without dialogs serves the file once. */
        download: z.string().nullable(),
      })
      .optional(),
    examined: examinedSchema.optional(),
    repaired: repairedSchema.optional(),
  }),
  'library.state': libraryStateSchema,
  /** What a person should know of the open library: all of it, whenever something came or went. */
  'library.notices': z.object({ items: z.array(noticeSchema) }),
  /** Entities of these types changed: lists that show them ask again. */
  'library.changed': z.object({
    types: z.array(z.enum(['source', 'claim', 'quote', 'speaker', 'briefing'])),
  }),
  /** The window that wrote to a briefing does so no more: another may. */
  'briefing.freed': z.object({ briefingId: idSchema }),
  'briefing.saved': z.object({ briefingId: idSchema, revision: revisionSchema }),
  /** Comments of a briefing changed, or of any when null: whoever shows them asks again. */
  'comments.changed': z.object({ briefingId: idSchema.nullable() }),
  /** A link asked to show something of the open library. */
  'app.show': z.object({ type: z.enum(entityTypes), id: idSchema }),
  /** A command chosen in the native menu. */
  'menu.command': z.object({ command: z.string() }),
}
export type EventName = keyof typeof events
export type EventPayload<Name extends EventName> = z.infer<(typeof events)[Name]>
