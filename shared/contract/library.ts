import { z } from 'zod'
import { operation } from './operation.ts'

export const countsSchema = z.object({
  sources: z.int(),
  claims: z.int(),
  quotes: z.int(),
  speakers: z.int(),
  briefings: z.int(),
})

export const libraryStateSchema = z.object({
  /** Null while no library is open. */
  library: z
    .object({ id: z.string(), name: z.string(), sample: z.boolean(), counts: countsSchema })
    .nullable(),
})
export type LibraryState = z.infer<typeof libraryStateSchema>

/** A library opened before. `token` stands for its path, `place` is only for a person to read. */
export const recentLibrarySchema = z.object({
  token: z.string(),
  name: z.string(),
  place: z.string(),
  openedAt: z.number(),
  found: z.boolean(),
})
export type RecentLibrary = z.infer<typeof recentLibrarySchema>

export const libraryOperations = {
  'app.info': operation(
    z.object({}),
    z.object({
      version: z.string(),
      host: z.enum(['electron', 'serve']),
      platform: z.enum(['linux', 'darwin', 'win32', 'other']),
      /** Whether the host shows file dialogs of its own; else the window asks for names and files itself. */
      dialogs: z.boolean(),
      /** Whether the system says that a program reads the window aloud; a host that cannot know says no. */
      screenReader: z.boolean(),
    }),
  ),
  'libraries.recent': operation(z.object({}), z.object({ items: z.array(recentLibrarySchema) })),
  'libraries.forget': operation(z.object({ token: z.string() }), z.object({})),
  /** Asks for a place through the host's dialog (null state when cancelled); `name` is needed on a host without dialogs. */
  'libraries.create': operation(z.object({ name: z.string().max(120).optional() }), libraryStateSchema),
  /** Opens a recent library by its token, or asks through the host's dialog. */
  'libraries.open': operation(z.object({ token: z.string().optional() }), libraryStateSchema),
  /** Opens the person's own copy of the sample, making it at first. */
  'libraries.openSample': operation(z.object({}), libraryStateSchema),
  'libraries.close': operation(z.object({}), libraryStateSchema),
  'library.state': operation(z.object({}), libraryStateSchema),
  /** The window's answer to `menu.command` `flush`: whether everything typed is on the disk now. */
  'app.flushed': operation(z.object({ saved: z.boolean() }), z.object({})),
}
