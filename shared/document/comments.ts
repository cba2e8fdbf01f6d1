import type { Block } from './block.ts'
import { isText } from './node.ts'

/** Words of a briefing that a thread of comments is about. */
export interface Commented {
  /** The thread's id. */
  readonly id: string
  /** All its words in this block, as plain text. */
  readonly words: string
}

type AnyNode = {
  readonly text?: string
  readonly comments?: readonly string[]
  readonly children?: readonly AnyNode[]
}

/** The threads that a block's text carries, each once, in the order in which they begin. */
export function commentedIn(block: Block): Commented[] {
  if (block.type === 'unknown') return []
  const words = new Map<string, string>()
  const stack: AnyNode[] = [block as AnyNode]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (isText(node)) {
      // An emptied line keeps the marks of its words for the next key: nothing is left of what they were on.
      if (node.text === '') continue
      for (const id of node.comments ?? []) words.set(id, (words.get(id) ?? '') + node.text)
    } else
      for (let at = (node.children?.length ?? 0) - 1; at >= 0; at--) stack.push(node.children?.[at] ?? {})
  }
  return [...words].map(([id, own]) => ({ id, words: own }))
}

/** A tree without the threads that `keep` refuses; the same object where there is nothing to take out. */
export function withComments<Node extends object>(node: Node, keep: (id: string) => boolean): Node {
  if (isText(node)) {
    const kept = node.comments?.filter(keep)
    if (kept === undefined || kept.length === node.comments?.length) return node
    const { comments: _, ...rest } = node
    return (kept.length === 0 ? rest : { ...rest, comments: kept }) as Node
  }
  if (!('children' in node) || !Array.isArray(node.children)) return node
  const before: readonly object[] = node.children
  const children = before.map((child) => withComments(child, keep))
  return children.every((child, at) => child === before[at]) ? node : { ...node, children }
}
