import type { Selectable } from 'kysely'
import type { Id } from '../../shared/model/identity.ts'
import type { QuoteDetails } from '../../shared/model/quote.ts'
import { record } from './history.ts'
import type { Store } from './store.ts'
import type { QuoteTable } from './tables.ts'
import type { WriteTx } from './transactions.ts'

export type QuoteRecord = Selectable<QuoteTable>

export const quoteEntityOf = (row: QuoteRecord) => ({
  id: row.id,
  key: row.key,
  revision: row.revision,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  ...quoteDetailsOf(row),
})

export const quoteDetailsOf = (row: QuoteRecord): QuoteDetails => ({
  form: row.form as QuoteDetails['form'],
  speakerId: row.speaker_id,
  groundRule: row.ground_rule as QuoteDetails['groundRule'],
  roleAsPrinted: row.role_as_printed,
  saidOn: row.said_on,
  saidOnAsPrinted: row.said_on_as_printed,
  audience: row.audience,
  via: row.via,
  language: row.language,
  translation: row.translation,
  translator: row.translator,
  note: row.note,
})

export const quoteColumns = (details: QuoteDetails) => ({
  form: details.form,
  speaker_id: details.speakerId,
  ground_rule: details.groundRule,
  role_as_printed: details.roleAsPrinted,
  said_on: details.saidOn,
  said_on_as_printed: details.saidOnAsPrinted,
  audience: details.audience,
  via: details.via,
  language: details.language,
  translation: details.translation,
  translator: details.translator,
  note: details.note,
})

/** Leaves a tombstone of a live quote. The caller has seen to it that nothing cites it. */
export async function removeQuoteRow(tx: WriteTx, store: Store, id: Id): Promise<void> {
  const row = await tx.selectFrom('quote').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const now = store.now()
  await tx
    .updateTable('quote')
    .set({ deleted_at: now, updated_at: now, revision: row.revision + 1 })
    .where('id', '=', id)
    .execute()
  await record(tx, store, 'remove', 'quote', id, quoteEntityOf(row), null)
  tx.changed('quote')
}
