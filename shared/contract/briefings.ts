import { z } from 'zod'
import { citedEntitySchema } from '../document/evidence.ts'
import { headerSchema } from '../document/header.ts'
import { templateNameSchema } from '../document/templates.ts'
import {
  briefingChangeSchema,
  briefingSchema,
  openBriefingSchema,
  releaseSchema,
  versionSchema,
} from '../model/briefing.ts'
import { findingSchema } from '../model/finding.ts'
import { idSchema, revisionSchema, targetSchema, timestampSchema } from '../model/identity.ts'
import { verificationSchema } from '../model/passage.ts'
import { operation } from './operation.ts'

export const paletteItemSchema = z.object({
  type: z.enum(['claim', 'quote', 'source', 'speaker']),
  id: idSchema,
  key: z.string(),
  /** The statement, the words, the title or the name. */
  text: z.string(),
  /** Second line: kind and modality, or speaker and publisher. */
  detail: z.string(),
  source: z.string(),
  /** Reliability with credibility where there is one: `B2`, `C`. */
  grade: z.string(),
  verdict: verificationSchema.shape.verdict.nullable(),
  unnamed: z.boolean(),
  /** Cited in the briefing already. */
  inBriefing: z.boolean(),
})
export type PaletteItem = z.infer<typeof paletteItemSchema>

const byId = z.object({ id: idSchema })

export const quotationToVerifySchema = z.object({
  nodeId: idSchema,
  target: targetSchema,
  words: z.string().max(200_000),
})

export const briefingOperations = {
  'briefings.list': operation(z.object({}), z.object({ items: z.array(briefingSchema) })),
  'briefings.create': operation(
    z.object({
      template: templateNameSchema,
      /** A template of the person's own, in place of `template`. */
      own: idSchema.optional(),
      subject: z.string().max(1000),
      /** Today in the person's time zone. */
      date: headerSchema.shape.date,
    }),
    openBriefingSchema,
  ),
  /** Opens for writing; `lease` false when another window holds it, and then saving is refused. */
  'briefings.open': operation(byId, z.object({ briefing: openBriefingSchema, lease: z.boolean() })),
  'briefings.release': operation(byId, z.object({})),
  /** Answers after the bytes are on the disk. `conflict` when `baseRevision` is not the newest. */
  'briefings.save': operation(
    briefingChangeSchema,
    z.object({ revision: revisionSchema, savedAt: timestampSchema }),
  ),
  /**
   * Writes a briefing as it stands in the window, as Markdown, to a file the host asks for; the library is neither
   * read nor written, and need not be open. `name` is the file's, null when the person closed the dialog; `text` is
   * the Markdown itself on a host without dialogs, where the window makes the download. `keys` by `targetKey`.
   */
  'briefings.rescue': operation(
    z.object({
      header: headerSchema,
      blocks: openBriefingSchema.shape.blocks,
      keys: z.record(z.string(), z.string().max(200)),
    }),
    z.object({ name: z.string().nullable(), text: z.string().nullable() }),
  ),
  'briefings.remove': operation(z.object({ id: idSchema, revision: revisionSchema }), z.object({})),
  'versions.list': operation(z.object({ briefingId: idSchema }), z.object({ items: z.array(versionSchema) })),
  'versions.get': operation(byId, z.object({ version: versionSchema, briefing: openBriefingSchema })),
  /** Keeps the present state under a name. */
  'versions.name': operation(
    z.object({ briefingId: idSchema, name: z.string().min(1).max(200) }),
    versionSchema,
  ),
  /** Puts an earlier state in place of the present one, which is kept as a version first. */
  'versions.restore': operation(byId, openBriefingSchema),
  'palette.search': operation(
    z.object({
      query: z.string().max(400),
      briefingId: idSchema.nullable(),
      limit: z.int().min(1).max(100).default(20),
    }),
    z.object({ items: z.array(paletteItemSchema) }),
  ),
  /** What is known of cited claims, quotes and sources; those that do not exist are left out. */
  'citations.describe': operation(
    z.object({ targets: z.array(targetSchema).max(10_000) }),
    z.object({ items: z.array(citedEntitySchema) }),
  ),
  /** The target behind typed keys (`[@key]`); unknown ones are left out. */
  'citations.resolveKeys': operation(
    z.object({ keys: z.array(z.string().max(200)).max(1000) }),
    z.object({ items: z.array(z.object({ key: z.string(), target: targetSchema })) }),
  ),
  'verify.quotations': operation(
    z.object({ items: z.array(quotationToVerifySchema).max(10_000) }),
    z.object({ items: z.array(z.object({ nodeId: idSchema, verification: verificationSchema })) }),
  ),
  /** Runs the checks on what is saved. */
  'checks.run': operation(z.object({ briefingId: idSchema }), z.object({ items: z.array(findingSchema) })),
  /**
   * Asks where to through the host (or makes a download), then writes in an act; `act.progress` and `act.done` follow.
   * `actId` is null when the person cancelled the dialog.
   */
  'export.start': operation(
    z.object({
      briefingId: idSchema,
      format: z.enum(['pdf', 'md']),
      plain: z.boolean().default(false),
      /** How what is only suggested is written: as if accepted, or as if rejected. */
      reading: z.enum(['final', 'original']).default('final'),
    }),
    z.object({ actId: idSchema.nullable() }),
  ),
  'export.showInFolder': operation(z.object({ token: z.string() }), z.object({})),
  'releases.list': operation(z.object({ briefingId: idSchema }), z.object({ items: z.array(releaseSchema) })),
}
