import type { Usage } from '../../shared/contract/entities.ts'
import type { EntityType, Id, Key } from '../../shared/model/identity.ts'
import { failure } from './failure.ts'
import { chunks } from './passages.ts'
import type { ReadDb } from './transactions.ts'
import { usageOf } from './usage.ts'

/** Everything that goes when one entity is purged, by id: what rests on it alone goes with it. */
export interface Doomed {
  readonly type: EntityType
  readonly id: Id
  readonly key: Key
  /** What a person knows it by; empty for none. */
  readonly title: string
  readonly sources: readonly Id[]
  readonly snapshots: readonly Id[]
  readonly extractions: readonly Id[]
  readonly passages: readonly Id[]
  readonly quotes: readonly Id[]
  readonly claims: readonly Id[]
  readonly speakers: readonly Id[]
  readonly briefings: readonly Id[]
}

/** What purging would do, before it is done. */
export interface PurgePlan {
  readonly type: EntityType
  readonly id: Id
  readonly key: Key
  readonly title: string
  /** Removed entities that go with it count too. */
  readonly goes: {
    readonly captures: number
    readonly claims: number
    readonly quotes: number
    readonly speakers: number
    readonly versions: number
    readonly releases: number
  }
  /** Places in briefings that would point at nothing. */
  readonly cited: readonly Usage[]
  /** Quotes and claims that would lose their speaker. */
  readonly spoken: readonly { readonly type: 'quote' | 'claim'; readonly key: Key }[]
}

/** Every id that goes, for looking for them elsewhere. */
export const doomedIds = (doomed: Doomed): Id[] => [
  ...doomed.sources,
  ...doomed.snapshots,
  ...doomed.extractions,
  ...doomed.passages,
  ...doomed.quotes,
  ...doomed.claims,
  ...doomed.speakers,
  ...doomed.briefings,
]

const ids = (rows: readonly { id: Id }[]): Id[] => rows.map(({ id }) => id)

async function inParts<Row>(wanted: readonly Id[], ask: (part: Id[]) => Promise<Row[]>): Promise<Row[]> {
  const found: Row[] = []
  for (const part of chunks(wanted)) found.push(...(await ask([...part])))
  return found
}

/** What goes with an entity, live or removed. @throws AttestError `not-found` */
export async function doomedWith(db: ReadDb, type: EntityType, id: Id): Promise<Doomed> {
  const row = await db.selectFrom(type).select(['id', 'key']).where('id', '=', id).executeTakeFirst()
  if (!row) throw failure.notFound(type)
  const none = {
    sources: [],
    snapshots: [],
    extractions: [],
    passages: [],
    quotes: [],
    claims: [],
    speakers: [],
  }
  const own = { ...none, briefings: [], type, id, key: row.key, title: await titleOf(db, type, id) }
  switch (type) {
    case 'source':
      return { ...own, ...(await withSource(db, id)) }
    case 'quote':
      return { ...own, quotes: [id], passages: await aloneWith(db, 'quote', id) }
    case 'claim':
      return { ...own, claims: [id], passages: await aloneWith(db, 'claim', id) }
    case 'speaker':
      return { ...own, speakers: [id] }
    case 'briefing':
      return { ...own, briefings: [id] }
  }
}

async function titleOf(db: ReadDb, type: EntityType, id: Id): Promise<string> {
  if (type === 'source' || type === 'claim' || type === 'speaker') {
    const column = { source: 'title', claim: 'text', speaker: 'name' } as const
    const row = await db
      .selectFrom(type)
      .select((eb) => eb.ref(column[type] as 'id').as('title'))
      .where('id', '=', id)
      .executeTakeFirst()
    return row?.title ?? ''
  }
  if (type === 'quote') {
    const row = await db
      .selectFrom('quote')
      .innerJoin('passage', 'passage.id', 'quote.passage_id')
      .select('passage.exact')
      .where('quote.id', '=', id)
      .executeTakeFirst()
    return row?.exact ?? ''
  }
  const row = await db.selectFrom('briefing').select('header').where('id', '=', id).executeTakeFirst()
  const header: unknown = JSON.parse(row?.header ?? '{}')
  return String((header as { subject?: unknown }).subject ?? '')
}

async function withSource(db: ReadDb, id: Id) {
  const snapshots = ids(await db.selectFrom('snapshot').select('id').where('source_id', '=', id).execute())
  const extractions = ids(
    await inParts(snapshots, (part) =>
      db.selectFrom('extraction').select('id').where('snapshot_id', 'in', part).execute(),
    ),
  )
  const passages = ids(
    await inParts(extractions, (part) =>
      db.selectFrom('passage').select('id').where('extraction_id', 'in', part).execute(),
    ),
  )
  const quotes = ids(
    await inParts(passages, (part) =>
      db.selectFrom('quote').select('id').where('passage_id', 'in', part).execute(),
    ),
  )
  const resting = await inParts(passages, (part) =>
    db.selectFrom('evidence').select('claim_id as id').where('passage_id', 'in', part).execute(),
  )
  const gone = new Set(passages)
  const claims: Id[] = []
  for (const claim of new Set(ids(resting))) {
    const evidence = await db
      .selectFrom('evidence')
      .select('passage_id as id')
      .where('claim_id', '=', claim)
      .execute()
    if (evidence.every((row) => gone.has(row.id))) claims.push(claim)
  }
  const speakers = ids(await db.selectFrom('speaker').select('id').where('source_id', '=', id).execute())
  return { sources: [id], snapshots, extractions, passages, quotes, claims, speakers }
}

/** Passages on which nothing else rests. */
async function aloneWith(db: ReadDb, type: 'quote' | 'claim', id: Id): Promise<Id[]> {
  const own =
    type === 'quote'
      ? await db.selectFrom('quote').select('passage_id as id').where('id', '=', id).execute()
      : await db.selectFrom('evidence').select('passage_id as id').where('claim_id', '=', id).execute()
  const alone: Id[] = []
  for (const passage of new Set(ids(own))) {
    const quotes = await db.selectFrom('quote').select('id').where('passage_id', '=', passage).execute()
    const claims = await db
      .selectFrom('evidence')
      .select('claim_id as id')
      .where('passage_id', '=', passage)
      .execute()
    if ([...quotes, ...claims].every((user) => user.id === id)) alone.push(passage)
  }
  return alone
}

/** What purging would take away and break. */
export async function planOf(db: ReadDb, doomed: Doomed): Promise<PurgePlan> {
  const { type, id, key, title, snapshots, quotes, claims, speakers, sources, briefings } = doomed
  const cited = await usageOf(db, [
    ...sources.map((target) => ({ type: 'source' as const, id: target })),
    ...quotes.map((target) => ({ type: 'quote' as const, id: target })),
    ...claims.map((target) => ({ type: 'claim' as const, id: target })),
  ])
  const going = new Set([...quotes, ...claims])
  const spoken: { type: 'quote' | 'claim'; key: Key }[] = []
  for (const table of ['quote', 'claim'] as const) {
    const rows = await inParts(speakers, (part) =>
      db
        .selectFrom(table)
        .select(['id', 'key'])
        .where('speaker_id', 'in', part)
        .where('deleted_at', 'is', null)
        .execute(),
    )
    spoken.push(...rows.filter((row) => !going.has(row.id)).map((row) => ({ type: table, key: row.key })))
  }
  const count = async (table: 'briefing_revision' | 'release') =>
    ids(
      await inParts(briefings, (part) =>
        db.selectFrom(table).select('id').where('briefing_id', 'in', part).execute(),
      ),
    ).length
  return {
    type,
    id,
    key,
    title,
    goes: {
      captures: snapshots.length,
      claims: type === 'claim' ? 0 : claims.length,
      quotes: type === 'quote' ? 0 : quotes.length,
      speakers: type === 'speaker' ? 0 : speakers.length,
      versions: await count('briefing_revision'),
      releases: await count('release'),
    },
    cited,
    spoken,
  }
}
