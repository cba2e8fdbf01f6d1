import { z } from 'zod'
import { idSchema } from '../model/identity.ts'
import { blockShape, type Paragraph, paragraphSchema } from './paragraph.ts'
import type { SuggestedBlock } from './suggestion.ts'

export interface ListItem {
  type: 'list-item'
  id: string
  /** Whether its box is ticked; an item without it has no box. */
  checked?: boolean | undefined
  children: (Paragraph | List)[]
}
/** Bulleted or numbered, each item with a box or without; items hold paragraphs and nested lists, the first child a paragraph. */
export interface List extends SuggestedBlock {
  type: 'list'
  id: string
  mark?: string | undefined
  kind?: Paragraph['kind']
  ordered: boolean
  children: ListItem[]
}

export const listItemSchema: z.ZodType<ListItem> = z.object({
  type: z.literal('list-item'),
  id: idSchema,
  checked: z.boolean().optional(),
  children: z.array(z.union([paragraphSchema, z.lazy(() => listSchema)])).min(1),
})
export const listSchema: z.ZodType<List> = z.object({
  type: z.literal('list'),
  ...blockShape,
  ordered: z.boolean(),
  children: z.array(listItemSchema).min(1),
})
