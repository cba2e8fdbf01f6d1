import { z } from 'zod'
import { type Divider, dividerSchema, type PageBreak, pageBreakSchema } from './breaks.ts'
import { type Callout, calloutSchema } from './callout.ts'
import { type CodeBlock, codeBlockSchema } from './codeBlock.ts'
import { type Contents, contentsSchema } from './contents.ts'
import { type Figure, figureSchema } from './figure.ts'
import { type Heading, headingSchema } from './heading.ts'
import { type List, listSchema } from './list.ts'
import { type Paragraph, paragraphSchema } from './paragraph.ts'
import { type QuotationBlock, quotationBlockSchema } from './quotationBlock.ts'
import { type Table, tableSchema } from './table.ts'
import { type UnknownBlock, unknownBlockSchema } from './unknown.ts'

/** Version of the node schemas; stored beside every block, revision and clipboard fragment. */
export const documentVersion = 1

/** A top-level block of a briefing: one row in the store. */
export type Block =
  | Paragraph
  | Heading
  | List
  | Callout
  | QuotationBlock
  | CodeBlock
  | Contents
  | Figure
  | Table
  | Divider
  | PageBreak
  | UnknownBlock

const knownBlockSchema = z.union([
  paragraphSchema,
  headingSchema,
  listSchema,
  calloutSchema,
  quotationBlockSchema,
  codeBlockSchema,
  contentsSchema,
  figureSchema,
  tableSchema,
  dividerSchema,
  pageBreakSchema,
])
export const blockSchema: z.ZodType<Block> = z.union([knownBlockSchema, unknownBlockSchema])

/**
 * A stored block as this version understands it. A type or version it does not know becomes an `unknown` block that
 * keeps the original.
 *
 * @param stored the parsed JSON of a block row
 * @param version the document version it was stored with
 */
export function readBlock(stored: unknown, version: number): Block {
  if (version <= documentVersion) {
    const parsed = blockSchema.safeParse(stored)
    if (parsed.success) return parsed.data
  }
  const id = z.object({ id: z.uuid() }).safeParse(stored)
  return {
    type: 'unknown',
    id: id.success ? id.data.id : '00000000-0000-7000-8000-000000000000',
    original: stored,
    children: [{ text: '' }],
  }
}

/** What is written to the store for a block: an unknown one as it came. */
export const storedBlock = (block: Block): unknown => (block.type === 'unknown' ? block.original : block)
