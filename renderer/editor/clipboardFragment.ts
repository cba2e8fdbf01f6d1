import { z } from 'zod'
import { type Block, blockSchema, documentVersion } from '../../shared/document/block.ts'
import { cleanText } from '../../shared/document/clean.ts'
import type { ListItem } from '../../shared/document/list.ts'
import { captionOf, rowsOf } from '../../shared/document/table.ts'
import { pastedTable } from './clipboardTable.ts'
import { type Allowance, cleanLines, maxPastedDepth } from './clipboardText.ts'

/** Attest's own clipboard type: blocks with their bindings. */
export const fragmentType = 'application/x-attest-fragment'

const fragmentSchema = z.object({
  version: z.int().min(1),
  blocks: z.array(z.unknown()),
  /** `targetKey` → key: how another library may know what is cited. */
  keys: z.record(z.string(), z.string()).optional(),
})

export interface Fragment {
  readonly blocks: Block[]
  readonly keys: Readonly<Record<string, string>>
}

export const writeFragment = (blocks: readonly Block[], keys: Readonly<Record<string, string>>): string =>
  JSON.stringify({ version: documentVersion, blocks, keys })

/** Longest fragment that is looked at, in UTF-16 units: JSON takes several times the room of its words. */
const maxFragment = 32_000_000

/**
 * Reads what `writeFragment` wrote, perhaps in another library or by another program: checked block by block, texts
 * cleaned, within the allowance. Blocks that are not valid, or that only a newer Attest knows, are left out.
 *
 * @returns null when it is no fragment, or one of a newer Attest: the other flavours are then to be used
 */
export function readFragment(json: string, allowance: Allowance): Fragment | null {
  if (json.length > maxFragment) return null
  try {
    const fragment = fragmentSchema.safeParse(JSON.parse(json))
    if (!fragment.success || fragment.data.version > documentVersion) return null
    const blocks: Block[] = []
    for (const candidate of fragment.data.blocks) {
      const parsed = blockSchema.safeParse(candidate)
      if (!parsed.success || parsed.data.type === 'unknown') {
        allowance.blocks += 1
        continue
      }
      const block = limited(parsed.data, allowance)
      if (block) blocks.push(block)
    }
    return { blocks, keys: fragment.data.keys ?? {} }
  } catch {
    // Not JSON, or nested so deeply that reading it ran out of stack.
    return null
  }
}

const taken = <Node extends object>(node: Node, allowance: Allowance): Node => {
  if ('text' in node && typeof node.text === 'string')
    return { ...node, text: cleanLines(allowance.take(node.text)) }
  if ('children' in node && Array.isArray(node.children))
    return { ...node, children: node.children.map((child: object) => taken(child, allowance)) }
  return node
}

function limited(block: Block, allowance: Allowance): Block | null {
  if (block.type === 'list') {
    const children = items(block.children, 1, allowance)
    return children.length > 0 ? { ...block, children } : null
  }
  if (block.type === 'callout') {
    const children = block.children.filter(() => allowance.block()).map((child) => taken(child, allowance))
    if (children.length === 0) return null
    return { ...block, children, ...(block.title ? { title: cleanText(block.title) } : {}) }
  }
  if (block.type === 'table') {
    const { caption, ...more } = { caption: captionOf(block), ...block }
    const table = pastedTable(
      rowsOf(block).map((row) => taken(row, allowance)),
      allowance,
      { ...more, ...(caption ? { caption: taken(caption, allowance).children } : {}) },
    )
    return table && { ...block, ...table, id: block.id }
  }
  return allowance.block() ? taken(block, allowance) : null
}

/** List items with lists deeper than allowed flattened into the last level. */
function items(all: readonly ListItem[], depth: number, allowance: Allowance): ListItem[] {
  const out: ListItem[] = []
  for (const item of all) {
    const children: ListItem['children'] = []
    const deeper: ListItem[] = []
    for (const child of item.children) {
      if (child.type !== 'list') {
        if (allowance.block()) children.push(taken(child, allowance))
      } else if (depth >= maxPastedDepth) {
        allowance.flattened = true
        deeper.push(...items(child.children, depth, allowance))
      } else {
        const inner = items(child.children, depth + 1, allowance)
        if (inner.length > 0) children.push({ ...child, children: inner })
      }
    }
    if (children.length > 0) out.push({ ...item, children })
    out.push(...deeper)
  }
  return out
}
