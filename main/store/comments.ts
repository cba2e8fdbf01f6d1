import { cleanLines } from '../../shared/document/clean.ts'
import type { Comment, CommentThread } from '../../shared/model/comment.ts'
import { type Id, mintId } from '../../shared/model/identity.ts'
import { briefingRow } from './briefings.ts'
import { failure } from './failure.ts'
import type { Store } from './store.ts'
import type { ReadDb, WriteTx } from './transactions.ts'

/*
 * Threads of comments. Where a thread belongs in the text is in the text itself, as a mark with its id; these rows hold
 * the words only. A deletion leaves a tombstone, so that an undo in the window brings everything back.
 */

interface CommentRow {
  readonly id: Id
  readonly thread_id: Id
  readonly created_at: number
  readonly updated_at: number
  readonly body: string
  readonly name: string | null
  readonly is_local: number | null
}

const commentOf = (row: CommentRow): Comment => ({
  id: row.id,
  author: row.name ?? '',
  own: row.is_local === 1,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  body: row.body,
})

/** The remarks of threads that were not deleted, in the order they were made. */
const remarks = (db: ReadDb) =>
  db
    .selectFrom('comment')
    .leftJoin('author', 'author.id', 'comment.author_id')
    .select([
      'comment.id',
      'comment.thread_id',
      'comment.created_at',
      'comment.updated_at',
      'comment.body',
      'author.name',
      'author.is_local',
    ])
    .where('comment.deleted_at', 'is', null)
    .orderBy('comment.created_at')
    .orderBy('comment.id')

/** Threads of a briefing that were not deleted, oldest first. @throws AttestError `not-found` */
export const listThreads = (store: Store, briefingId: Id): Promise<CommentThread[]> =>
  store.database.read(async (db) => {
    await briefingRow(db, briefingId)
    const threads = await db
      .selectFrom('comment_thread')
      .select(['id', 'briefing_id', 'created_at', 'resolved_at'])
      .where('briefing_id', '=', briefingId)
      .where('deleted_at', 'is', null)
      .orderBy('created_at')
      .orderBy('id')
      .execute()
    const rows = await remarks(db)
      .innerJoin('comment_thread', 'comment_thread.id', 'comment.thread_id')
      .where('comment_thread.briefing_id', '=', briefingId)
      .execute()
    const byThread = new Map<Id, Comment[]>()
    for (const row of rows) {
      const list = byThread.get(row.thread_id)
      if (list) list.push(commentOf(row))
      else byThread.set(row.thread_id, [commentOf(row)])
    }
    return threads.flatMap((row) => {
      const comments = byThread.get(row.id)
      // A repair can leave a thread without a remark: there is nothing of it to show.
      return comments
        ? [
            {
              id: row.id,
              briefingId: row.briefing_id,
              createdAt: row.created_at,
              resolvedAt: row.resolved_at,
              comments,
            },
          ]
        : []
    })
  })

/** A live thread of a live briefing. @throws AttestError `not-found` */
async function threadRow(db: ReadDb, id: Id) {
  const row = await db
    .selectFrom('comment_thread')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw failure.notFound('comment')
  await briefingRow(db, row.briefing_id)
  return row
}

async function threadOf(db: ReadDb, id: Id): Promise<CommentThread> {
  const row = await threadRow(db, id)
  const comments = (await remarks(db).where('comment.thread_id', '=', id).execute()).map(commentOf)
  if (comments.length === 0) throw failure.notFound('comment')
  return {
    id,
    briefingId: row.briefing_id,
    createdAt: row.created_at,
    resolvedAt: row.resolved_at,
    comments,
  }
}

/** A remark with its thread, for changing it. @throws AttestError `not-found`, `not-allowed` for another's */
async function ownComment(tx: WriteTx, store: Store, id: Id) {
  const row = await tx.selectFrom('comment').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw failure.notFound('comment')
  await threadRow(tx, row.thread_id)
  if (row.author_id !== store.authorId) throw failure.othersComment()
  return row
}

/** The words as they are kept. @throws AttestError `empty` */
function bodyOf(words: string): string {
  const body = cleanLines(words).join('\n').trim()
  if (body === '') throw failure.emptyComment()
  return body
}

const insertRemark = (tx: WriteTx, store: Store, threadId: Id, body: string, now: number) =>
  tx
    .insertInto('comment')
    .values({
      id: mintId(),
      thread_id: threadId,
      author_id: store.authorId,
      created_at: now,
      updated_at: now,
      body,
      deleted_at: null,
    })
    .execute()

/** Starts a thread. @throws AttestError `empty`, `not-found` */
export function startThread(store: Store, briefingId: Id, words: string): Promise<CommentThread> {
  const body = bodyOf(words)
  return store.database.write(async (tx) => {
    await briefingRow(tx, briefingId)
    const id = mintId()
    const now = store.now()
    await tx
      .insertInto('comment_thread')
      .values({ id, briefing_id: briefingId, created_at: now, resolved_at: null, deleted_at: null })
      .execute()
    await insertRemark(tx, store, id, body, now)
    return threadOf(tx, id)
  })
}

/** Answers in a thread, which is open again then. @throws AttestError `empty`, `not-found` */
export function replyTo(store: Store, threadId: Id, words: string): Promise<CommentThread> {
  const body = bodyOf(words)
  return store.database.write(async (tx) => {
    await threadRow(tx, threadId)
    await insertRemark(tx, store, threadId, body, store.now())
    await tx.updateTable('comment_thread').set({ resolved_at: null }).where('id', '=', threadId).execute()
    return threadOf(tx, threadId)
  })
}

/** Changes the words of a remark of one's own. @throws AttestError `empty`, `not-found`, `not-allowed` */
export function editComment(store: Store, id: Id, words: string): Promise<CommentThread> {
  const body = bodyOf(words)
  return store.database.write(async (tx) => {
    const row = await ownComment(tx, store, id)
    if (row.deleted_at !== null) throw failure.notFound('comment')
    // Saved in the same millisecond it would not look changed.
    const now = Math.max(store.now(), row.created_at + 1)
    if (row.body !== body)
      await tx.updateTable('comment').set({ body, updated_at: now }).where('id', '=', id).execute()
    return threadOf(tx, row.thread_id)
  })
}

/** Takes a reply of one's own away or brings it back. @throws AttestError `not-found`, `not-allowed` */
export function removeReply(store: Store, id: Id, removed: boolean): Promise<CommentThread> {
  return store.database.write(async (tx) => {
    const row = await ownComment(tx, store, id)
    const first = await tx
      .selectFrom('comment')
      .select('id')
      .where('thread_id', '=', row.thread_id)
      .orderBy('created_at')
      .orderBy('id')
      .executeTakeFirst()
    if (first?.id === id) throw failure.firstComment()
    await tx
      .updateTable('comment')
      .set({ deleted_at: removed ? store.now() : null })
      .where('id', '=', id)
      .execute()
    return threadOf(tx, row.thread_id)
  })
}

/** Closes a thread or opens it again. @throws AttestError `not-found` */
export function resolveThread(store: Store, id: Id, resolved: boolean): Promise<CommentThread> {
  return store.database.write(async (tx) => {
    const row = await threadRow(tx, id)
    if ((row.resolved_at !== null) !== resolved)
      await tx
        .updateTable('comment_thread')
        .set({ resolved_at: resolved ? store.now() : null })
        .where('id', '=', id)
        .execute()
    return threadOf(tx, id)
  })
}

/** Deletes a thread or brings it back. @returns the briefing it belongs to. @throws AttestError `not-found` */
export function removeThread(store: Store, id: Id, removed: boolean): Promise<Id> {
  return store.database.write(async (tx) => {
    const row = await tx
      .selectFrom('comment_thread')
      .select(['briefing_id', 'deleted_at'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) throw failure.notFound('comment')
    await briefingRow(tx, row.briefing_id)
    if ((row.deleted_at !== null) !== removed)
      await tx
        .updateTable('comment_thread')
        .set({ deleted_at: removed ? store.now() : null })
        .where('id', '=', id)
        .execute()
    return row.briefing_id
  })
}
