import { type EntityType, type Id, type Key, keyFrom, keySchema } from '../../shared/model/identity.ts'
import { failure } from './failure.ts'
import type { ReadDb, WriteTx } from './transactions.ts'

const isTaken = async (db: ReadDb, key: Key): Promise<boolean> =>
  (await db.selectFrom('entity_key').select('key').where('key', '=', key).executeTakeFirst()) !== undefined

/**
 * Takes a key for a new entity.
 *
 * @param wanted a key a person chose; undefined makes one
 * @param words what a key is made from; a number is added when it is taken
 * @throws AttestError `bad-request` for a wanted key of the wrong form, `taken` for one in use
 */
export async function takeKey(
  tx: WriteTx,
  type: EntityType,
  id: Id,
  wanted: string | undefined,
  words: string,
): Promise<Key> {
  const key = wanted === undefined ? await freeKey(tx, keyFrom(words, type)) : await checkedKey(tx, wanted)
  await tx.insertInto('entity_key').values({ key, type, entity_id: id }).execute()
  return key
}

/** Gives an entity another key; the row of the entity follows by its foreign key. Same errors as `takeKey`. */
export async function changeKey(tx: WriteTx, id: Id, wanted: string): Promise<void> {
  const current = await tx
    .selectFrom('entity_key')
    .select('key')
    .where('entity_id', '=', id)
    .executeTakeFirst()
  if (current?.key === wanted) return
  const key = await checkedKey(tx, wanted)
  await tx.updateTable('entity_key').set({ key }).where('entity_id', '=', id).execute()
}

async function checkedKey(db: ReadDb, wanted: string): Promise<Key> {
  const parsed = keySchema.safeParse(wanted)
  if (!parsed.success) {
    throw failure.badRequest(
      `“${wanted}” cannot be a key.`,
      'Use lower-case letters, digits and single hyphens, at most 80 characters.',
    )
  }
  if (await isTaken(db, parsed.data)) throw failure.taken(parsed.data)
  return parsed.data
}

/** `base`, or `base-2` and so on. Doubles and then halves its steps: a thousand equal titles cost ten look-ups each. */
async function freeKey(db: ReadDb, base: Key): Promise<Key> {
  if (!(await isTaken(db, base))) return base
  let taken = 1
  let free = 2
  while (await isTaken(db, `${base}-${free}`)) {
    taken = free
    free *= 2
  }
  while (free - taken > 1) {
    const middle = (taken + free) >> 1
    if (await isTaken(db, `${base}-${middle}`)) taken = middle
    else free = middle
  }
  return `${base}-${free}`
}

/** The id behind a key, if it is of this type and not removed by the caller's own check. */
export async function idOfKey(db: ReadDb, type: EntityType, key: Key): Promise<Id> {
  const row = await db
    .selectFrom('entity_key')
    .select('entity_id')
    .where('key', '=', key)
    .where('type', '=', type)
    .executeTakeFirst()
  if (!row) throw failure.notFound(`${type} (“${key}”)`)
  return row.entity_id
}

/** What bears a key, live or removed; null for nothing. */
export async function entityOfKey(db: ReadDb, key: Key): Promise<{ type: EntityType; id: Id } | null> {
  const row = await db
    .selectFrom('entity_key')
    .select(['type', 'entity_id'])
    .where('key', '=', key)
    .executeTakeFirst()
  return row ? { type: row.type as EntityType, id: row.entity_id } : null
}
