import { createHash } from 'node:crypto'
import type { Picture } from '../../shared/document/figure.ts'
import { failure } from './failure.ts'
import { templatePrefix } from './ownTemplates.ts'
import { chunks } from './passages.ts'
import type { Store } from './store.ts'
import type { ReadDb, WriteTx } from './transactions.ts'
import { bodyOf } from './versions.ts'

/** A picture made safe, as a library keeps it. */
export interface NewPicture extends Picture {
  readonly bytes: Uint8Array
}

/** Keeps a picture; one that is here already is not kept twice. */
export function addPicture(
  store: Store,
  { sha256, mediaType, width, height, bytes }: NewPicture,
): Promise<void> {
  return store.database.write(async (tx) => {
    const known = await tx.selectFrom('picture').select('seq').where('sha256', '=', sha256).executeTakeFirst()
    if (known) return
    await tx
      .insertInto('picture')
      .values({
        sha256,
        media_type: mediaType,
        width,
        height,
        size: bytes.byteLength,
        added_at: store.now(),
        bytes,
      })
      .execute()
  })
}

/** Which of these pictures are here, with what is known of them, without their bytes. */
export function knownPictures(store: Store, hashes: readonly string[]): Promise<Picture[]> {
  return store.database.read(async (db) => {
    const found: Picture[] = []
    for (const part of chunks(hashes)) {
      const rows = await db
        .selectFrom('picture')
        .select(['sha256', 'media_type', 'width', 'height'])
        .where('sha256', 'in', part)
        .execute()
      for (const { media_type, ...row } of rows)
        found.push({ ...row, mediaType: media_type as Picture['mediaType'] })
    }
    return found
  })
}

/**
 * A picture with its bytes; null when it is not here.
 *
 * @throws AttestError `library-corrupt` when the bytes are not those that were put in
 */
export async function pictureOf(store: Store, sha256: string): Promise<NewPicture | null> {
  const row = await store.database.read((db) =>
    db
      .selectFrom('picture')
      .select(['media_type', 'width', 'height', 'bytes'])
      .where('sha256', '=', sha256)
      .executeTakeFirst(),
  )
  if (!row) return null
  const { media_type, ...rest } = row
  if (createHash('sha256').update(row.bytes).digest('hex') !== sha256) throw failure.pictureDamaged(sha256)
  return { ...rest, sha256, mediaType: media_type as Picture['mediaType'] }
}

/** How long a picture that nothing shows stays, in ms (30 days): an undone paste may be done again. */
const kept = 30 * 24 * 60 * 60 * 1000

/** The hashes in the figures of a block or a version, as text. */
const hashesIn = (json: string): string[] =>
  [...json.matchAll(/"sha256":"([0-9a-f]{64})"/gu)].map(([, hash]) => hash ?? '')

/**
 * Which pictures the blocks and versions of briefings name. A hash of a snapshot beside a citation looks alike and does
 * no harm: no picture has it.
 *
 * @param counts whether a briefing's are wanted
 */
async function namedIn(db: ReadDb, counts: (briefingId: string) => boolean): Promise<Set<string>> {
  const named = new Set<string>()
  const blocks = await db
    .selectFrom('block')
    .select(['briefing_id', 'json'])
    .where('json', 'like', '%"picture"%')
    .execute()
  for (const { briefing_id, json } of blocks)
    if (counts(briefing_id)) for (const hash of hashesIn(json)) named.add(hash)
  const versions = await db.selectFrom('briefing_revision').select(['seq', 'briefing_id']).execute()
  for (const { seq, briefing_id } of versions) {
    if (!counts(briefing_id)) continue
    const { body } = await db
      .selectFrom('briefing_revision')
      .select('body')
      .where('seq', '=', seq)
      .executeTakeFirstOrThrow()
    for (const hash of hashesIn(JSON.stringify(await bodyOf(body)))) named.add(hash)
  }
  return named
}

/** Which pictures a person's own templates show. */
async function inTemplates(db: ReadDb): Promise<string[]> {
  const rows = await db
    .selectFrom('setting')
    .select('value')
    .where('name', 'like', `${templatePrefix}%`)
    .where('value', 'like', '%"picture"%')
    .execute()
  return rows.flatMap(({ value }) => hashesIn(value))
}

/** The pictures that these briefings and their versions show, and no other briefing, version or template does. */
export async function picturesAloneIn(tx: WriteTx, briefings: readonly string[]): Promise<string[]> {
  const any = await tx.selectFrom('picture').select('seq').limit(1).executeTakeFirst()
  if (briefings.length === 0 || !any) return []
  const own = new Set(briefings)
  const shown = await namedIn(tx, (briefing) => own.has(briefing))
  const elsewhere = await namedIn(tx, (briefing) => !own.has(briefing))
  for (const hash of await inTemplates(tx)) elsewhere.add(hash)
  return [...shown].filter((hash) => !elsewhere.has(hash))
}

/** Keys of briefings with a figure whose picture is not here. */
export const picturesMissing = (store: Store): Promise<string[]> =>
  store.database.read(async (db) => {
    const rows = await db
      .selectFrom('block')
      .innerJoin('briefing', 'briefing.id', 'block.briefing_id')
      .select(['briefing.key', 'block.json'])
      .where('block.json', 'like', '{"type":"figure"%')
      .execute()
    const here = new Set(
      (await db.selectFrom('picture').select('sha256').execute()).map(({ sha256 }) => sha256),
    )
    const missing = rows.filter(({ json }) =>
      hashesIn(json)
        .slice(0, 1)
        .some((hash) => !here.has(hash)),
    )
    return missing.map(({ key }) => key)
  })

/** Pictures put in more than 30 days ago that no figure shows, in no briefing, version or template. */
export const picturesUnused = (store: Store): Promise<string[]> =>
  store.database.read(async (db) => {
    const old = await db
      .selectFrom('picture')
      .select('sha256')
      .where('added_at', '<', store.now() - kept)
      .execute()
    if (old.length === 0) return []
    const named = await namedIn(db, () => true)
    for (const hash of await inTemplates(db)) named.add(hash)
    return old.map(({ sha256 }) => sha256).filter((hash) => !named.has(hash))
  })

/** Libraries whose pictures were looked through since they were opened: all versions are read for it. */
const looked = new WeakSet<Store>()

/** Idle work: takes out what nothing has shown for a month. */
export async function dropPictures(store: Store): Promise<void> {
  if (looked.has(store)) return
  looked.add(store)
  const unused = await picturesUnused(store)
  for (const part of chunks(unused))
    await store.database.write((tx) => tx.deleteFrom('picture').where('sha256', 'in', part).execute())
}
