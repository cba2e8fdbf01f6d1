import { z } from 'zod'
import { ownTemplateSchema, templateTitleSchema } from '../document/ownTemplate.ts'
import { idSchema } from '../model/identity.ts'
import { operation } from './operation.ts'

/** A template of a person's own as the dialogs show it: its name and its headings. */
export const ownTemplateRowSchema = ownTemplateSchema
  .pick({ id: true, name: true })
  .extend({ label: z.string(), headings: z.array(z.string()) })
export type OwnTemplateRow = z.infer<typeof ownTemplateRowSchema>

export const templateOperations = {
  'templates.list': operation(z.object({}), z.object({ items: z.array(ownTemplateRowSchema) })),
  /** Keeps the structure of a saved briefing, without its words, under a name. */
  'templates.save': operation(
    z.object({ briefingId: idSchema, name: templateTitleSchema }),
    z.object({ id: idSchema }),
  ),
  'templates.rename': operation(z.object({ id: idSchema, name: templateTitleSchema }), z.object({})),
  /** Briefings made from it stay as they are. */
  'templates.remove': operation(z.object({ id: idSchema }), z.object({})),
}
