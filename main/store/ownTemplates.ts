import { type OwnTemplate, ownTemplateSchema, structureOf } from '../../shared/document/ownTemplate.ts'
import { AttestError } from '../../shared/model/error.ts'
import { type Id, mintId } from '../../shared/model/identity.ts'
import { openBriefing } from './briefings.ts'
import type { Store } from './store.ts'
import type { ReadDb } from './transactions.ts'

/*
 * A person's own templates are settings of the library: a few short lists of headings, read as a whole.
 */
export const templatePrefix = 'template.'

const missing = (): AttestError =>
  new AttestError(
    'not-found',
    'This template is not in the library any more.',
    'Choose another, or save a briefing as a template again.',
  )

const rowOf = (db: ReadDb, id: Id) =>
  db
    .selectFrom('setting')
    .select('value')
    .where('name', '=', templatePrefix + id)
    .executeTakeFirst()

function read(value: string): OwnTemplate | null {
  try {
    return ownTemplateSchema.parse(JSON.parse(value))
  } catch {
    // One that a newer Attest wrote, or that was damaged, is left alone and not offered.
    return null
  }
}

/** The templates, by their names. */
export async function listTemplates(store: Store): Promise<OwnTemplate[]> {
  const rows = await store.database.read((db) =>
    db.selectFrom('setting').select('value').where('name', 'like', `${templatePrefix}%`).execute(),
  )
  return rows
    .flatMap(({ value }) => read(value) ?? [])
    .sort((one, other) => one.name.localeCompare(other.name, 'en') || (one.id < other.id ? -1 : 1))
}

/** Rejects with `not-found`. */
export async function getTemplate(store: Store, id: Id): Promise<OwnTemplate> {
  const row = await store.database.read((db) => rowOf(db, id))
  const template = row && read(row.value)
  if (!template) throw missing()
  return template
}

/** Keeps the structure of a saved briefing under a name. Rejects with `not-found` where there is no such briefing. */
export async function saveTemplate(store: Store, briefingId: Id, name: string): Promise<OwnTemplate> {
  const briefing = await store.database.read((db) => openBriefing(db, briefingId))
  const template = { id: mintId(), name: name.trim(), ...structureOf(briefing.header, briefing.blocks) }
  await store.database.write(async (tx) => {
    await tx
      .insertInto('setting')
      .values({ name: templatePrefix + template.id, value: JSON.stringify(template) })
      .execute()
  })
  return template
}

/** Rejects with `not-found`. */
export async function renameTemplate(store: Store, id: Id, name: string): Promise<void> {
  await store.database.write(async (tx) => {
    const row = await rowOf(tx, id)
    const template = row && read(row.value)
    if (!template) throw missing()
    const value = JSON.stringify({ ...template, name: name.trim() })
    await tx
      .updateTable('setting')
      .set({ value })
      .where('name', '=', templatePrefix + id)
      .execute()
  })
}

/** Briefings made from it stay. Rejects with `not-found`. */
export async function removeTemplate(store: Store, id: Id): Promise<void> {
  await store.database.write(async (tx) => {
    if (!(await rowOf(tx, id))) throw missing()
    await tx
      .deleteFrom('setting')
      .where('name', '=', templatePrefix + id)
      .execute()
  })
}
