import type { Block } from '../block.ts'
import { referableKinds, referablesOf } from '../referables.ts'
import { referencesOf } from '../walk.ts'
import type { Reading } from './readInlines.ts'

/**
 * Points each cross-reference at the block it names (`:ref[table 2]`, the second table); one that names nothing is
 * reported. `:ref[nothing]` is one that had lost its block when it was written.
 *
 * @param blocks just read: their nodes are changed in place
 */
export function bindReferences(blocks: readonly Block[], language: string, reading: Reading): void {
  if (reading.references.size === 0) return
  const places = new Map(
    referablesOf(blocks, language).map(({ id, kind, place }) => [`${kind} ${place}`, id]),
  )
  for (const node of blocks.flatMap(referencesOf)) {
    const { words = '', line = 1 } = reading.references.get(node.id) ?? {}
    const target = places.get(words.trim().toLowerCase())
    if (target !== undefined) node.target = target
    else if (words !== 'nothing')
      reading.problems.push({
        line,
        code: 'not-found',
        message: `There is no “${words}” in this text to refer to.`,
        hint: `Write the kind (${referableKinds.join(', ')}) and which of them it is, counted from the top: “:ref[heading 2]”.`,
      })
  }
}
