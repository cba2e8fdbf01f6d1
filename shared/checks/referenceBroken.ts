import { referablesOf } from '../document/referables.ts'
import { referencesOf } from '../document/walk.ts'
import { type Check, finding } from './check.ts'

export const referenceBroken: Check = {
  id: 'reference-broken',
  title: 'Cross-reference to nothing',
  run: ({ blocks, header }) => {
    const references = blocks.flatMap((block) => referencesOf(block).map((node) => ({ block, node })))
    if (references.length === 0) return []
    const known = new Set(referablesOf(blocks, header.language).map(({ id }) => id))
    return references
      .filter(({ node }) => !known.has(node.target))
      .map(({ block, node }) =>
        finding(
          'reference-broken',
          'stops',
          'A cross-reference points at nothing',
          'What it pointed at is gone from this briefing, or has no words, or no caption to take a number from.',
          { block: block.id, node: node.id, fixes: ['remove'] },
        ),
      )
  },
}
