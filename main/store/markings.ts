import { AttestError } from '../../shared/model/error.ts'
import { mintId } from '../../shared/model/identity.ts'
import { firstMarkings, type Marking, markingsSchema } from '../../shared/model/marking.ts'
import type { Store } from './store.ts'

/** The library's markings from the lowest to the highest; those a library begins with while it has no list of its own. */
export async function listMarkings(store: Store): Promise<Marking[]> {
  const rows = await store.database.read((db) =>
    db.selectFrom('marking').select(['name', 'portion']).orderBy('position').orderBy('id').execute(),
  )
  return rows.length > 0 ? rows : [...firstMarkings]
}

/**
 * Puts a list in place of the library's. An empty one lets it begin again with the first list.
 *
 * @throws AttestError `bad-request` when two have one name or one portion marking
 */
export async function setMarkings(store: Store, markings: readonly Marking[]): Promise<void> {
  const parsed = markingsSchema.safeParse(markings)
  if (!parsed.success) {
    throw new AttestError(
      'bad-request',
      `The list of markings was not changed. ${parsed.error.issues[0]?.message ?? ''}`.trim(),
      'Give each marking a name and a portion marking of its own.',
    )
  }
  await store.database.write(async (tx) => {
    await tx.deleteFrom('marking').execute()
    for (const [position, { name, portion }] of parsed.data.entries())
      await tx.insertInto('marking').values({ id: mintId(), position, name, portion }).execute()
  })
}
