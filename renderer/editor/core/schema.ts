import { type Descendant, Element, type Node } from 'slate'
import type { Block } from '../../../shared/document/block.ts'
import type { Paragraph } from '../../../shared/document/paragraph.ts'
import type { TableCaption, TableCell } from '../../../shared/document/table.ts'
import { mintId } from '../../../shared/model/identity.ts'
import type { AttestElement } from './types.ts'

const inlineTypes = new Set<string>(['citation', 'quotation', 'link', 'footnote', 'reference'])
const voidTypes = new Set<string>(['citation', 'reference', 'divider', 'page-break', 'contents', 'unknown'])
/** Elements whose children are inlines. */
const textBlockTypes = new Set<string>([
  'paragraph',
  'heading',
  'quotation-block',
  'code-block',
  'figure',
  'table-cell',
  'table-caption',
])
const topTypes = new Set<string>([
  'paragraph',
  'heading',
  'list',
  'callout',
  'quotation-block',
  'code-block',
  'contents',
  'figure',
  'table',
  'divider',
  'page-break',
  'unknown',
])

export const isInlineType = (element: { type: string }): boolean => inlineTypes.has(element.type)
export const isVoidType = (element: { type: string }): boolean => voidTypes.has(element.type)
/** Whether lines of text stand directly in it: what a caret is "in". */
export const isTextBlock = (
  node: Node,
): node is
  | Extract<Block, { type: 'paragraph' | 'heading' | 'quotation-block' | 'code-block' | 'figure' }>
  | TableCell
  | TableCaption => Element.isElement(node) && textBlockTypes.has(node.type)
export const isTopType = (element: AttestElement): element is Block => topTypes.has(element.type)

/** An empty paragraph with a new id. */
export const emptyParagraph = (children: Paragraph['children'] = [{ text: '' }]): Paragraph => ({
  type: 'paragraph',
  id: mintId(),
  children,
})

const idsIn = (node: Descendant, ids: string[] = []): string[] => {
  if (!Element.isElement(node)) return ids
  if ('id' in node) ids.push(node.id)
  for (const child of node.children) idsIn(child as Descendant, ids)
  return ids
}

const retargeted = <Kind extends Descendant>(node: Kind, ids: ReadonlyMap<string, string>): Kind => {
  if (!Element.isElement(node)) return node
  if (node.type === 'reference') return { ...node, target: ids.get(node.target) ?? node.target }
  return { ...node, children: node.children.map((child) => retargeted(child as Descendant, ids)) } as Kind
}

/** The same for several; a cross-reference from one to another of them follows it. */
export function allWithNewIds<Kind extends Descendant>(nodes: readonly Kind[]): Kind[] {
  const copies = nodes.map((node) => withNewIds(node))
  const before = nodes.flatMap((node) => idsIn(node))
  const after = copies.flatMap((node) => idsIn(node))
  const ids = new Map(before.map((id, at) => [id, after[at] ?? id]))
  return copies.map((copy) => retargeted(copy, ids))
}

/** Copies a tree with new ids for every node that has one: what a paste inserts. */
export function withNewIds<Kind extends Descendant>(node: Kind): Kind {
  if (!Element.isElement(node)) return { ...node }
  const copy = {
    ...node,
    children: node.children.map((child) => withNewIds(child as Descendant)),
  } as AttestElement
  if ('id' in copy) copy.id = mintId()
  if (copy.type === 'quotation-block') copy.citation = { ...copy.citation, id: mintId() }
  return copy as Kind
}
