import { sql } from 'kysely'
import type { SpeakerRow } from '../../shared/contract/entities.ts'
import type { Input, Output, Parsed } from '../../shared/contract/index.ts'
import { type Id, type Key, mintId } from '../../shared/model/identity.ts'
import { type Speaker, type SpeakerDetails, speakerDetailsSchema } from '../../shared/model/speaker.ts'
import { failure } from './failure.ts'
import { record } from './history.ts'
import { idOfKey, takeKey } from './keys.ts'
import type { Page } from './library.ts'
import { quoteRows } from './quotes.ts'
import { foldWords, matchExpression } from './searchWords.ts'
import { countBySpeaker, speakerById, speakersOf } from './speakerRows.ts'
import type { Store } from './store.ts'
import type { ReadDb, WriteTx } from './transactions.ts'
import { checkNotElsewhere } from './unnamed.ts'

export function listSpeakers(store: Store, query: Parsed<'speakers.list'>): Promise<Page<SpeakerRow>> {
  return store.database.read(async (db) => {
    let wanted = db.selectFrom('speaker').where('speaker.deleted_at', 'is', null)
    if (query.query.trim() !== '') {
      const match = matchExpression(query.query)
      if (match === null) return { items: [], total: 0 }
      wanted = wanted.where((eb) =>
        eb(
          'speaker.seq',
          'in',
          eb.selectFrom('speaker_fts').select('rowid').where(sql<boolean>`speaker_fts match ${match}`),
        ),
      )
    }
    const { sourceId } = query
    if (sourceId !== undefined) {
      wanted = wanted.where((eb) =>
        eb.or([
          eb('speaker.source_id', '=', sourceId),
          eb(
            'speaker.id',
            'in',
            eb
              .selectFrom('quote')
              .innerJoin('passage', 'passage.id', 'quote.passage_id')
              .innerJoin('extraction', 'extraction.id', 'passage.extraction_id')
              .innerJoin('snapshot', 'snapshot.id', 'extraction.snapshot_id')
              .select('quote.speaker_id')
              .where('quote.deleted_at', 'is', null)
              .where('quote.speaker_id', 'is not', null)
              .where('snapshot.source_id', '=', sourceId)
              .$castTo<{ speaker_id: string }>(),
          ),
        ]),
      )
    }
    const { total } = await wanted
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const rows = await wanted
      .selectAll()
      .orderBy('speaker.folded')
      .orderBy('speaker.seq')
      .limit(query.limit)
      .offset(query.offset)
      .execute()
    const speakers = await speakersOf(db, rows)
    const ids = rows.map((row) => row.id)
    const quotes = await countBySpeaker(db, 'quote', ids)
    const claims = await countBySpeaker(db, 'claim', ids)
    return {
      total,
      items: speakers.map((speaker) => ({
        ...speaker,
        quotes: quotes.get(speaker.id) ?? 0,
        claims: claims.get(speaker.id) ?? 0,
      })),
    }
  })
}

export const getSpeaker = (store: Store, id: Id): Promise<Output<'speakers.get'>> =>
  store.database.read(async (db) => {
    const speaker = await speakerById(db, id)
    const rows = await db
      .selectFrom('quote')
      .select('id')
      .where('speaker_id', '=', id)
      .where('deleted_at', 'is', null)
      .orderBy('seq', 'desc')
      .execute()
    return {
      speaker,
      quotes: await quoteRows(
        store,
        db,
        rows.map((row) => row.id),
      ),
    }
  })

export const speakerByKey = (store: Store, key: Key): Promise<Speaker> =>
  store.database.read(async (db) => speakerById(db, await idOfKey(db, 'speaker', key)))

/** A named speaker by name or alias, case and diacritics aside; or this source's unnamed one, exactly as printed. */
export const findSpeaker = (store: Store, name: string, sourceId: Id | null): Promise<Speaker | null> =>
  store.database.read(async (db) => {
    const folded = foldWords(name)
    const named = await db
      .selectFrom('speaker')
      .selectAll()
      .where('deleted_at', 'is', null)
      .where('kind', '!=', 'anonymous')
      .where((eb) =>
        eb.or([
          eb('folded', '=', folded),
          eb('id', 'in', eb.selectFrom('speaker_alias').select('speaker_id').where('folded', '=', folded)),
        ]),
      )
      .orderBy('seq')
      .executeTakeFirst()
    const unnamed =
      named ||
      (sourceId !== null
        ? await db
            .selectFrom('speaker')
            .selectAll()
            .where('deleted_at', 'is', null)
            .where('source_id', '=', sourceId)
            .where('name', '=', name)
            .orderBy('seq')
            .executeTakeFirst()
        : undefined)
    const [speaker] = unnamed ? await speakersOf(db, [unnamed]) : []
    return speaker ?? null
  })

export function createSpeaker(store: Store, input: Input<'speakers.create'>): Promise<Speaker> {
  return store.database.write(async (tx) => {
    const details = parseDetails(input.details)
    await checkSource(tx, details)
    const id = mintId()
    const now = store.now()
    const key = await takeKey(tx, 'speaker', id, input.key, details.name)
    await tx
      .insertInto('speaker')
      .values({
        id,
        key,
        revision: 1,
        created_at: now,
        updated_at: now,
        deleted_at: null,
        ...columnsOf(details),
      })
      .execute()
    await writeParts(tx, id, details)
    const speaker = await speakerById(tx, id)
    await record(tx, store, 'create', 'speaker', id, null, speaker)
    tx.changed('speaker')
    return speaker
  })
}

export function updateSpeaker(store: Store, change: Parsed<'speakers.update'>): Promise<Speaker> {
  return store.database.write(async (tx) => {
    const before = await speakerById(tx, change.id)
    if (before.revision !== change.revision) throw failure.conflict('speaker')
    const details = parseDetails(change.details)
    await checkSource(tx, details)
    if (details.sourceId !== null && details.sourceId !== before.sourceId) {
      await checkNotElsewhere(tx, change.id, details.sourceId)
    }
    await tx
      .updateTable('speaker')
      .set({ ...columnsOf(details), revision: before.revision + 1, updated_at: store.now() })
      .where('id', '=', change.id)
      .execute()
    await tx.deleteFrom('speaker_alias').where('speaker_id', '=', change.id).execute()
    await tx.deleteFrom('speaker_role').where('speaker_id', '=', change.id).execute()
    await writeParts(tx, change.id, details)
    const after = await speakerById(tx, change.id)
    await record(tx, store, 'update', 'speaker', change.id, before, after)
    tx.changed('speaker', 'quote', 'claim')
    return after
  })
}

function parseDetails(details: unknown): SpeakerDetails {
  const parsed = speakerDetailsSchema.safeParse(details)
  if (parsed.success) return parsed.data
  throw failure.badRequest('These details of a speaker do not fit.', parsed.error.message)
}

const columnsOf = (details: SpeakerDetails) => ({
  kind: details.kind,
  name: details.name,
  folded: foldWords(details.name),
  source_id: details.sourceId,
  aliases_text: details.aliases.join('; '),
})

/** A role's id is the window's; one that is another speaker's, or comes twice, is refused before anything is written. */
async function checkRoles(tx: WriteTx, details: SpeakerDetails): Promise<void> {
  const ids = details.roles.flatMap((role) => role.id ?? [])
  const taken =
    ids.length > 0 &&
    (await tx.selectFrom('speaker_role').select('id').where('id', 'in', ids).limit(1).executeTakeFirst())
  if (!taken && new Set(ids).size === ids.length) return
  throw failure.badRequest('A role has the id of another role.', 'Add the role again.')
}

async function writeParts(tx: WriteTx, id: Id, details: SpeakerDetails): Promise<void> {
  await checkRoles(tx, details)
  for (const [position, name] of details.aliases.entries()) {
    await tx
      .insertInto('speaker_alias')
      .values({ speaker_id: id, position, name, folded: foldWords(name) })
      .execute()
  }
  for (const [position, role] of details.roles.entries()) {
    await tx
      .insertInto('speaker_role')
      .values({
        id: role.id ?? mintId(),
        speaker_id: id,
        position,
        title: role.title,
        organization: role.organization,
        from_date: role.from,
        to_date: role.to,
      })
      .execute()
  }
}

async function checkSource(db: ReadDb, details: SpeakerDetails): Promise<void> {
  if (details.sourceId === null) return
  const source = await db
    .selectFrom('source')
    .select('id')
    .where('id', '=', details.sourceId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!source) throw failure.notFound('source')
}
