import type { Selectable } from 'kysely'
import type { Claim, ClaimDetails, Evidence } from '../../shared/model/claim.ts'
import type { Id } from '../../shared/model/identity.ts'
import { failure } from './failure.ts'
import { record } from './history.ts'
import { chunks, passageColumns, passageOf, standing, verifyPassages } from './passages.ts'
import type { Store } from './store.ts'
import type { ClaimTable } from './tables.ts'
import type { ReadDb, WriteTx } from './transactions.ts'

export type ClaimRecord = Selectable<ClaimTable>

export const claimEntityOf = (row: ClaimRecord): Omit<Claim, 'evidence'> => ({
  id: row.id,
  key: row.key,
  revision: row.revision,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  ...claimDetailsOf(row),
})

export const claimDetailsOf = (row: ClaimRecord): ClaimDetails => ({
  text: row.text,
  kind: row.kind as ClaimDetails['kind'],
  modality: row.modality as ClaimDetails['modality'],
  attribution: row.attribution as ClaimDetails['attribution'],
  speakerId: row.speaker_id,
  credibility: row.credibility,
  likelihood: row.likelihood as ClaimDetails['likelihood'],
  confidence: row.confidence as ClaimDetails['confidence'],
  date: row.date,
  dateAsPrinted: row.date_as_printed,
  note: row.note,
})

export const claimColumns = (details: ClaimDetails) => ({
  text: details.text,
  kind: details.kind,
  modality: details.modality,
  attribution: details.attribution,
  speaker_id: details.speakerId,
  credibility: details.credibility,
  likelihood: details.likelihood,
  confidence: details.confidence,
  date: details.date,
  date_as_printed: details.dateAsPrinted,
  note: details.note,
})

/** Evidence of claims in order, by claim id. */
export async function evidenceOf(
  store: Store,
  db: ReadDb,
  claimIds: readonly Id[],
): Promise<Map<Id, Evidence[]>> {
  const found = new Map<Id, Evidence[]>()
  for (const part of chunks(claimIds)) {
    const rows = await db
      .selectFrom('evidence')
      .innerJoin('passage', 'passage.id', 'evidence.passage_id')
      .innerJoin('extraction', 'extraction.id', 'passage.extraction_id')
      .innerJoin('snapshot', 'snapshot.id', 'extraction.snapshot_id')
      .select(['evidence.id', 'evidence.claim_id', 'evidence.stance'])
      .select([...passageColumns, standing.as('standing')])
      .where('evidence.claim_id', 'in', part)
      .orderBy('evidence.position')
      .execute()
    const verdicts = await verifyPassages(store, db, rows)
    for (const row of rows) {
      const verification = verdicts.get(row.passage_id)
      if (!verification) continue
      const list = found.get(row.claim_id) ?? []
      list.push({
        id: row.id,
        stance: row.stance === 'contradicts' ? 'contradicts' : 'supports',
        passage: passageOf(row),
        verification,
      })
      found.set(row.claim_id, list)
    }
  }
  return found
}

/** A live claim with its evidence. @throws AttestError `not-found` */
export async function claimById(store: Store, db: ReadDb, id: Id): Promise<Claim> {
  const row = await db
    .selectFrom('claim')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw failure.notFound('claim')
  const evidence = await evidenceOf(store, db, [id])
  return { ...claimEntityOf(row), evidence: evidence.get(id) ?? [] }
}

/** Leaves a tombstone of a live claim and its links. The caller has seen to it that nothing cites it. */
export async function removeClaimRow(tx: WriteTx, store: Store, id: Id): Promise<void> {
  const claim = await claimById(store, tx, id)
  const now = store.now()
  await tx
    .updateTable('claim')
    .set({ deleted_at: now, updated_at: now, revision: claim.revision + 1 })
    .where('id', '=', id)
    .execute()
  await tx
    .updateTable('claim_link')
    .set({ deleted_at: now })
    .where((eb) => eb.or([eb('from_id', '=', id), eb('to_id', '=', id)]))
    .where('deleted_at', 'is', null)
    .execute()
  await record(tx, store, 'remove', 'claim', id, claim, null)
  tx.changed('claim')
}
