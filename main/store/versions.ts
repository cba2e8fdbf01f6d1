import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import type { Selectable } from 'kysely'
import type { Output } from '../../shared/contract/index.ts'
import type { Block } from '../../shared/document/block.ts'
import type { Header } from '../../shared/document/header.ts'
import { allText, citationsOf } from '../../shared/document/walk.ts'
import type { OpenBriefing, Version } from '../../shared/model/briefing.ts'
import { type Id, mintId } from '../../shared/model/identity.ts'
import { blockOf, type StoredBlock, storedBlocks, understood } from './blocks.ts'
import { applyChange, briefingRow, openBriefing } from './briefings.ts'
import { failure, isFailure } from './failure.ts'
import { record } from './history.ts'
import type { Store } from './store.ts'
import type { RevisionTable } from './tables.ts'

const deflate = promisify(deflateRaw)
const inflate = promisify(inflateRaw)

/** A version's content: blocks as they are stored, each with its document version. */
export interface VersionBody {
  readonly header: Header
  readonly headerVersion: number
  readonly blocks: readonly { readonly id: Id; readonly version: number; readonly block: unknown }[]
}

/** The content of a stored version; null when it cannot be read. */
export async function bodyOf(stored: Uint8Array): Promise<VersionBody | null> {
  try {
    const body = JSON.parse((await inflate(stored)).toString('utf8')) as VersionBody
    return typeof body.header === 'object' && Array.isArray(body.blocks) ? body : null
  } catch {
    return null
  }
}

/** Blocks read between two turns of the event loop. */
const AT_ONCE = 500
const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu
/** A restore starts again when a save came between keeping the present and replacing it. */
const ATTEMPTS = 5

const versionOf = (row: Omit<Selectable<RevisionTable>, 'body' | 'seq'>): Version => ({
  id: row.id,
  briefingId: row.briefing_id,
  revision: row.revision,
  createdAt: row.created_at,
  name: row.name,
  words: row.words,
  citations: row.citations,
})

const columns = ['id', 'briefing_id', 'revision', 'created_at', 'name', 'words', 'citations'] as const

/** Kept states of a briefing, newest first. */
export const listVersions = (store: Store, briefingId: Id): Promise<Version[]> =>
  store.database.read(async (db) => {
    await briefingRow(db, briefingId)
    const rows = await db
      .selectFrom('briefing_revision')
      .select(columns)
      .where('briefing_id', '=', briefingId)
      .orderBy('revision', 'desc')
      .orderBy('seq', 'desc')
      .execute()
    return rows.map(versionOf)
  })

export async function getVersion(store: Store, id: Id): Promise<Output<'versions.get'>> {
  const { row, briefing } = await store.database.read(async (db) => {
    const found = await db.selectFrom('briefing_revision').selectAll().where('id', '=', id).executeTakeFirst()
    if (!found) throw failure.notFound('version')
    return { row: found, briefing: await briefingRow(db, found.briefing_id) }
  })
  const body = JSON.parse((await inflate(row.body)).toString('utf8')) as VersionBody
  return {
    version: versionOf(row),
    briefing: {
      id: briefing.id,
      key: briefing.key,
      revision: row.revision,
      createdAt: briefing.created_at,
      updatedAt: row.created_at,
      header: body.header,
      blocks: body.blocks.map(({ id, version, block }) => understood(block, id, version)),
    },
  }
}

/** Keeps the present state under a name, for ever. */
export async function nameVersion(store: Store, briefingId: Id, name: string): Promise<Version> {
  const version = await keepVersion(store, briefingId, name)
  if (!version) throw failure.notFound('briefing')
  return version
}

/**
 * Keeps the present state. Reading and compressing happen outside the write; a state that is kept already is not kept
 * twice, at most it gets a name.
 *
 * @param name null for one kept on its own
 * @returns null when this revision was kept before and no name is given
 */
export async function keepVersion(
  store: Store,
  briefingId: Id,
  name: string | null,
): Promise<Version | null> {
  const present = await store.database.read(async (db) => {
    const head = await briefingRow(db, briefingId)
    const kept = await db
      .selectFrom('briefing_revision')
      .select('id')
      .where('briefing_id', '=', briefingId)
      .where('revision', '=', head.revision)
      .executeTakeFirst()
    if (kept && name === null) return null
    const blocks = await storedBlocks(db, briefingId)
    return { head, blocks }
  })
  if (!present) return null
  const { head, blocks } = present
  const { words, citations, json } = await written(blocks)
  const body = `{"header":${head.header},"headerVersion":${head.header_version},"blocks":[${json}]}`
  const compressed = await deflate(Buffer.from(body, 'utf8'))
  return store.database.write(async (tx) => {
    const kept = await tx
      .selectFrom('briefing_revision')
      .select(columns)
      .where('briefing_id', '=', briefingId)
      .where('revision', '=', head.revision)
      .where('name', 'is', null)
      .executeTakeFirst()
    if (kept && name === null) return null
    const version: Version = kept
      ? { ...versionOf(kept), name }
      : { id: mintId(), briefingId, revision: head.revision, createdAt: store.now(), name, words, citations }
    if (kept) {
      await tx.updateTable('briefing_revision').set({ name }).where('id', '=', kept.id).execute()
    } else {
      await tx
        .insertInto('briefing_revision')
        .values({
          id: version.id,
          briefing_id: briefingId,
          revision: version.revision,
          created_at: version.createdAt,
          name,
          words,
          citations,
          body: compressed,
        })
        .execute()
    }
    await record(tx, store, name === null ? 'edit' : 'name', 'briefing', briefingId, null, version)
    return version
  })
}

/** The blocks as JSON, with their words and citations counted; others get their turn in between. */
async function written(rows: readonly StoredBlock[]) {
  const parts: string[] = []
  let words = 0
  let citations = 0
  for (const [at, row] of rows.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) await new Promise<void>((resolve) => setImmediate(resolve))
    const block = blockOf(row)
    words += allText(block).match(WORD)?.length ?? 0
    citations += citationsOf(block).length
    // A row that is no JSON goes in as a string, so that it does not spoil the rest.
    const isJson = block.type !== 'unknown' || typeof block.original !== 'string'
    parts.push(
      `{"id":"${row.id}","version":${row.version},"block":${isJson ? row.json : JSON.stringify(row.json)}}`,
    )
  }
  return { json: parts.join(','), words, citations }
}

/** Puts an earlier state in place of the present one, which is kept first. It is a change like any other. */
export async function restoreVersion(store: Store, id: Id): Promise<OpenBriefing> {
  const { version, briefing: wanted } = await getVersion(store, id)
  for (let attempt = 1; ; attempt++) {
    const present = await store.database.read((db) => openBriefing(db, version.briefingId))
    await keepVersion(store, version.briefingId, null)
    const before = new Map(present.blocks.map((block) => [block.id, JSON.stringify(block)]))
    const order = wanted.blocks.map((block) => block.id)
    const staying = new Set(order)
    try {
      await store.database.write(async (tx) => {
        const revision = await applyChange(tx, store, {
          briefingId: version.briefingId,
          baseRevision: present.revision,
          upserts: wanted.blocks.filter((block: Block) => before.get(block.id) !== JSON.stringify(block)),
          removals: present.blocks.map((block) => block.id).filter((known) => !staying.has(known)),
          order,
          header: wanted.header,
        })
        await record(tx, store, 'restore', 'briefing', version.briefingId, null, { version, revision })
      })
      return await store.database.read((db) => openBriefing(db, version.briefingId))
    } catch (error) {
      if (attempt < ATTEMPTS && isFailure(error, 'conflict')) continue
      throw error
    }
  }
}
