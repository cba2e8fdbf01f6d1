import { codePointLength } from '../../shared/anchoring/index.ts'
import { AttestError } from '../../shared/model/error.ts'
import { type Id, mintId } from '../../shared/model/identity.ts'
import {
  emptySourceDetails,
  referenceMediaType,
  type Source,
  type SourceDetails,
  sourceDetailsSchema,
} from '../../shared/model/source.ts'
import { record } from './history.ts'
import { takeKey } from './keys.ts'
import type { CaptureOutcome, NewCapture } from './library.ts'
import {
  detailColumns,
  extractionColumns,
  extractionOf,
  normalAddress,
  snapshotOf,
  sourceOf,
} from './sourceRows.ts'
import type { Store } from './store.ts'
import type { ReadDb, WriteTx } from './transactions.ts'

/**
 * Stores a captured document in one transaction: bytes, text and full text, or nothing of it.
 *
 * Bytes that are here are a `duplicate`; a source with the same address gets a `new-capture` that supersedes the
 * one before; anything else is a new source whose details are what was found in the document, not yet confirmed.
 * A duplicate of a removed source brings the source back.
 */
export function capture(store: Store, document: NewCapture): Promise<CaptureOutcome> {
  return store.database.write(async (tx) => {
    const known = await outcomeOf(tx, document.sha256)
    if (known) return returned(tx, store, known)
    const details = foundDetails(document)
    const address = normalAddress(details.url)
    const existing =
      document.of !== undefined
        ? await tx
            .selectFrom('source')
            .selectAll()
            .where('id', '=', document.of)
            .where('deleted_at', 'is', null)
            .executeTakeFirst()
        : address === ''
          ? undefined
          : await tx
              .selectFrom('source')
              .selectAll()
              .where('address', '=', address)
              .where('deleted_at', 'is', null)
              .orderBy('seq')
              .executeTakeFirst()
    // A mere reference must not stand before the document that is here.
    if (existing && document.mediaType === referenceMediaType) return here(tx, sourceOf(existing))
    const source = existing ? sourceOf(existing) : await addSource(tx, store, details, document)
    const outcome = await addSnapshot(tx, source, document, existing !== undefined)
    await record(tx, store, existing ? 'capture' : 'create', 'source', source.id, null, {
      ...(existing ? {} : source),
      snapshotId: outcome.snapshot.id,
      sha256: document.sha256,
    })
    tx.changed('source')
    return { status: existing ? 'new-capture' : 'imported', source, ...outcome }
  })
}

async function here(db: ReadDb, source: Source): Promise<CaptureOutcome> {
  const snapshot = await db
    .selectFrom('snapshot')
    .selectAll()
    .where('source_id', '=', source.id)
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  const extraction = await newestExtraction(db, snapshot.id)
  return { status: 'duplicate', source, snapshot: snapshotOf(snapshot), extraction }
}

/** What is here of these bytes, also when their source was removed. */
async function outcomeOf(
  db: ReadDb,
  sha256: string,
): Promise<(Omit<CaptureOutcome, 'status'> & { removed: boolean }) | null> {
  const snapshot = await db
    .selectFrom('snapshot')
    .selectAll()
    .where('sha256', '=', sha256.toLowerCase())
    .executeTakeFirst()
  if (!snapshot) return null
  const source = await db
    .selectFrom('source')
    .selectAll()
    .where('id', '=', snapshot.source_id)
    .executeTakeFirstOrThrow()
  return {
    source: sourceOf(source),
    snapshot: snapshotOf(snapshot),
    extraction: await newestExtraction(db, snapshot.id),
    removed: source.deleted_at !== null,
  }
}

export async function newestExtraction(db: ReadDb, snapshotId: Id) {
  const row = await db
    .selectFrom('extraction')
    .select(extractionColumns)
    .where('snapshot_id', '=', snapshotId)
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  return extractionOf(row)
}

/** Whether these bytes are here: a removed source does not count. */
export async function bySha256(store: Store, sha256: string): Promise<CaptureOutcome | null> {
  const known = await store.database.read((db) => outcomeOf(db, sha256))
  if (!known || known.removed) return null
  const { removed: _, ...outcome } = known
  return { status: 'duplicate', ...outcome }
}

async function returned(
  tx: WriteTx,
  store: Store,
  { removed, ...known }: Omit<CaptureOutcome, 'status'> & { removed: boolean },
): Promise<CaptureOutcome> {
  if (!removed) return { status: 'duplicate', ...known }
  const { source } = known
  const back: Source = { ...source, revision: source.revision + 1, updatedAt: store.now() }
  await tx
    .updateTable('source')
    .set({ deleted_at: null, revision: back.revision, updated_at: back.updatedAt })
    .where('id', '=', source.id)
    .execute()
  await record(tx, store, 'return', 'source', source.id, null, back)
  tx.changed('source')
  return { status: 'imported', ...known, source: back }
}

/** What a document says of itself, without what does not fit the model: a wrong date must not keep a text out. */
function foundDetails(document: NewCapture): SourceDetails {
  const details: Record<string, unknown> = { ...emptySourceDetails }
  for (const [field, schema] of Object.entries(sourceDetailsSchema.shape)) {
    const found = (document.found as Record<string, unknown>)[field]
    if (found === undefined) continue
    const parsed = schema.safeParse(found)
    if (parsed.success) details[field] = parsed.data
  }
  return sourceDetailsSchema.parse(details)
}

async function addSource(
  tx: WriteTx,
  store: Store,
  details: SourceDetails,
  document: NewCapture,
): Promise<Source> {
  const id = mintId()
  const now = store.now()
  const title = details.title || document.fileName.replace(/\.[^.]+$/u, '')
  const source: Source = {
    id,
    key: await takeKey(tx, 'source', id, undefined, document.keyWords || title),
    revision: 1,
    createdAt: now,
    updatedAt: now,
    ...details,
    confirmed: false,
    status: 'current',
  }
  await tx
    .insertInto('source')
    .values({
      id,
      key: source.key,
      revision: 1,
      created_at: now,
      updated_at: now,
      deleted_at: null,
      ...detailColumns(details),
      confirmed: 0,
      status: 'current',
    })
    .execute()
  return source
}

async function addSnapshot(tx: WriteTx, source: Source, document: NewCapture, supersedes: boolean) {
  checkText(document.text)
  const snapshot = {
    id: mintId(),
    source_id: source.id,
    sha256: document.sha256.toLowerCase(),
    size: document.bytes.byteLength,
    media_type: document.mediaType,
    file_name: document.fileName,
    url: document.address ?? document.found.url ?? '',
    captured_at: document.capturedAt,
    encoding: document.encoding,
    superseded_by: null,
  }
  await tx.insertInto('snapshot').values(snapshot).execute()
  await tx.insertInto('snapshot_bytes').values({ snapshot_id: snapshot.id, bytes: document.bytes }).execute()
  if (supersedes) {
    await tx
      .updateTable('snapshot')
      .set({ superseded_by: snapshot.id })
      .where('source_id', '=', source.id)
      .where('id', '!=', snapshot.id)
      .where('superseded_by', 'is', null)
      .execute()
  }
  const extraction = {
    id: mintId(),
    snapshot_id: snapshot.id,
    extractor: document.extractor,
    extractor_version: document.extractorVersion,
    code_points: codePointLength(document.text),
    pages: JSON.stringify(document.pages),
  }
  await tx
    .insertInto('extraction')
    .values({ ...extraction, text: document.text })
    .execute()
  return { snapshot: snapshotOf({ ...snapshot, seq: 0 }), extraction: extractionOf(extraction) }
}

/** Positions count in this text for ever: what SQLite would store otherwise than JavaScript holds it is refused. */
function checkText(text: string): void {
  if (!/[\0\r\uD800-\uDFFF]/u.test(text)) return
  throw new AttestError(
    'damaged',
    'The text taken from this document has characters that a library cannot keep (NUL, CR or half a character).',
    'This is a fault of the extractor, not of the document. Nothing was stored.',
  )
}
