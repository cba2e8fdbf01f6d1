import { runChecks } from '../../shared/checks/index.ts'
import type { Block } from '../../shared/document/block.ts'
import { type CitedEntity, targetKey } from '../../shared/document/evidence.ts'
import { picturesOf, targetsOf } from '../../shared/document/walk.ts'
import type { OpenBriefing } from '../../shared/model/briefing.ts'
import type { Finding } from '../../shared/model/finding.ts'
import type { Id } from '../../shared/model/identity.ts'
import type { Library } from '../store/library.ts'
import { createVerifier } from './verifier.ts'

type Stores = Parameters<typeof createVerifier>[0] &
  Pick<Library, 'briefings' | 'citations' | 'markings' | 'pictures'>

/** What a briefing cites and quotes, as the library has it now, by target. */
export async function citedEntities(
  library: Pick<Library, 'citations'>,
  blocks: readonly Block[],
): Promise<Map<string, CitedEntity>> {
  const described = await library.citations.describe(targetsOf(blocks))
  return new Map(described.map((entity) => [targetKey(entity.target), entity]))
}

/** The findings of a briefing as it was read, what stops its release first. */
export async function findingsOf(
  library: Stores,
  { header, blocks }: Pick<OpenBriefing, 'header' | 'blocks'>,
): Promise<Finding[]> {
  const entities = await citedEntities(library, blocks)
  const verifications = await createVerifier(library).blocks(blocks)
  const markings = await library.markings.list()
  const pictures = new Set((await library.pictures.known(picturesOf(blocks))).map(({ sha256 }) => sha256))
  return runChecks({ header, blocks, entities, verifications, markings, pictures })
}

/** The findings of a saved briefing, what stops its release first. Rejects with `not-found`. */
export async function checkBriefing(library: Stores, briefingId: Id): Promise<Finding[]> {
  return findingsOf(library, await library.briefings.get(briefingId))
}
