import type { EntityType, Id } from '../../shared/model/identity.ts'
import type { Store } from './store.ts'
import type { WriteTx } from './transactions.ts'

/** What was done to an entity. */
export type Act =
  | 'create'
  | 'update'
  | 'remove'
  | 'return'
  | 'capture'
  | 'edit'
  | 'name'
  | 'restore'
  | 'link'
  | 'release'
  | 'purge'

/**
 * Appends to the history, in the transaction of the change itself.
 *
 * @param before the entity before, null when it is new
 * @param after the entity after, null when it is gone
 */
export async function record(
  tx: WriteTx,
  store: Store,
  act: Act,
  type: EntityType,
  id: Id,
  before: unknown,
  after: unknown,
): Promise<void> {
  await tx
    .insertInto('history')
    .values({
      at: store.now(),
      author_id: store.authorId,
      act,
      entity_type: type,
      entity_id: id,
      before: before === null ? null : JSON.stringify(before),
      after: after === null ? null : JSON.stringify(after),
    })
    .execute()
}
