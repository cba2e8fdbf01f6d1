import type { Block } from '../../../shared/document/block.ts'
import type { Paragraph } from '../../../shared/document/paragraph.ts'
import type { BriefingChange } from '../../../shared/model/briefing.ts'

/** A UUIDv7 made from two numbers, the same every time. */
export const fixedId = (kind: number, n: number): string =>
  `01900000-0000-7${kind.toString(16).padStart(3, '0')}-8000-${n.toString(16).padStart(12, '0')}`

/** One act of typing, as numbers: what is done, to which block, and where to. */
export interface Edit {
  readonly act: 'type' | 'add' | 'remove' | 'move' | 'cite'
  readonly at: number
  readonly to: number
  /** Makes the text and the ids of this edit. */
  readonly n: number
}

const paragraph = (id: string, text: string, citation: Paragraph['children'] = []): Paragraph => ({
  type: 'paragraph',
  id,
  children: [{ text }, ...citation],
})

/** The blocks after an edit, and the change that a window would send for it. The model of what the store must hold. */
export function apply(
  blocks: readonly Block[],
  edit: Edit,
): { blocks: Block[]; change: Pick<BriefingChange, 'upserts' | 'removals' | 'order'> } {
  const { act, n } = edit
  const at = blocks.length === 0 ? 0 : edit.at % blocks.length
  const present = blocks[at]
  const next = [...blocks]
  if (act === 'add' || present === undefined) {
    const added = paragraph(fixedId(1, n), `added ${n}`)
    next.splice(edit.to % (blocks.length + 1), 0, added)
    return { blocks: next, change: { upserts: [added], removals: [], order: next.map(({ id }) => id) } }
  }
  if (act === 'remove' && blocks.length > 1) {
    next.splice(at, 1)
    return { blocks: next, change: { upserts: [], removals: [present.id], order: next.map(({ id }) => id) } }
  }
  if (act === 'move') {
    next.splice(at, 1)
    next.splice(edit.to % blocks.length, 0, present)
    return { blocks: next, change: { upserts: [], removals: [], order: next.map(({ id }) => id) } }
  }
  const citation: Paragraph['children'] =
    act === 'cite'
      ? [
          {
            type: 'citation',
            id: fixedId(2, n),
            items: [{ target: { type: 'claim', id: fixedId(3, edit.to % 7) }, cited: null }],
            children: [{ text: '' }],
          },
          { text: '' },
        ]
      : []
  const changed = paragraph(present.id, `typed ${n} 🙂 ${'word '.repeat(edit.to % 40)}`, citation)
  next[at] = changed
  return { blocks: next, change: { upserts: [changed], removals: [] } }
}

/** The edit that leads to a revision, the same in every process. */
export function editFor(revision: number): Edit {
  // A linear congruential generator (Numerical Recipes, 2nd ed., §7.1), enough to scatter.
  let state = revision >>> 0
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  next(1)
  const acts = ['type', 'type', 'type', 'add', 'add', 'remove', 'move', 'cite'] as const
  return { act: acts[next(acts.length)] ?? 'type', at: next(1000), to: next(1000), n: revision }
}

/** The blocks of the n-th revision, starting from none at the first. */
export function blocksAt(revision: number): Block[] {
  let blocks: Block[] = [firstBlock]
  for (let at = 2; at <= revision; at++) blocks = apply(blocks, editFor(at)).blocks
  return blocks
}

export const firstBlock: Block = paragraph(fixedId(0, 0), 'first')

/** Text of the n-th imported document. */
export const articleText = (n: number): string =>
  `Article ${n}. ${'The line failed at four. '.repeat(50 + (n % 50))}`
