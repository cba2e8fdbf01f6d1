import type { SuggestionAnswer, SuggestionPlace } from '../../shared/contract/suggestions.ts'
import type { Id } from '../../shared/model/identity.ts'
import { failure } from './failure.ts'
import type { Store } from './store.ts'
import type { ReadDb } from './transactions.ts'

/** What was answered to the suggestions for a text: rejected, or what it became. */
export async function answersFor(db: ReadDb, extractionId: Id): Promise<SuggestionAnswer[]> {
  const rows = await db
    .selectFrom('suggestion_answer')
    .select(['type', 'start_cp', 'end_cp', 'entity_id'])
    .where('extraction_id', '=', extractionId)
    .orderBy('seq')
    .execute()
  return rows.map(({ type, start_cp, end_cp, entity_id }) => ({
    extractionId,
    type,
    start: start_cp,
    end: end_cp,
    entityId: entity_id,
  }))
}

/**
 * Keeps an answer; a later one takes the place of an earlier.
 *
 * @throws AttestError `not-found` when the text, or the claim or quote that it became, is not in the library
 */
export function answerSuggestion(store: Store, answer: SuggestionAnswer): Promise<void> {
  const { extractionId, type, start, end, entityId } = answer
  return store.database.write(async (tx) => {
    const text = await tx
      .selectFrom('extraction')
      .select('code_points')
      .where('id', '=', extractionId)
      .executeTakeFirst()
    if (!text || end > text.code_points) throw failure.notFound('source')
    if (entityId !== null) {
      const made = await tx.selectFrom(type).select('id').where('id', '=', entityId).executeTakeFirst()
      if (!made) throw failure.notFound(type)
    }
    const values = { entity_id: entityId, answered_at: store.now() }
    await tx
      .insertInto('suggestion_answer')
      .values({ extraction_id: extractionId, type, start_cp: start, end_cp: end, ...values })
      .onConflict((conflict) =>
        conflict.columns(['extraction_id', 'type', 'start_cp', 'end_cp']).doUpdateSet(values),
      )
      .execute()
    tx.changed('source')
  })
}

/** Takes an answer back: the suggestion is shown again. Does nothing where there is none. */
export function withdrawAnswer(
  store: Store,
  { extractionId, type, start, end }: SuggestionPlace,
): Promise<void> {
  return store.database.write(async (tx) => {
    await tx
      .deleteFrom('suggestion_answer')
      .where('extraction_id', '=', extractionId)
      .where('type', '=', type)
      .where('start_cp', '=', start)
      .where('end_cp', '=', end)
      .execute()
    tx.changed('source')
  })
}
