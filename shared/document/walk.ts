import type { Target } from '../model/identity.ts'
import type { Block } from './block.ts'
import type { Citation, CitationItem } from './citation.ts'
import { targetKey } from './evidence.ts'
import type { Footnote } from './footnote.ts'
import type { Inline } from './inline.ts'
import { isText } from './node.ts'
import type { Quotation } from './quotation.ts'
import type { Reference } from './reference.ts'
import { isStruck } from './suggestions.ts'

/** A citation where it counts in the numbering: inline, or at the end of a quotation block. */
export interface CitationPlace {
  readonly id: string
  readonly items: readonly CitationItem[]
  /** Top-level block it stands in. */
  readonly blockId: string
}

/** A note of the author's own. */
export interface FootnotePlace {
  readonly id: string
  readonly node: Footnote
  /** Top-level block it stands in. */
  readonly blockId: string
}

/** What gets a number in the text: a citation, or a note of the author's own. */
export type NotedPlace = CitationPlace | FootnotePlace

export const isFootnotePlace = (place: NotedPlace): place is FootnotePlace => 'node' in place

/** A bound quotation, inline or a block of its own. */
export interface QuotationPlace {
  readonly id: string
  readonly target: Quotation['target']
  readonly cited: Quotation['cited']
  readonly words: string
  readonly blockId: string
  readonly block: boolean
}

/*
 * What is suggested to be taken out is not read here: all of this is of the text as it would be with every suggestion
 * accepted (suggestions.ts), block by block.
 */

type AnyNode = { readonly type?: string; readonly children?: readonly unknown[]; readonly text?: string }

/** What holds inlines, or what holds such. */
const holders = new Set(['paragraph', 'list', 'list-item', 'table-caption', 'table-row', 'table-cell'])

/**
 * Every inline of a block in reading order, lists, callouts and tables included, the words of a note right after it;
 * quotations are not entered.
 */
export function* inlinesOf(block: Block): Generator<Inline> {
  if (block.type === 'unknown' || block.type === 'divider' || block.type === 'page-break') return
  if (isStruck(block)) return
  const stack: AnyNode[] = [...block.children].reverse() as AnyNode[]
  while (stack.length > 0) {
    const node = stack.pop() as AnyNode
    if (isStruck(node)) continue
    if (node.type !== undefined && holders.has(node.type)) {
      for (let i = (node.children?.length ?? 0) - 1; i >= 0; i--) stack.push(node.children?.[i] as AnyNode)
    } else {
      yield node as Inline
      if (node.type === 'footnote')
        for (let i = (node.children?.length ?? 0) - 1; i >= 0; i--) stack.push(node.children?.[i] as AnyNode)
    }
  }
}

/** The citations and notes of a block in reading order. */
export function notedOf(block: Block): NotedPlace[] {
  const found: NotedPlace[] = []
  for (const node of inlinesOf(block)) {
    if (isText(node)) continue
    if (node.type === 'citation')
      found.push({ id: node.id, items: (node as Citation).items, blockId: block.id })
    else if (node.type === 'footnote') found.push({ id: node.id, node, blockId: block.id })
  }
  if (block.type === 'quotation-block' && !isStruck(block)) {
    found.push({ id: block.citation.id, items: block.citation.items, blockId: block.id })
  }
  return found
}

/** The cross-references of a block in reading order, those in notes included. */
export const referencesOf = (block: Block): Reference[] =>
  [...inlinesOf(block)].flatMap((node) => (!isText(node) && node.type === 'reference' ? [node] : []))

/** The citations of a block in reading order, those in notes included. */
export const citationsOf = (block: Block): CitationPlace[] =>
  notedOf(block).flatMap((place) => (isFootnotePlace(place) ? [] : [place]))

/** The bound quotations of a block in reading order. */
export function quotationsOf(block: Block): QuotationPlace[] {
  if (isStruck(block)) return []
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

/** The words of inlines without marks; citations, notes and cross-references count as nothing. */
export function plainText(inlines: readonly Inline[]): string {
  let words = ''
  for (const node of inlines) {
    if (isStruck(node)) continue
    if (isText(node)) words += node.text
    else if (node.type !== 'citation' && node.type !== 'footnote' && node.type !== 'reference')
      words += plainText(node.children)
  }
  return words
}

/** What has its children on lines of their own. */
const stacked = new Set(['list', 'list-item', 'callout', 'table'])

/**
 * The words of a block, quotations in their marks, paragraphs and rows on lines of their own, cells parted by tabs;
 * notes are left out.
 */
export function blockText(block: Block): string {
  if (isStruck(block)) return ''
  if (block.type === 'quotation-block') return `“${plainText(block.children)}”`
  const read = (node: AnyNode): string => {
    if (isStruck(node)) return ''
    if (typeof node.text === 'string') return node.text
    if (node.type === 'footnote') return ''
    const inner = (node.children ?? [])
      .filter((child) => !isStruck(child as AnyNode))
      .map((child) => read(child as AnyNode))
    if (node.type === 'quotation') return `“${inner.join('')}”`
    if (node.type === 'table-row') return inner.join('\t')
    return node.type !== undefined && stacked.has(node.type) ? inner.join('\n') : inner.join('')
  }
  return block.type === 'unknown' ? '' : read(block as AnyNode)
}

/** The words of each note of the author's own in a block, in reading order. */
export const noteTexts = (block: Block): string[] =>
  notedOf(block).flatMap((place) => (isFootnotePlace(place) ? [plainText(place.node.children)] : []))

/** All words of a block: its own, then each note's on a line of its own. */
export const allText = (block: Block): string => [blockText(block), ...noteTexts(block)].join('\n')

/** The pictures of these blocks by their SHA-256, each once. */
export const picturesOf = (blocks: readonly Block[]): string[] => [
  ...new Set(blocks.flatMap((block) => (block.type === 'figure' ? [block.picture.sha256] : []))),
]

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
