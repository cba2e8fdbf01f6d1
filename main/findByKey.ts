import { AttestError } from '../shared/model/error.ts'
import type { EntityType, Id, Key } from '../shared/model/identity.ts'
import type { Library } from './store/library.ts'

/** What a key stands for; null when nothing does, or what it stood for was removed. */
export async function findByKey(
  { sources, claims, quotes, speakers, briefings }: Library,
  key: Key,
): Promise<{ type: EntityType; id: Id } | null> {
  const looks: readonly (readonly [EntityType, (key: Key) => Promise<{ id: Id }>])[] = [
    ['source', sources.byKey],
    ['claim', claims.byKey],
    ['quote', quotes.byKey],
    ['speaker', speakers.byKey],
    ['briefing', briefings.byKey],
  ]
  for (const [type, byKey] of looks) {
    const found = await byKey(key).catch((error: unknown) => {
      if (error instanceof AttestError && error.code === 'not-found') return null
      throw error
    })
    if (found !== null) return { type, id: found.id }
  }
  return null
}
