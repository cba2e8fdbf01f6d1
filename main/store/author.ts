import type { Id } from '../../shared/model/identity.ts'
import type { Store } from './store.ts'
import type { ReadDb } from './transactions.ts'

/** The name of an author row; empty until one is given. */
export async function authorName(db: ReadDb, authorId: Id): Promise<string> {
  const row = await db.selectFrom('author').select('name').where('id', '=', authorId).executeTakeFirst()
  return row?.name ?? ''
}

/** Names the library's local author: what the history keeps points at the row, so it shows the new name everywhere. */
export function setAuthorName(store: Store, name: string): Promise<void> {
  return store.database.write(async (tx) => {
    await tx.updateTable('author').set({ name: name.trim() }).where('id', '=', store.authorId).execute()
  })
}
