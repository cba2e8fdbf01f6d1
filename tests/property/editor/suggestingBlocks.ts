import fc from 'fast-check'
import type { Block } from '../../../shared/document/block.ts'
import { mintId } from '../../../shared/model/identity.ts'

const words = fc.string({ maxLength: 8, unit: fc.constantFrom('a', 'b', 'e', ' ', '.', 'é', '😀') })
const cited = { revision: 1, sha256: 'b'.repeat(64) }
const target = { type: 'quote' as const, id: mintId() }
const run = words.chain((text) =>
  fc
    .constantFrom({}, { bold: true as const }, { italic: true as const })
    .map((marks) => ({ text, ...marks })),
)
const inline = fc.oneof(
  { weight: 5, arbitrary: run },
  words.map((text) => ({
    type: 'quotation' as const,
    id: mintId(),
    target,
    cited,
    children: [{ text: text || 'q' }] as [{ text: string }],
  })),
  fc.constant(null).map(() => ({
    type: 'citation' as const,
    id: mintId(),
    items: [{ target, cited }],
    children: [{ text: '' as const }] as [{ text: '' }],
  })),
  words.map((text) => ({
    type: 'link' as const,
    url: 'https://example.org',
    children: [{ text: text || 'l' }],
  })),
  words.map((text) => ({ type: 'footnote' as const, id: mintId(), children: [{ text: text || 'n' }] })),
)
const inlines = fc.array(inline, { minLength: 1, maxLength: 4 })
const paragraph = inlines.map((children) => ({ type: 'paragraph' as const, id: mintId(), children }))
const item = (deep: boolean): fc.Arbitrary<unknown> =>
  fc
    .tuple(
      paragraph,
      deep ? fc.option(fc.array(item(false), { minLength: 1, maxLength: 2 })) : fc.constant(null),
    )
    .map(([line, below]) => ({
      type: 'list-item' as const,
      id: mintId(),
      children: [line, ...(below ? [{ type: 'list', id: mintId(), ordered: false, children: below }] : [])],
    }))
const block = fc.oneof(
  { weight: 4, arbitrary: paragraph },
  inlines.map((children) => ({ type: 'heading' as const, id: mintId(), level: 2 as const, children })),
  fc
    .array(item(true), { minLength: 1, maxLength: 3 })
    .map((children) => ({ type: 'list', id: mintId(), ordered: true, children })),
  fc
    .array(paragraph, { minLength: 1, maxLength: 2 })
    .map((children) => ({ type: 'callout', id: mintId(), variant: 'note', children })),
  words.map((text) => ({
    type: 'quotation-block',
    id: mintId(),
    target,
    cited,
    citation: { id: mintId(), items: [{ target, cited }] },
    children: [{ text }],
  })),
  words.map((text) => ({ type: 'code-block', id: mintId(), children: [{ text }] })),
  fc.constantFrom('divider', 'page-break', 'contents').map((type) => ({
    type,
    id: mintId(),
    children: [{ text: '' }],
  })),
  fc.array(fc.array(inlines, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 2 }).map((rows) => ({
    type: 'table',
    id: mintId(),
    children: rows.map((cells) => ({
      type: 'table-row',
      children: cells.map((children) => ({ type: 'table-cell', children })),
    })),
  })),
  inlines.map((children) => ({
    type: 'figure',
    id: mintId(),
    picture: { sha256: 'a'.repeat(64), mediaType: 'image/png', width: 40, height: 30 },
    alt: 'x',
    width: 50,
    children,
  })),
)

/** Documents of every kind of block. */
export const arbitraryBlocks = fc.array(block, { minLength: 1, maxLength: 5 }) as fc.Arbitrary<Block[]>
