import type { Id } from '../../shared/model/identity.ts'
import type { Store } from './store.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** How far apart unnamed versions of an age are kept, in ms: the first rule whose age is not reached holds. */
const rules = [
  { age: DAY, apart: 0 },
  { age: 7 * DAY, apart: HOUR },
  { age: 60 * DAY, apart: DAY },
  { age: Number.POSITIVE_INFINITY, apart: 7 * DAY },
]

interface Kept {
  readonly id: Id
  /** What makes one earlier than another: a clock may have gone back in between. */
  readonly revision: number
  readonly createdAt: number
  readonly name: string | null
}

/**
 * Which versions to let go: named ones never, nor the first and the newest; of the others one for each hour after a
 * day, one for each day after a week, one for each week after two months.
 *
 * @param versions of one briefing, in any order
 * @param now ms
 */
export function versionsToDrop(versions: readonly Kept[], now: number): Id[] {
  const sorted = [...versions].sort((a, b) => a.revision - b.revision)
  const filled = new Set<string>()
  return sorted.flatMap((version, at) => {
    if (version.name !== null || at === 0 || at === sorted.length - 1) return []
    const rule = rules.find(({ age }) => now - version.createdAt < age)
    if (!rule || rule.apart === 0) return []
    const slot = `${rule.apart}:${Math.floor(version.createdAt / rule.apart)}`
    if (filled.has(slot)) return [version.id]
    filled.add(slot)
    return []
  })
}

/** Thins the versions of every briefing. */
export async function thinVersions(store: Store): Promise<void> {
  const rows = await store.database.read((db) =>
    db
      .selectFrom('briefing_revision')
      .select(['id', 'briefing_id', 'revision', 'created_at', 'name'])
      .execute(),
  )
  const byBriefing = new Map<Id, Kept[]>()
  for (const row of rows) {
    const list = byBriefing.get(row.briefing_id) ?? []
    list.push({ id: row.id, revision: row.revision, createdAt: row.created_at, name: row.name })
    byBriefing.set(row.briefing_id, list)
  }
  const drop = [...byBriefing.values()].flatMap((versions) => versionsToDrop(versions, store.now()))
  if (drop.length === 0) return
  await store.database.write(async (tx) => {
    for (const id of drop) await tx.deleteFrom('briefing_revision').where('id', '=', id).execute()
  })
}
