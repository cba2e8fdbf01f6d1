import type { Block } from './block.ts'

type AnyNode = { readonly mark?: unknown; readonly children?: readonly unknown[] }

/** The portion markings of a block and of the paragraphs in it, in reading order. */
export function portionsOf(block: Block): string[] {
  if (block.type === 'unknown') return []
  const found: string[] = []
  const read = (node: AnyNode): void => {
    if (typeof node.mark === 'string' && node.mark.trim() !== '') found.push(node.mark)
    for (const child of node.children ?? []) read(child as AnyNode)
  }
  read(block as AnyNode)
  return found
}
