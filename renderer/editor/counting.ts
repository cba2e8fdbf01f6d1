import type { Block } from '../../shared/document/block.ts'
import { wordsIn } from './derived.ts'

/** Longest stretch in ms that counting may hold the window up. */
const sliceMs = 8

/**
 * The words of all blocks, counted in slices between which the window paints and takes keys: half a million words take
 * a tenth of a second. Null when `isStale` said after a slice that nobody wants the sum any more.
 */
export async function countInSlices(
  blocks: readonly Block[],
  isStale: () => boolean,
): Promise<number | null> {
  let words = 0
  let until = performance.now() + sliceMs
  for (const block of blocks) {
    words += wordsIn(block)
    if (performance.now() < until) continue
    await new Promise<void>((resolve) => setTimeout(resolve, 0))
    if (isStale()) return null
    until = performance.now() + sliceMs
  }
  return words
}
