import { sql } from 'kysely'
import { locatePassage, type PreparedText } from '../../shared/anchoring/index.ts'
import type { CitedEntity } from '../../shared/document/evidence.ts'
import type { Id, Key, Target } from '../../shared/model/identity.ts'
import { claimEntityOf } from './claimRows.ts'
import { claimLabel, sourceLabel, speakerLabel } from './labels.ts'
import { chunks, type PassageRow, passageColumns, preparedText, selectorOf } from './passages.ts'
import { quoteEntityOf } from './quoteRows.ts'
import { detailsOf, type SourceRecord } from './sourceRows.ts'
import type { Store } from './store.ts'
import type { ReadDb } from './transactions.ts'

/** Code points shown on each side of a passage. */
const CONTEXT = 160
/** Texts asked for in one query. */
const TEXTS = 50

type CitedPassage = NonNullable<CitedEntity['passage']>
type CitedSpeaker = NonNullable<CitedEntity['speaker']>

interface SnapshotHead {
  snapshot_id: Id
  sha256: string
  captured_at: number
  superseded_by: Id | null
  media_type: string
}

/**
 * What a chip, a note or a check needs to know of cited entities, in the order asked for and each once; what does not
 * exist, or was removed, is left out. A bounded number of queries for any number of targets.
 */
export function describeTargets(store: Store, targets: readonly Target[]): Promise<CitedEntity[]> {
  return store.database.read(async (db) => {
    const ids = (type: Target['type']) => [
      ...new Set(targets.filter((target) => target.type === type).map(({ id }) => id)),
    ]
    const found = new Map<string, CitedEntity>()
    const put = (entity: CitedEntity) => found.set(`${entity.target.type}:${entity.target.id}`, entity)
    for (const part of chunks(ids('claim'))) for (const claim of await claims(store, db, part)) put(claim)
    for (const part of chunks(ids('quote'))) for (const quote of await quotes(store, db, part)) put(quote)
    for (const part of chunks(ids('source'))) for (const source of await sources(db, part)) put(source)
    const asked = new Set(targets.map(({ type, id }) => `${type}:${id}`))
    return [...asked].flatMap((key) => found.get(key) ?? [])
  })
}

async function claims(store: Store, db: ReadDb, ids: readonly Id[]): Promise<CitedEntity[]> {
  const rows = await db
    .selectFrom('claim')
    // The first supporting passage; one that contradicts only where there is no other.
    .innerJoin('evidence', (join) =>
      join.on('evidence.id', '=', (eb) =>
        eb
          .selectFrom('evidence as first')
          .select('first.id')
          .whereRef('first.claim_id', '=', 'claim.id')
          .orderBy(sql`first.stance = 'contradicts'`)
          .orderBy('first.position')
          .limit(1),
      ),
    )
    .innerJoin('passage', 'passage.id', 'evidence.passage_id')
    .innerJoin('extraction', 'extraction.id', 'passage.extraction_id')
    .innerJoin('snapshot', 'snapshot.id', 'extraction.snapshot_id')
    .selectAll('claim')
    .select(passageColumns)
    .select(['snapshot.sha256', 'snapshot.captured_at', 'snapshot.superseded_by', 'snapshot.media_type'])
    .where('claim.id', 'in', ids)
    .where('claim.deleted_at', 'is', null)
    .execute()
  const context = await passagesOf(store, db, rows)
  const sourceById = await sourceRecords(db, rows)
  const speakerById = await speakersById(db, rows)
  return rows.flatMap((row) => {
    const entity = claimEntityOf(row)
    const source = sourceById.get(row.source_id)
    const around = context.get(row.passage_id)
    if (!source || !around) return []
    return {
      target: { type: 'claim' as const, id: entity.id },
      key: entity.key,
      revision: entity.revision,
      label: claimLabel(entity.text),
      text: entity.text,
      source: citedSource(source),
      snapshot: citedSnapshot(row, row.extraction_id),
      ...around,
      speaker: speakerById.get(row.speaker_id ?? '') ?? null,
      quote: null,
      claim: { kind: entity.kind, modality: entity.modality, credibility: entity.credibility },
    }
  })
}

async function quotes(store: Store, db: ReadDb, ids: readonly Id[]): Promise<CitedEntity[]> {
  const rows = await db
    .selectFrom('quote')
    .innerJoin('passage', 'passage.id', 'quote.passage_id')
    .innerJoin('extraction', 'extraction.id', 'passage.extraction_id')
    .innerJoin('snapshot', 'snapshot.id', 'extraction.snapshot_id')
    .selectAll('quote')
    .select(passageColumns)
    .select(['snapshot.sha256', 'snapshot.captured_at', 'snapshot.superseded_by', 'snapshot.media_type'])
    .where('quote.id', 'in', ids)
    .where('quote.deleted_at', 'is', null)
    .execute()
  const context = await passagesOf(store, db, rows)
  const sourceById = await sourceRecords(db, rows)
  const speakerById = await speakersById(db, rows)
  return rows.flatMap((row) => {
    const entity = quoteEntityOf(row)
    const source = sourceById.get(row.source_id)
    const around = context.get(row.passage_id)
    if (!source || !around) return []
    const speaker = speakerById.get(row.speaker_id ?? '')
    return {
      target: { type: 'quote' as const, id: entity.id },
      key: entity.key,
      revision: entity.revision,
      label: speaker ? speakerLabel(speaker) : claimLabel(row.exact),
      text: row.exact,
      source: citedSource(source),
      snapshot: citedSnapshot(row, row.extraction_id),
      ...around,
      speaker: speaker ? { ...speaker, role: entity.roleAsPrinted || speaker.role } : null,
      quote: { form: entity.form, groundRule: entity.groundRule, saidOn: entity.saidOn, via: entity.via },
      claim: null,
    }
  })
}

async function sources(db: ReadDb, ids: readonly Id[]): Promise<CitedEntity[]> {
  const rows = await db
    .selectFrom('source')
    .innerJoin('snapshot', (join) =>
      join.on('snapshot.seq', '=', (eb) =>
        eb
          .selectFrom('snapshot as newest')
          .select((inner) => inner.fn.max<number>('newest.seq').as('seq'))
          .whereRef('newest.source_id', '=', 'source.id'),
      ),
    )
    .innerJoin('extraction', (join) =>
      join.on('extraction.seq', '=', (eb) =>
        eb
          .selectFrom('extraction as newest')
          .select((inner) => inner.fn.max<number>('newest.seq').as('seq'))
          .whereRef('newest.snapshot_id', '=', 'snapshot.id'),
      ),
    )
    .selectAll('source')
    .select([
      'snapshot.id as snapshot_id',
      'snapshot.sha256',
      'snapshot.captured_at',
      'snapshot.superseded_by',
      'snapshot.media_type',
    ])
    .select('extraction.id as extraction_id')
    .where('source.id', 'in', ids)
    .where('source.deleted_at', 'is', null)
    .execute()
  return rows.map((row) => ({
    target: { type: 'source' as const, id: row.id },
    key: row.key,
    revision: row.revision,
    label: sourceLabel(row.title, row.key),
    text: row.title || row.key,
    source: citedSource(row),
    snapshot: citedSnapshot(row, row.extraction_id),
    passage: null,
    verification: null,
    speaker: null,
    quote: null,
    claim: null,
  }))
}

const citedSource = (row: SourceRecord): CitedEntity['source'] => ({
  id: row.id,
  key: row.key,
  ...detailsOf(row),
  status: row.status === 'withdrawn' ? 'withdrawn' : 'current',
  confirmed: row.confirmed === 1,
})

const citedSnapshot = (row: SnapshotHead, extractionId: Id): CitedEntity['snapshot'] => ({
  id: row.snapshot_id,
  sha256: row.sha256,
  capturedAt: row.captured_at,
  extractionId,
  superseded: row.superseded_by !== null,
  mediaType: row.media_type,
})

async function sourceRecords(db: ReadDb, rows: readonly { source_id: Id }[]): Promise<Map<Id, SourceRecord>> {
  const records = new Map<Id, SourceRecord>()
  for (const part of chunks([...new Set(rows.map((row) => row.source_id))])) {
    const found = await db.selectFrom('source').selectAll().where('id', 'in', part).execute()
    for (const row of found) records.set(row.id, row)
  }
  return records
}

/** Speakers with the role they hold now: the last one without an end. */
async function speakersById(
  db: ReadDb,
  rows: readonly { speaker_id: Id | null }[],
): Promise<Map<Id, CitedSpeaker>> {
  const speakers = new Map<Id, CitedSpeaker>()
  const ids = [...new Set(rows.flatMap((row) => row.speaker_id ?? []))]
  for (const part of chunks(ids)) {
    const found = await db
      .selectFrom('speaker')
      .select(['id', 'key', 'name', 'kind'])
      .where('id', 'in', part)
      .execute()
    for (const { id, key, name, kind } of found) {
      speakers.set(id, { id, key, name, kind: kind as CitedSpeaker['kind'], role: '' })
    }
    const roles = await db
      .selectFrom('speaker_role')
      .select(['speaker_id', 'title', 'organization'])
      .where('speaker_id', 'in', part)
      .orderBy(sql`to_date is null`)
      .orderBy('position')
      .execute()
    for (const { speaker_id, title, organization } of roles) {
      const speaker = speakers.get(speaker_id)
      if (!speaker) continue
      speakers.set(speaker_id, { ...speaker, role: [title, organization].filter(Boolean).join(', ') })
    }
  }
  return speakers
}

type Around = { passage: CitedPassage; verification: CitedEntity['verification'] }

/** Passages with the words around them and how they stand, reading each text once. By passage id. */
export async function passagesOf(
  store: Store,
  db: ReadDb,
  rows: readonly PassageRow[],
): Promise<Map<Id, Around>> {
  const byText = new Map<Id, PassageRow[]>()
  for (const row of rows) {
    const list = byText.get(row.extraction_id)
    if (list) list.push(row)
    else byText.set(row.extraction_id, [row])
  }
  const found = new Map<Id, Around>()
  for (const part of chunks([...byText.keys()], TEXTS)) {
    await loadTexts(store, db, part)
    for (const extractionId of part) {
      const text = await preparedText(store, db, extractionId)
      for (const row of byText.get(extractionId) ?? []) found.set(row.passage_id, around(text, row))
    }
  }
  return found
}

/** Brings texts into memory with one query. */
async function loadTexts(store: Store, db: ReadDb, ids: readonly Id[]): Promise<void> {
  const missing = ids.filter((id) => store.texts.get(id) === null)
  if (missing.length === 0) return
  const rows = await db.selectFrom('extraction').select(['id', 'text']).where('id', 'in', missing).execute()
  for (const { id, text } of rows) store.texts.put(id, text)
}

function around(text: PreparedText, row: PassageRow): Around {
  const { index } = text
  const slice = (start: number, end: number) => text.text.slice(index.toUtf16(start), index.toUtf16(end))
  const { start_cp: start, end_cp: end } = row
  const there = slice(start, end) === row.exact
  const verification = there
    ? { verdict: 'exact' as const, score: 1, start, end }
    : locatePassage(text, selectorOf(row))
  const from = verification.start ?? start
  const to = verification.end ?? end
  return {
    passage: {
      id: row.passage_id,
      page: row.page,
      ...selectorOf(row),
      before: slice(Math.max(0, from - CONTEXT), from),
      after: slice(to, to + CONTEXT),
    },
    verification,
  }
}

/** The live claims, quotes and sources behind typed keys, whatever their case; unknown ones are left out. */
export function resolveKeys(store: Store, keys: readonly string[]): Promise<{ key: Key; target: Target }[]> {
  return store.database.read(async (db) => {
    const asked = new Map<string, string[]>()
    for (const key of new Set(keys)) {
      const folded = key.toLowerCase()
      asked.set(folded, [...(asked.get(folded) ?? []), key])
    }
    const found: { key: Key; target: Target }[] = []
    for (const part of chunks([...asked.keys()])) {
      for (const type of ['claim', 'quote', 'source'] as const) {
        const rows = await db
          .selectFrom(type)
          .select(['id', 'key'])
          .where('key', 'in', part)
          .where('deleted_at', 'is', null)
          .execute()
        for (const { id, key } of rows) {
          for (const typed of asked.get(key) ?? []) found.push({ key: typed, target: { type, id } })
        }
      }
    }
    return found
  })
}
