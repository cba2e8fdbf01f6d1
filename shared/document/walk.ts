import type { Target } from '../model/identity.ts'
import type { Block } from './block.ts'
import type { Citation, CitationItem } from './citation.ts'
import { targetKey } from './evidence.ts'
import type { Inline } from './inline.ts'
import { isText } from './node.ts'
import type { Quotation } from './quotation.ts'

/** A citation where it counts in the numbering: inline, or at the end of a quotation block. */
export interface CitationPlace {
  readonly id: string
  readonly items: readonly CitationItem[]
  /** Top-level block it stands in. */
  readonly blockId: string
}

/** A bound quotation, inline or a block of its own. */
export interface QuotationPlace {
  readonly id: string
  readonly target: Quotation['target']
  readonly cited: Quotation['cited']
  readonly words: string
  readonly blockId: string
  readonly block: boolean
}

type AnyNode = { readonly type?: string; readonly children?: readonly unknown[]; readonly text?: string }

/** Every inline of a block in reading order, lists and callouts included; quotations are not entered. */
export function* inlinesOf(block: Block): Generator<Inline> {
  if (block.type === 'unknown' || block.type === 'divider' || block.type === 'page-break') return
  const stack: AnyNode[] = [...block.children].reverse() as AnyNode[]
  while (stack.length > 0) {
    const node = stack.pop() as AnyNode
    if (node.type === 'paragraph' || node.type === 'list' || node.type === 'list-item') {
      for (let i = (node.children?.length ?? 0) - 1; i >= 0; i--) stack.push(node.children?.[i] as AnyNode)
    } else {
      yield node as Inline
    }
  }
}

/** The citations of a block in reading order. */
export function citationsOf(block: Block): CitationPlace[] {
  const found: CitationPlace[] = []
  for (const node of inlinesOf(block)) {
    if (!isText(node) && node.type === 'citation')
      found.push({ id: node.id, items: (node as Citation).items, blockId: block.id })
  }
  if (block.type === 'quotation-block') {
    found.push({ id: block.citation.id, items: block.citation.items, blockId: block.id })
  }
  return found
}

/** The bound quotations of a block in reading order. */
export function quotationsOf(block: Block): QuotationPlace[] {
  if (block.type === 'quotation-block') {
    const { id, target, cited } = block
    return [{ id, target, cited, words: plainText(block.children), blockId: id, block: true }]
  }
  const found: QuotationPlace[] = []
  for (const node of inlinesOf(block)) {
    if (!isText(node) && node.type === 'quotation') {
      const { id, target, cited } = node
      found.push({ id, target, cited, words: plainText(node.children), blockId: block.id, block: false })
    }
  }
  return found
}

/** The words of inlines without marks; a citation counts as nothing. */
export function plainText(inlines: readonly Inline[]): string {
  let words = ''
  for (const node of inlines) {
    if (isText(node)) words += node.text
    else if (node.type !== 'citation') words += plainText(node.children)
  }
  return words
}

/** The words of a block, quotations in their marks, paragraphs on lines of their own. */
export function blockText(block: Block): string {
  if (block.type === 'quotation-block') return `“${plainText(block.children)}”`
  const read = (node: AnyNode): string => {
    if (typeof node.text === 'string') return node.text
    const inner = (node.children ?? []).map((child) => read(child as AnyNode))
    if (node.type === 'quotation') return `“${inner.join('')}”`
    return node.type === 'list' || node.type === 'list-item' || node.type === 'callout'
      ? inner.join('\n')
      : inner.join('')
  }
  return block.type === 'unknown' ? '' : read(block as AnyNode)
}

/** Everything these blocks cite or quote, each once. */
export function targetsOf(blocks: readonly Block[]): Target[] {
  const targets = new Map<string, Target>()
  for (const block of blocks) {
    for (const { target } of quotationsOf(block)) targets.set(targetKey(target), target)
    for (const { items } of citationsOf(block)) {
      for (const { target } of items) if (target) targets.set(targetKey(target), target)
    }
  }
  return [...targets.values()]
}
