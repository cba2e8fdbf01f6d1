import { isStruck } from './suggestions.ts'

/** What of a block says whether it is numbered: blocks of any kind may be given. */
export interface Captionable {
  readonly type: string
  readonly id: string
  readonly children?: readonly unknown[]
}

export type CaptionKind = 'table' | 'figure'
export interface CaptionNumber {
  readonly kind: CaptionKind
  readonly number: number
}

type AnyNode = { readonly type?: string; readonly text?: unknown; readonly children?: readonly unknown[] }

function says(node: unknown): boolean {
  if (typeof node === 'string') return /\S/u.test(node)
  if (Array.isArray(node)) return node.some(says)
  if (typeof node !== 'object' || node === null) return false
  if (isStruck(node)) return false
  const { type, text, children } = node as AnyNode
  return type === 'citation' || says(text) || says(children)
}

/** Whether there is a caption with words in it: a figure's children are its caption, a table has one among them. */
const isCaptioned = ({ type, children = [] }: Captionable): boolean =>
  type === 'figure'
    ? says(children)
    : (children[0] as AnyNode | undefined)?.type === 'table-caption' && says(children[0])

/**
 * "Table 1", "Figure 1": tables and figures that have a caption, each kind counted from 1 in the document's order.
 * Without a caption there is no place where a number could be read, so none is given.
 *
 * @returns by block id
 */
export function captionNumbers(blocks: readonly Captionable[]): ReadonlyMap<string, CaptionNumber> {
  const numbers = new Map<string, CaptionNumber>()
  const last = { table: 0, figure: 0 }
  for (const block of blocks) {
    const { type, id } = block
    if ((type !== 'table' && type !== 'figure') || isStruck(block) || !isCaptioned(block)) continue
    last[type] += 1
    numbers.set(id, { kind: type, number: last[type] })
  }
  return numbers
}
