import { type RawBuilder, sql } from 'kysely'
import { describePassage, locatePassage, type PreparedText } from '../../shared/anchoring/index.ts'
import { AttestError } from '../../shared/model/error.ts'
import { type Id, mintId } from '../../shared/model/identity.ts'
import type { Passage, Place, Verification } from '../../shared/model/passage.ts'
import { failure } from './failure.ts'
import type { Store } from './store.ts'
import type { ReadDb, WriteTx } from './transactions.ts'

/** Texts longer than this are not cut by SQLite, which walks them from the beginning for each passage. */
const MAX_SQL_CUT = 200_000
/** Ids in one query. */
const CHUNK = 500

/** Splits a list for queries with a bounded number of parameters. */
export function chunks<T>(items: readonly T[], size = CHUNK): T[][] {
  const parts: T[][] = []
  for (let at = 0; at < items.length; at += size) parts.push(items.slice(at, at + size))
  return parts
}

/** The text of an extraction, from memory or from the file. */
export async function preparedText(store: Store, db: ReadDb, extractionId: Id): Promise<PreparedText> {
  const known = store.texts.get(extractionId)
  if (known) return known
  const row = await db
    .selectFrom('extraction')
    .select('text')
    .where('id', '=', extractionId)
    .executeTakeFirst()
  if (!row) throw failure.notFound('text')
  return store.texts.put(extractionId, row.text)
}

/**
 * Cuts a passage out of an extraction and stores it.
 *
 * @param place code points, end exclusive
 * @throws AttestError `not-found` for an unknown extraction; `not-anchored` for a place outside the text, or one that
 *   holds only white space
 */
export async function createPassage(tx: WriteTx, store: Store, place: Place): Promise<Passage> {
  const home = await tx
    .selectFrom('extraction')
    .innerJoin('snapshot', 'snapshot.id', 'extraction.snapshot_id')
    .innerJoin('source', 'source.id', 'snapshot.source_id')
    .select(['extraction.snapshot_id', 'snapshot.source_id', 'extraction.code_points', 'extraction.pages'])
    .where('extraction.id', '=', place.extractionId)
    .where('source.deleted_at', 'is', null)
    .executeTakeFirst()
  if (!home) throw failure.notFound('text')
  const { extractionId, start, end } = place
  const inside = Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start < end
  if (!inside || end > home.code_points) {
    throw new AttestError(
      'not-anchored',
      `The place ${start} to ${end} is not in the text, which has ${home.code_points} characters.`,
      'Select the words again in the source.',
    )
  }
  const selector = describePassage(await preparedText(store, tx, extractionId), start, end)
  if (selector.exact.trim() === '') {
    throw new AttestError(
      'not-anchored',
      `The place ${start} to ${end} holds no words, only white space.`,
      'Select at least one word in the source.',
    )
  }
  const pages = JSON.parse(home.pages) as number[]
  const passage: Passage = {
    id: mintId(),
    extractionId,
    sourceId: home.source_id,
    snapshotId: home.snapshot_id,
    exact: selector.exact,
    prefix: selector.prefix,
    suffix: selector.suffix,
    start: selector.start,
    end: selector.end,
    page: pageAt(pages, selector.start),
  }
  await tx
    .insertInto('passage')
    .values({
      id: passage.id,
      extraction_id: extractionId,
      start_cp: passage.start,
      end_cp: passage.end,
      exact: passage.exact,
      prefix: passage.prefix,
      suffix: passage.suffix,
      page: passage.page,
    })
    .execute()
  return passage
}

/** Page number from 1 of a position, null where the text has no pages. `pages` holds where each page begins. */
function pageAt(pages: readonly number[], position: number): number | null {
  let page = 0
  while (page < pages.length && (pages[page] ?? 0) <= position) page += 1
  return page === 0 ? null : page
}

/** Columns of a passage and where it stands, for a query over `passage`, `extraction` and `snapshot`. */
export const passageColumns = [
  'passage.id as passage_id',
  'passage.extraction_id',
  'passage.start_cp',
  'passage.end_cp',
  'passage.exact',
  'passage.prefix',
  'passage.suffix',
  'passage.page',
  'extraction.snapshot_id',
  'snapshot.source_id',
] as const

export interface PassageRow {
  passage_id: string
  extraction_id: string
  start_cp: number
  end_cp: number
  exact: string
  prefix: string
  suffix: string
  page: number | null
  snapshot_id: string
  source_id: string
}

export const passageOf = (row: PassageRow): Passage => ({
  id: row.passage_id,
  extractionId: row.extraction_id,
  sourceId: row.source_id,
  snapshotId: row.snapshot_id,
  exact: row.exact,
  prefix: row.prefix,
  suffix: row.suffix,
  start: row.start_cp,
  end: row.end_cp,
  page: row.page,
})

/**
 * Whether a passage stands where it says: 1 yes, 0 no, null not asked because the text is long. SQLite counts the
 * characters of TEXT in code points, as a passage does.
 */
export const standing: RawBuilder<number | null> = sql<number | null>`case
  when extraction.code_points > ${sql.lit(MAX_SQL_CUT)} then null
  else substr(extraction.text, passage.start_cp + 1, passage.end_cp - passage.start_cp) = passage.exact end`

export interface StandingRow extends PassageRow {
  standing: number | null
}

/** How passages stand in their own extractions, by passage id: the cheap answer first, the whole ladder where it is no. */
export async function verifyPassages(
  store: Store,
  db: ReadDb,
  rows: readonly StandingRow[],
): Promise<Map<Id, Verification>> {
  const verdicts = new Map<Id, Verification>()
  for (const row of rows) {
    const { start_cp: start, end_cp: end } = row
    const exact: Verification = { verdict: 'exact', score: 1, start, end }
    if (row.standing === 1) {
      verdicts.set(row.passage_id, exact)
      continue
    }
    const text = await preparedText(store, db, row.extraction_id)
    const there = text.text.slice(text.index.toUtf16(start), text.index.toUtf16(end))
    verdicts.set(row.passage_id, there === row.exact ? exact : locatePassage(text, selectorOf(row)))
  }
  return verdicts
}

export const selectorOf = (row: PassageRow) => ({
  exact: row.exact,
  prefix: row.prefix,
  suffix: row.suffix,
  start: row.start_cp,
  end: row.end_cp,
})
