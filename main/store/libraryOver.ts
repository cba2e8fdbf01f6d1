import type { EntityType, Id } from '../../shared/model/identity.ts'
import { allPassages } from './allPassages.ts'
import { authorName, setAuthorName } from './author.ts'
import { copyLibrary } from './backup.ts'
import {
  briefingByKey,
  createBriefing,
  getBriefing,
  listBriefings,
  removeBriefing,
  saveBriefing,
} from './briefings.ts'
import { bySha256, capture, newestExtraction } from './captures.ts'
import { describeTargets, resolveKeys } from './citations.ts'
import {
  claimByKey,
  createClaim,
  getClaim,
  linkClaims,
  linksOf,
  listClaims,
  removeClaim,
  updateClaim,
} from './claims.ts'
import {
  editComment,
  listThreads,
  removeReply,
  removeThread,
  replyTo,
  resolveThread,
  startThread,
} from './comments.ts'
import { examine } from './doctor.ts'
import { failure } from './failure.ts'
import { Keeping } from './keeping.ts'
import { entityOfKey } from './keys.ts'
import { Leases } from './leases.ts'
import type { ChangeListener, Library } from './library.ts'
import type { LibraryLock } from './lock.ts'
import { listMarkings, setMarkings } from './markings.ts'
import { marksIn } from './marks.ts'
import { getTemplate, listTemplates, removeTemplate, renameTemplate, saveTemplate } from './ownTemplates.ts'
import { Palette } from './palette.ts'
import { preparedText } from './passages.ts'
import { addPicture, knownPictures, pictureOf } from './pictures.ts'
import { finishPurge, planPurge, purge } from './purge.ts'
import { createQuote, getQuote, listQuotes, quoteByKey, removeQuote, updateQuote } from './quotes.ts'
import { knownSources, sourcesCitedIn, sourcesForReferences } from './references.ts'
import { addRelease, listReleases } from './releases.ts'
import {
  bytesOf,
  getSource,
  listSources,
  readSource,
  removeSource,
  sourceByKey,
  updateSource,
} from './sources.ts'
import {
  createSpeaker,
  findSpeaker,
  getSpeaker,
  listSpeakers,
  speakerByKey,
  updateSpeaker,
} from './speakers.ts'
import type { Store } from './store.ts'
import { answerSuggestion, answersFor, withdrawAnswer } from './suggestions.ts'
import { TextCache } from './texts.ts'
import { thinVersions } from './thinning.ts'
import { tidyDatabase } from './tidy.ts'
import type { Database, ReadDb } from './transactions.ts'
import { usageOf } from './usage.ts'
import { getVersion, listVersions, nameVersion, restoreVersion } from './versions.ts'
import { changeLibraryWords, libraryWords, namesIn } from './words.ts'

interface Parts {
  /** As it was asked for. */
  readonly path: string
  /** The file itself, without symbolic links. */
  readonly file: string
  readonly name: string
  readonly database: Database
  readonly lock: LibraryLock
  readonly now: () => number
}

/** The library's face over its open database. */
export async function libraryOver({ path, file, name, database, lock, now }: Parts): Promise<Library> {
  const { libraryId, authorId } = await database.read((db) => identityOf(db, name))
  let generation = 0
  const store: Store = { database, texts: new TextCache(), now, authorId, generation: () => generation }
  const listeners = new Set<ChangeListener>()
  database.onChange((types: EntityType[]) => {
    if (types.some((type) => type !== 'briefing')) generation += 1
    for (const listener of listeners) listener([...types])
  })
  const leases = new Leases()
  const keeping = new Keeping(store)
  const palette = new Palette(store)
  let closing: Promise<void> | null = null

  const library: Library = {
    path,
    id: libraryId,
    name,
    counts: () => database.read(countsIn),
    author: {
      name: () => database.read((db) => authorName(db, authorId)),
      setName: (authorsName) => setAuthorName(store, authorsName),
    },
    markings: {
      list: () => listMarkings(store),
      set: (markings) => setMarkings(store, markings),
    },
    templates: {
      list: () => listTemplates(store),
      get: (id) => getTemplate(store, id),
      save: (briefingId, name) => saveTemplate(store, briefingId, name),
      rename: (id, name) => renameTemplate(store, id, name),
      remove: (id) => removeTemplate(store, id),
    },
    words: {
      list: () => database.read(libraryWords),
      add: (word) => changeLibraryWords(store, word, true),
      remove: (word) => changeLibraryWords(store, word, false),
      names: () => database.read(namesIn),
    },
    sources: {
      list: (query) => listSources(store, query),
      get: (id) => getSource(store, id),
      byKey: (key) => sourceByKey(store, key),
      update: (change) => updateSource(store, change),
      remove: (id, revision) => removeSource(store, id, revision),
      read: (sourceId, snapshotId) => readSource(store, sourceId, snapshotId),
      capture: (document) => capture(store, document),
      bySha256: (sha256) => bySha256(store, sha256),
      known: () => knownSources(store),
      forReferences: (ids) => sourcesForReferences(store, ids),
      citedIn: (briefingId) => sourcesCitedIn(store, briefingId),
      bytes: (snapshotId) => bytesOf(store, snapshotId),
    },
    claims: {
      list: (query) => listClaims(store, query),
      get: (id) => getClaim(store, id),
      byKey: (key) => claimByKey(store, key),
      create: (claim) => createClaim(store, claim),
      update: (change) => updateClaim(store, change),
      remove: (id, revision) => removeClaim(store, id, revision),
      link: (input) => linkClaims(store, input),
      links: (claimId) => linksOf(store, claimId),
    },
    quotes: {
      list: (query) => listQuotes(store, query),
      get: (id) => getQuote(store, id),
      byKey: (key) => quoteByKey(store, key),
      create: (quote) => createQuote(store, quote),
      update: (change) => updateQuote(store, change),
      remove: (id, revision) => removeQuote(store, id, revision),
    },
    speakers: {
      list: (query) => listSpeakers(store, query),
      get: (id) => getSpeaker(store, id),
      byKey: (key) => speakerByKey(store, key),
      create: (speaker) => createSpeaker(store, speaker),
      update: (change) => updateSpeaker(store, change),
      find: (speakerName, sourceId) => findSpeaker(store, speakerName, sourceId),
    },
    briefings: {
      list: () => listBriefings(store),
      get: (id) => getBriefing(store, id),
      byKey: (key) => briefingByKey(store, key),
      create: (briefing) => createBriefing(store, briefing),
      save: async (change) => {
        const saved = await saveBriefing(store, change)
        keeping.saved(change.briefingId)
        return saved
      },
      remove: (id, revision) => removeBriefing(store, id, revision),
      acquire: (id, windowId) => {
        const isNew = leases.holder(id) === null
        const acquired = leases.acquire(id, windowId)
        if (acquired && isNew) keeping.begin(id)
        return acquired
      },
      release: (id, windowId) => {
        const had = leases.release(id, windowId)
        if (had) keeping.end(id)
        return had
      },
      releaseWindow: (windowId) => {
        const had = leases.releaseWindow(windowId)
        for (const id of had) keeping.end(id)
        return had
      },
      leasedTo: (id) => leases.holder(id),
    },
    versions: {
      list: (briefingId) => listVersions(store, briefingId),
      get: (id) => getVersion(store, id),
      name: (briefingId, versionName) => nameVersion(store, briefingId, versionName),
      restore: (id) => restoreVersion(store, id),
    },
    comments: {
      list: (briefingId) => listThreads(store, briefingId),
      start: (briefingId, body) => startThread(store, briefingId, body),
      reply: (threadId, body) => replyTo(store, threadId, body),
      edit: (commentId, body) => editComment(store, commentId, body),
      removeReply: (commentId, removed) => removeReply(store, commentId, removed),
      resolve: (threadId, resolved) => resolveThread(store, threadId, resolved),
      remove: (threadId, removed) => removeThread(store, threadId, removed),
    },
    releases: {
      add: (release) => addRelease(store, release),
      list: (briefingId) => listReleases(store, briefingId),
    },
    search: { palette: (query) => palette.search(query) },
    citations: {
      describe: (targets) => describeTargets(store, targets),
      resolveKeys: (keys) => resolveKeys(store, keys),
      usage: (target) => database.read((db) => usageOf(db, [target])),
      marks: (snapshotId) =>
        database.read(async (db) => marksIn(store, db, (await newestExtraction(db, snapshotId)).id)),
    },
    extractions: {
      text: (extractionId) => {
        const known = store.texts.get(extractionId)
        if (known) return Promise.resolve(known.text)
        return database.read(async (db) => (await preparedText(store, db, extractionId)).text)
      },
    },
    passages: () => allPassages(store),
    pictures: {
      add: (picture) => addPicture(store, picture),
      known: (hashes) => knownPictures(store, hashes),
      get: (sha256) => pictureOf(store, sha256),
    },
    suggestions: {
      answers: (extractionId) => database.read((db) => answersFor(db, extractionId)),
      answer: (answer) => answerSuggestion(store, answer),
      withdraw: (place) => withdrawAnswer(store, place),
    },
    purge: {
      plan: (type, id) => planPurge(store, type, id),
      run: async (type, id, force) => {
        // What was written and waits to be kept would come back as a version.
        await keeping.settled()
        return purge(store, type, id, force, (briefing) => leases.holder(briefing) !== null)
      },
      find: (key) => database.read((db) => entityOfKey(db, key)),
    },
    tidy: async () => {
      await keeping.tidy()
      await thinVersions(store)
      await tidyDatabase(store)
    },
    backup: async (to, signal) => {
      if (closing) throw failure.closed(name)
      // A copy of another file would pass for one of this library.
      await database.refuseOther('no backup was made')
      return copyLibrary(file, to, true, { signal })
    },
    doctor: () => examine(store),
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close: () => {
      closing ??= close()
      return closing
    },
  }

  async function close(): Promise<void> {
    try {
      await keeping.finish()
      await database.close()
    } finally {
      await lock.release()
    }
  }

  // A trace that cannot be taken out now (a full disk) must not keep the library shut: the next opening tries again.
  await finishPurge(store).catch(() => undefined)
  return library
}

async function identityOf(db: ReadDb, name: string): Promise<{ libraryId: Id; authorId: Id }> {
  const meta = await db.selectFrom('meta').select('value').where('name', '=', 'library_id').executeTakeFirst()
  const author = await db.selectFrom('author').select('id').where('is_local', '=', 1).executeTakeFirst()
  if (!meta || !author) throw failure.corrupt(name, new Error('the library has no identity'))
  return { libraryId: meta.value, authorId: author.id }
}

async function countsIn(db: ReadDb) {
  const count = async (table: 'source' | 'claim' | 'quote' | 'speaker' | 'briefing') => {
    const row = await db
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .where('deleted_at', 'is', null)
      .executeTakeFirstOrThrow()
    return row.count
  }
  return {
    sources: await count('source'),
    claims: await count('claim'),
    quotes: await count('quote'),
    speakers: await count('speaker'),
    briefings: await count('briefing'),
  }
}
