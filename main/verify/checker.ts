import { runChecks } from '../../shared/checks/index.ts'
import type { Block } from '../../shared/document/block.ts'
import { targetKey } from '../../shared/document/evidence.ts'
import { citationsOf, quotationsOf } from '../../shared/document/walk.ts'
import type { Finding } from '../../shared/model/finding.ts'
import type { Id, Target } from '../../shared/model/identity.ts'
import type { Library } from '../store/library.ts'
import { createVerifier } from './verifier.ts'

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

/** The findings of a saved briefing, what stops its release first. Rejects with `not-found`. */
export async function checkBriefing(library: Library, briefingId: Id): Promise<Finding[]> {
  const { header, blocks } = await library.briefings.get(briefingId)
  const described = await library.citations.describe(targetsOf(blocks))
  const entities = new Map(described.map((entity) => [targetKey(entity.target), entity]))
  const verifications = await createVerifier(library).blocks(blocks)
  return runChecks({ header, blocks, entities, verifications })
}
