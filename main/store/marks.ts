import type { Mark } from '../../shared/contract/entities.ts'
import type { Id } from '../../shared/model/identity.ts'
import { claimDetail, claimLabel, grade, quoteDetail } from './labels.ts'
import { passageColumns, standing, verifyPassages } from './passages.ts'
import { usedCounts } from './sourceCounts.ts'
import type { Store } from './store.ts'
import type { ReadDb } from './transactions.ts'

const passagesIn = (db: ReadDb, extractionId: Id) =>
  db
    .selectFrom('passage')
    .innerJoin('extraction', 'extraction.id', 'passage.extraction_id')
    .innerJoin('snapshot', 'snapshot.id', 'extraction.snapshot_id')
    .select([...passageColumns, standing.as('standing')])
    .where('passage.extraction_id', '=', extractionId)

/** Live claims and quotes marked in a text, in the order of their places. */
export async function marksIn(store: Store, db: ReadDb, extractionId: Id): Promise<Mark[]> {
  const claims = await passagesIn(db, extractionId)
    .innerJoin('evidence', 'evidence.passage_id', 'passage.id')
    .innerJoin('claim', 'claim.id', 'evidence.claim_id')
    .innerJoin('source', 'source.id', 'snapshot.source_id')
    .select(['claim.id', 'claim.key', 'claim.text', 'claim.kind', 'claim.modality', 'claim.credibility'])
    .select(['claim.attribution', 'source.reliability'])
    .where('claim.deleted_at', 'is', null)
    .execute()
  const quotes = await passagesIn(db, extractionId)
    .innerJoin('quote', 'quote.passage_id', 'passage.id')
    .leftJoin('speaker', 'speaker.id', 'quote.speaker_id')
    .select(['quote.id', 'quote.key', 'quote.form', 'quote.ground_rule', 'quote.role_as_printed'])
    .select(['speaker.name as speaker_name', 'speaker.kind as speaker_kind'])
    .where('quote.deleted_at', 'is', null)
    .execute()
  const verdicts = await verifyPassages(store, db, [...claims, ...quotes])
  const used = await usedCounts(
    db,
    [...claims, ...quotes].map((row) => row.id),
  )
  const place = (row: { id: Id; key: string; passage_id: Id; start_cp: number; end_cp: number }) => {
    const verification = verdicts.get(row.passage_id)
    return {
      id: row.id,
      key: row.key,
      // Where the words stand now, should they not be where they were marked.
      start: verification?.start ?? row.start_cp,
      end: verification?.end ?? row.end_cp,
      verdict: verification?.verdict ?? 'absent',
      used: used.get(row.id) ?? 0,
    }
  }
  const marks: Mark[] = [
    ...claims.map((row) => ({
      type: 'claim' as const,
      ...place(row),
      label: claimLabel(row.text),
      detail: `${claimDetail(row.kind, row.modality)}, ${grade(row.reliability, row.credibility)}`,
      unnamed: row.attribution === 'anonymous',
    })),
    ...quotes.map((row) => ({
      type: 'quote' as const,
      ...place(row),
      label: row.speaker_name ?? (row.role_as_printed || 'Speaker not given'),
      detail: quoteDetail(row.form, row.ground_rule),
      unnamed: row.speaker_kind === 'anonymous',
    })),
  ]
  return marks.sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1))
}
