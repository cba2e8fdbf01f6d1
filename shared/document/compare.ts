import { diffWords } from '../anchoring/diff.ts'
import type { DiffPart } from '../anchoring/verdict.ts'
import type { Block } from './block.ts'
import type { CitationItem } from './citation.ts'
import { project } from './suggestions.ts'
import { blockText, citationsOf } from './walk.ts'

/** A block in two states of a briefing, known by its id. */
export interface ComparedBlock {
  readonly id: string
  readonly kind: 'same' | 'changed' | 'added' | 'removed'
  /** It stands elsewhere in the other state, too. */
  readonly moved: boolean
  /** Its words: `source` parts only before, `memo` parts only after. */
  readonly parts: readonly DiffPart[]
}

/** A citation that is in one state only, or that cites otherwise. */
export interface ComparedCitation {
  readonly id: string
  readonly kind: 'added' | 'removed' | 'changed'
  readonly blockId: string
  readonly before: readonly CitationItem[]
  readonly after: readonly CitationItem[]
}

export interface Comparison {
  readonly blocks: readonly ComparedBlock[]
  readonly citations: readonly ComparedCitation[]
}

/** Of positions in order of one state, the longest run that is in order in the other, too: what did not move. */
function unmoved(positions: readonly number[]): Set<number> {
  const tails: number[] = []
  const before: number[] = []
  for (const [at, position] of positions.entries()) {
    let low = 0
    let high = tails.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((positions[tails[middle] ?? 0] ?? 0) < position) low = middle + 1
      else high = middle
    }
    before[at] = low > 0 ? (tails[low - 1] ?? -1) : -1
    tails[low] = at
  }
  const kept = new Set<number>()
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) kept.add(positions[at] ?? 0)
  return kept
}

/** What is compared beside the words: formatting, markings and citations. */
const content = (block: Block): string => JSON.stringify(block)

function both(before: Block, after: Block): ComparedBlock {
  const parts = diffWords(blockText(before), blockText(after))
  const same = content(before) === content(after)
  return { id: after.id, kind: same ? 'same' : 'changed', moved: false, parts }
}

const alone = (block: Block, kind: 'added' | 'removed', moved: boolean): ComparedBlock => {
  const text = blockText(block)
  const side = kind === 'added' ? 'memo' : 'source'
  return { id: block.id, kind, moved, parts: text === '' ? [] : [{ kind: side, text }] }
}

/**
 * What differs between two states of a briefing, block by block in the order of the later one, a removed block after
 * the one that it followed. Words are compared within blocks of one id; a block that moved is removed in one place and
 * added in the other, and says so. What is suggested in a state reads as if it were accepted.
 */
export function compareBlocks(earlier: readonly Block[], later: readonly Block[]): Comparison {
  const before = project(earlier, 'final')
  const after = project(later, 'final')
  const places = new Map(before.map((block, at) => [block.id, at]))
  const ids = new Set(after.map(({ id }) => id))
  const kept = unmoved(after.flatMap(({ id }) => places.get(id) ?? []))
  const blocks: ComparedBlock[] = []
  let next = 0
  const removedUntil = (end: number): void => {
    for (; next < end; next++) {
      const block = before[next]
      if (block && !kept.has(next)) blocks.push(alone(block, 'removed', ids.has(block.id)))
    }
  }
  for (const block of after) {
    const at = places.get(block.id)
    const old = at === undefined ? undefined : before[at]
    if (at === undefined || !old || !kept.has(at)) {
      blocks.push(alone(block, 'added', at !== undefined))
      continue
    }
    removedUntil(at)
    next = at + 1
    blocks.push(both(old, block))
  }
  removedUntil(before.length)
  return { blocks, citations: compareCitations(before, after) }
}

function compareCitations(before: readonly Block[], after: readonly Block[]): ComparedCitation[] {
  const old = new Map(before.flatMap(citationsOf).map((place) => [place.id, place]))
  const present = after.flatMap(citationsOf)
  const found: ComparedCitation[] = []
  for (const { id, blockId, items } of present) {
    const earlier = old.get(id)
    old.delete(id)
    if (!earlier) found.push({ id, kind: 'added', blockId, before: [], after: items })
    else if (JSON.stringify(earlier.items) !== JSON.stringify(items))
      found.push({ id, kind: 'changed', blockId, before: earlier.items, after: items })
  }
  for (const { id, blockId, items } of old.values())
    found.push({ id, kind: 'removed', blockId, before: items, after: [] })
  return found
}
