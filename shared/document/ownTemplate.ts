import { z } from 'zod'
import { idSchema, mintId } from '../model/identity.ts'
import { type Block, blockSchema } from './block.ts'
import { type Header, headerSchema } from './header.ts'
import type { List } from './list.ts'
import type { Paragraph } from './paragraph.ts'
import { blockText } from './walk.ts'

export const templateTitleSchema = z.string().trim().min(1).max(100)

/** A person's own template, as it is kept in a library. */
export const ownTemplateSchema = z.object({
  id: idSchema,
  name: templateTitleSchema,
  header: headerSchema,
  blocks: z.array(blockSchema).min(1).max(1000),
})
export type OwnTemplate = z.infer<typeof ownTemplateSchema>

const empty = (): Paragraph => ({ type: 'paragraph', id: mintId(), children: [{ text: '' }] })

/** Most empty items of a list: how many there were says nothing about how many there will be. */
const mostItems = 3

function emptyList(list: List): List {
  return {
    type: 'list',
    id: mintId(),
    ordered: list.ordered,
    children: list.children
      .slice(0, mostItems)
      .map(() => ({ type: 'list-item', id: mintId(), children: [empty()] })),
  }
}

/** What of a block is structure: a heading's and a title's words, never what a text says or cites. */
function bare(block: Block): Block | null {
  switch (block.type) {
    case 'heading':
      return {
        type: 'heading',
        id: mintId(),
        level: block.level,
        children: [{ text: blockText(block).replace(/\s+/gu, ' ').trim() }],
      }
    case 'callout': {
      const { variant, title } = block
      return { type: 'callout', id: mintId(), variant, ...(title ? { title } : {}), children: [empty()] }
    }
    case 'list':
      return emptyList(block)
    case 'divider':
    case 'page-break':
      return { type: block.type, id: mintId(), children: [{ text: '' }] }
    case 'paragraph':
      return empty()
    default:
      return null
  }
}

/**
 * The structure of a briefing: its head without what belongs to one document (subject, number, date), its headings,
 * callouts and lists without their words. Several paragraphs become one empty one; what cites or shows something goes.
 *
 * @returns blocks with new ids, at least one
 */
export function structureOf(
  header: Header,
  blocks: readonly Block[],
): { readonly header: Header; readonly blocks: Block[] } {
  const kept: Block[] = []
  for (const block of blocks) {
    const next = bare(block)
    if (next && !(next.type === 'paragraph' && kept.at(-1)?.type === 'paragraph')) kept.push(next)
  }
  return {
    header: { ...header, subject: '', subtitle: '', number: '', date: null },
    blocks: kept.length > 0 ? kept.slice(0, 1000) : [empty()],
  }
}

/** A new briefing from a template of a person's own; every call mints new ids. */
export function fromTemplate(
  template: Pick<OwnTemplate, 'header' | 'blocks'>,
  subject: string,
  date: string | null,
): { header: Header; blocks: Block[] } {
  const { header, blocks } = structureOf(template.header, template.blocks)
  return { header: { ...header, subject, date }, blocks }
}
