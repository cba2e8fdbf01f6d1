import type { Selectable } from 'kysely'
import type { Id } from '../../shared/model/identity.ts'
import type { Speaker } from '../../shared/model/speaker.ts'
import { failure } from './failure.ts'
import { chunks } from './passages.ts'
import type { SpeakerTable } from './tables.ts'
import type { ReadDb } from './transactions.ts'

type SpeakerRecord = Selectable<SpeakerTable>

/** Speakers with their aliases and roles, in the order of the rows. */
export async function speakersOf(db: ReadDb, rows: readonly SpeakerRecord[]): Promise<Speaker[]> {
  const aliases = new Map<Id, string[]>()
  const roles = new Map<Id, Speaker['roles']>()
  for (const part of chunks(rows.map((row) => row.id))) {
    const aliasRows = await db
      .selectFrom('speaker_alias')
      .select(['speaker_id', 'name'])
      .where('speaker_id', 'in', part)
      .orderBy('position')
      .execute()
    for (const { speaker_id, name } of aliasRows) {
      aliases.set(speaker_id, [...(aliases.get(speaker_id) ?? []), name])
    }
    const roleRows = await db
      .selectFrom('speaker_role')
      .selectAll()
      .where('speaker_id', 'in', part)
      .orderBy('position')
      .execute()
    for (const row of roleRows) {
      const role = {
        id: row.id,
        title: row.title,
        organization: row.organization,
        from: row.from_date,
        to: row.to_date,
      }
      roles.set(row.speaker_id, [...(roles.get(row.speaker_id) ?? []), role])
    }
  }
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    revision: row.revision,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    kind: row.kind as Speaker['kind'],
    name: row.name,
    aliases: aliases.get(row.id) ?? [],
    roles: roles.get(row.id) ?? [],
    sourceId: row.source_id,
  }))
}

/** A live speaker. @throws AttestError `not-found` */
export async function speakerById(db: ReadDb, id: Id): Promise<Speaker> {
  const row = await db
    .selectFrom('speaker')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  const [speaker] = row ? await speakersOf(db, [row]) : []
  if (!speaker) throw failure.notFound('speaker')
  return speaker
}

/** Live quotes or claims of each speaker. */
export async function countBySpeaker(
  db: ReadDb,
  table: 'quote' | 'claim',
  ids: readonly Id[],
): Promise<Map<Id, number>> {
  const counts = new Map<Id, number>()
  for (const part of chunks(ids)) {
    const rows = await db
      .selectFrom(table)
      .select((eb) => ['speaker_id', eb.fn.countAll<number>().as('count')])
      .where('speaker_id', 'in', part)
      .where('deleted_at', 'is', null)
      .groupBy('speaker_id')
      .execute()
    for (const { speaker_id, count } of rows) if (speaker_id !== null) counts.set(speaker_id, count)
  }
  return counts
}
