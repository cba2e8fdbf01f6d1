import type { Release } from '../../shared/model/briefing.ts'
import { type Id, mintId } from '../../shared/model/identity.ts'
import { briefingRow } from './briefings.ts'
import { record } from './history.ts'
import type { Store } from './store.ts'

/** Records an exported file with its citations, findings and waivers at that moment. */
export function addRelease(
  store: Store,
  input: Omit<Release, 'id' | 'createdAt'> & { citations: unknown; findings: unknown },
): Promise<Release> {
  return store.database.write(async (tx) => {
    await briefingRow(tx, input.briefingId)
    const { citations, findings, ...known } = input
    const waivers = await tx
      .selectFrom('waiver')
      .select(['check_id', 'block_id', 'node_id', 'reason', 'author_id', 'created_at'])
      .where('briefing_id', '=', input.briefingId)
      .where('withdrawn_at', 'is', null)
      .execute()
    const release: Release = { ...known, id: mintId(), createdAt: store.now() }
    await tx
      .insertInto('release')
      .values({
        id: release.id,
        briefing_id: release.briefingId,
        revision: release.revision,
        created_at: release.createdAt,
        format: release.format,
        file_name: release.fileName,
        sha256: release.sha256,
        bytes: release.bytes,
        pages: release.pages,
        citations: JSON.stringify(citations ?? null),
        findings: JSON.stringify(findings ?? null),
        waivers: JSON.stringify(waivers),
      })
      .execute()
    await record(tx, store, 'release', 'briefing', release.briefingId, null, release)
    tx.changed('briefing')
    return release
  })
}

/** Exported files of a briefing, newest first. */
export const listReleases = (store: Store, briefingId: Id): Promise<Release[]> =>
  store.database.read(async (db) => {
    const rows = await db
      .selectFrom('release')
      .selectAll()
      .where('briefing_id', '=', briefingId)
      .orderBy('seq', 'desc')
      .execute()
    return rows.map((row) => ({
      id: row.id,
      briefingId: row.briefing_id,
      revision: row.revision,
      createdAt: row.created_at,
      format: row.format,
      fileName: row.file_name,
      sha256: row.sha256,
      bytes: row.bytes,
      pages: row.pages,
    }))
  })
