import { promisify } from 'node:util'
import { deflateRaw } from 'node:zlib'
import { type RawBuilder, sql } from 'kysely'
import { AttestError } from '../../shared/model/error.ts'
import type { EntityType, Id } from '../../shared/model/identity.ts'
import { record } from './history.ts'
import { chunks } from './passages.ts'
import { picturesAloneIn } from './pictures.ts'
import { type Doomed, doomedIds, doomedWith, type PurgePlan, planOf } from './purgeTargets.ts'
import { withoutCited, withoutWords } from './purgeWords.ts'
import type { Store } from './store.ts'
import type { WriteTx } from './transactions.ts'
import { bodyOf } from './versions.ts'

const deflate = promisify(deflateRaw)

/** Set while a purge has not yet taken the last trace out of the file: then the next opening goes on. */
export const UNFINISHED = 'purge.unfinished'
/** Full text that holds no words of its own, made again from its table. */
const rebuilt = ['source_fts', 'speaker_fts', 'claim_fts', 'quote_fts', 'extraction_fts'] as const
/** Times the log is folded in while somebody still reads from it. */
const ATTEMPTS = 20

/** What purging an entity, live or removed, would take away and break. @throws AttestError `not-found` */
export const planPurge = (store: Store, type: EntityType, id: Id): Promise<PurgePlan> =>
  store.database.read(async (db) => planOf(db, await doomedWith(db, type, id)))

/**
 * Purges an entity, live or removed, and what rests on it alone, for good: rows, versions, history, search indexes.
 * Fulfilled when no byte of it is left in the file and its log.
 *
 * @param force also when briefings cite it: their citations then point at nothing, and bound words are taken out
 * @param isOpen whether some window writes to this briefing
 * @returns what went
 * @throws AttestError `not-found`, `not-allowed` while something cites it, `busy` while a window writes where it would
 *   have to change words
 */
export async function purge(
  store: Store,
  type: EntityType,
  id: Id,
  force: boolean,
  isOpen: (briefingId: Id) => boolean,
): Promise<PurgePlan> {
  const plan = await store.database.write(async (tx) => {
    const doomed = await doomedWith(tx, type, id)
    const known = await planOf(tx, doomed)
    if (!force) refuseUsed(known)
    for (const briefing of doomed.briefings) refuseOpen(isOpen(briefing), known.title)
    const gone = new Set(doomedIds(doomed))
    await takeWords(tx, store, gone, doomed, isOpen)
    const pictures = await picturesAloneIn(tx, doomed.briefings)
    const releases = await releasesOf(tx, doomed.briefings)
    await takeRows(tx, doomed)
    for (const part of chunks(pictures)) await tx.deleteFrom('picture').where('sha256', 'in', part).execute()
    await takeHistory(tx, doomed)
    // What a repair told of may bear any words; which things are in doubt stays known.
    await tx.updateTable('loss').set({ label: '', what: '' }).execute()
    await record(tx, store, 'purge', type, id, null, { ...known.goes, releases })
    await mark(tx)
    tx.changed('source', 'claim', 'quote', 'speaker', 'briefing')
    return known
  })
  store.texts.clear()
  await eraseTraces(store)
  return plan
}

/** Goes on with a purge that was killed before the last trace was gone. Does nothing when there is none. */
export async function finishPurge(store: Store): Promise<void> {
  const unfinished = await store.database.read((db) =>
    db.selectFrom('setting').select('name').where('name', '=', UNFINISHED).executeTakeFirst(),
  )
  if (unfinished) await eraseTraces(store)
}

function refuseUsed({ type, cited, spoken }: PurgePlan): void {
  const briefings = [...new Set(cited.map(({ subject, briefingKey }) => `“${subject || briefingKey}”`))]
  const keys = spoken.map(({ key }) => `“${key}”`)
  const users = [...briefings, ...keys]
  if (users.length === 0) return
  const named = users.slice(0, 5).join(', ') + (users.length > 5 ? ` and ${users.length - 5} more` : '')
  throw new AttestError(
    'not-allowed',
    `This ${type} is still used in ${named}. Nothing was purged.`,
    'Take it out there first, or purge it all the same: the citations then point at nothing.',
  )
}

function refuseOpen(open: boolean, subject: string): void {
  if (!open) return
  throw new AttestError(
    'busy',
    `The briefing “${subject}” is open for writing, and purging would change it. Nothing was purged.`,
    'Close it in every window, then purge again.',
  )
}

/** Whether a column of JSON text has one of these ids in it. */
const mentions = (column: string, gone: ReadonlySet<Id>): RawBuilder<boolean> =>
  sql<boolean>`EXISTS (SELECT 1 FROM json_each(${JSON.stringify([...gone])}) AS one
    WHERE instr(${sql.ref(column)}, one.value) > 0)`

/** Takes bound words out of briefings, their versions and the records of releases. */
async function takeWords(
  tx: WriteTx,
  store: Store,
  gone: ReadonlySet<Id>,
  doomed: Doomed,
  isOpen: (briefingId: Id) => boolean,
): Promise<void> {
  if (doomed.quotes.length + doomed.claims.length + doomed.sources.length === 0) return
  await takeFromBlocks(tx, store, gone, isOpen)
  await takeFromVersions(tx, gone)
  const releases = await tx
    .selectFrom('release')
    .selectAll()
    .where((eb) => eb.or([mentions('citations', gone), mentions('findings', gone)]))
    .execute()
  for (const row of releases) {
    const { citations, findings } = withoutCited(JSON.parse(row.citations), JSON.parse(row.findings), gone)
    // A release never changes, so it is written anew in the same place.
    await tx.deleteFrom('release').where('seq', '=', row.seq).execute()
    await tx
      .insertInto('release')
      .values({ ...row, citations: JSON.stringify(citations), findings: JSON.stringify(findings) })
      .execute()
  }
}

async function takeFromBlocks(
  tx: WriteTx,
  store: Store,
  gone: ReadonlySet<Id>,
  isOpen: (briefingId: Id) => boolean,
): Promise<void> {
  const rows = await tx
    .selectFrom('block')
    .select(['seq', 'briefing_id', 'json'])
    .where(mentions('json', gone))
    .execute()
  const revisions = new Map<Id, number>()
  for (const row of rows) {
    const block: unknown = JSON.parse(row.json)
    const cleared = withoutWords(block, gone)
    if (cleared === block) continue
    let revision = revisions.get(row.briefing_id)
    if (revision === undefined) {
      const head = await tx
        .selectFrom('briefing')
        .select(['revision', 'key', 'deleted_at'])
        .where('id', '=', row.briefing_id)
        .executeTakeFirstOrThrow()
      refuseOpen(isOpen(row.briefing_id), head.key)
      revision = head.revision + 1
      revisions.set(row.briefing_id, revision)
      await tx
        .updateTable('briefing')
        .set({ revision, updated_at: store.now() })
        .where('id', '=', row.briefing_id)
        .execute()
    }
    await tx
      .updateTable('block')
      .set({ json: JSON.stringify(cleared), revision })
      .where('seq', '=', row.seq)
      .execute()
  }
}

async function takeFromVersions(tx: WriteTx, gone: ReadonlySet<Id>): Promise<void> {
  const versions = await tx.selectFrom('briefing_revision').select('seq').execute()
  for (const { seq } of versions) {
    const row = await tx
      .selectFrom('briefing_revision')
      .selectAll()
      .where('seq', '=', seq)
      .executeTakeFirstOrThrow()
    const body = await bodyOf(row.body)
    const cleared = body === null ? null : withoutWords(body, gone)
    if (cleared === body) continue
    await tx.deleteFrom('briefing_revision').where('seq', '=', seq).execute()
    await tx
      .insertInto('briefing_revision')
      .values({ ...row, body: await deflate(Buffer.from(JSON.stringify(cleared), 'utf8')) })
      .execute()
  }
}

/** What stays of released files: that they went out, and their hashes. */
async function releasesOf(tx: WriteTx, briefings: readonly Id[]) {
  if (briefings.length === 0) return []
  const rows = await tx
    .selectFrom('release')
    .select(['created_at', 'format', 'sha256', 'bytes'])
    .where('briefing_id', 'in', briefings)
    .orderBy('seq')
    .execute()
  return rows.map(({ created_at, ...row }) => ({ createdAt: created_at, ...row }))
}

/** Deletes the rows, those that others point at last. */
async function takeRows(tx: WriteTx, doomed: Doomed): Promise<void> {
  const { snapshots, passages, quotes, claims, speakers, sources, briefings } = doomed
  for (const part of chunks(quotes)) await tx.deleteFrom('quote').where('id', 'in', part).execute()
  for (const part of chunks(claims)) {
    await tx
      .deleteFrom('claim_link')
      .where((eb) => eb.or([eb('from_id', 'in', part), eb('to_id', 'in', part)]))
      .execute()
    await tx.deleteFrom('evidence').where('claim_id', 'in', part).execute()
    await tx.deleteFrom('claim').where('id', 'in', part).execute()
  }
  for (const part of chunks(passages)) {
    await tx.deleteFrom('evidence').where('passage_id', 'in', part).execute()
    await tx.deleteFrom('passage').where('id', 'in', part).execute()
  }
  for (const part of chunks(speakers)) {
    await tx.updateTable('quote').set({ speaker_id: null }).where('speaker_id', 'in', part).execute()
    await tx.updateTable('claim').set({ speaker_id: null }).where('speaker_id', 'in', part).execute()
    await tx.deleteFrom('speaker').where('id', 'in', part).execute()
  }
  for (const part of chunks(snapshots)) {
    await tx.updateTable('snapshot').set({ superseded_by: null }).where('id', 'in', part).execute()
    await tx.deleteFrom('extraction').where('snapshot_id', 'in', part).execute()
    await tx.deleteFrom('snapshot').where('id', 'in', part).execute()
  }
  for (const part of chunks(sources)) await tx.deleteFrom('source').where('id', 'in', part).execute()
  for (const part of chunks(briefings)) {
    await tx.deleteFrom('release').where('briefing_id', 'in', part).execute()
    await tx.deleteFrom('briefing').where('id', 'in', part).execute()
  }
  for (const part of chunks([...quotes, ...claims]))
    await tx.deleteFrom('suggestion_answer').where('entity_id', 'in', part).execute()
  const entities = [...quotes, ...claims, ...speakers, ...sources, ...briefings]
  for (const part of chunks(entities)) {
    await tx.deleteFrom('entity_key').where('entity_id', 'in', part).execute()
  }
}

/** Deletes the history of what is gone; where another's history holds its words, only the act stays. */
async function takeHistory(tx: WriteTx, doomed: Doomed): Promise<void> {
  const { quotes, claims, speakers, sources, briefings, passages, extractions } = doomed
  for (const part of chunks([...quotes, ...claims, ...speakers, ...sources, ...briefings])) {
    await tx.deleteFrom('history').where('entity_id', 'in', part).execute()
  }
  const gone = new Set([...passages, ...extractions])
  if (gone.size === 0) return
  const rows = await tx
    .selectFrom('history')
    .selectAll()
    .where((eb) => eb.or([mentions('before', gone), mentions('after', gone)]))
    .execute()
  for (const row of rows) {
    await tx.deleteFrom('history').where('seq', '=', row.seq).execute()
    await tx
      .insertInto('history')
      .values({ ...row, before: null, after: null })
      .execute()
  }
}

async function mark(tx: WriteTx): Promise<void> {
  await tx.deleteFrom('setting').where('name', '=', UNFINISHED).execute()
  await tx.insertInto('setting').values({ name: UNFINISHED, value: 'true' }).execute()
}

/**
 * Takes deleted words out of the bytes of the file: FTS5 keeps terms of deleted rows until segments are merged,
 * deleted rows stay in free pages, and the log holds the pages as they were before.
 * https://www.sqlite.org/fts5.html#the_delete_command, https://www.sqlite.org/lang_vacuum.html
 */
async function eraseTraces(store: Store): Promise<void> {
  await store.database.maintain(async (run) => {
    for (const table of rebuilt) await run(`INSERT INTO ${table} (${table}) VALUES ('rebuild')`)
    // The index of blocks has no text to be made again from: it is emptied, and filled when idle.
    await run(`INSERT INTO block_fts (block_fts) VALUES ('delete-all')`)
    await run('DELETE FROM block_index')
    await run('DELETE FROM briefing_index')
    // Also what is left over at the end of a page.
    await run('PRAGMA secure_delete = ON')
    try {
      await run('VACUUM')
    } finally {
      await run('PRAGMA secure_delete = OFF')
    }
    await emptyLog(run)
  })
  await store.database.write((tx) => tx.deleteFrom('setting').where('name', '=', UNFINISHED).execute())
}

async function emptyLog(run: (sql: string) => Promise<{ rows: Record<string, unknown>[] }>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const { rows } = await run('PRAGMA wal_checkpoint(TRUNCATE)')
    if (Number(rows[0]?.busy) === 0) return
    if (attempt < ATTEMPTS) continue
    throw new AttestError(
      'busy',
      'It is purged, but traces of it are still in the log of the library, which another program reads.',
      'Close other programs that read the library, then close and open it here: Attest goes on then.',
    )
  }
}
