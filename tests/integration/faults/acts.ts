import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCapture } from '../../../main/capture/capture.ts'
import { forkChild } from '../../../main/children.ts'
import { createExporter } from '../../../main/export/exporter.ts'
import type { Typst } from '../../../main/export/typst.ts'
import { createIncoming } from '../../../main/incoming.ts'
import { openSettings } from '../../../main/settings.ts'
import type { Library } from '../../../main/store/library.ts'
import { migrations } from '../../../main/store/migrations/index.ts'
import type { Migration } from '../../../main/store/migrations/migration.ts'
import { createLibrary, openLibrary } from '../../../main/store/open.ts'
import { AttestError } from '../../../shared/model/error.ts'
import type { Id } from '../../../shared/model/identity.ts'
import { apply, articleText, editFor } from '../store/edits.ts'

/** A copy of the prepared library in a folder of its own, open for acts that need it so. */
export interface Desk {
  readonly folder: string
  readonly path: string
  readonly briefingId: Id
  readonly versionId: Id
  /** Null for acts on a closed library. */
  readonly library: Library | null
}

/** One thing a person does. */
export interface Act {
  readonly name: string
  /** Done before the fault; the library is then open unless this is `closed`. */
  readonly closed?: true
  /** The formats it knows. */
  readonly migrations?: readonly Migration[]
  /** Rejects with what the person is told; what was opened in it is closed again. */
  run(desk: Desk): Promise<void>
  /** What is wrong afterwards; `done` when the act was answered as done. */
  check?(desk: Desk, library: Library, done: boolean): Promise<string[]>
}

const library = (desk: Desk): Library => {
  if (desk.library === null) throw new Error('this act needs an open library')
  return desk.library
}

/** Nothing of an act is left beside the library but what was there before and what it was to make. */
export const leftovers = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.part') || /\.part-(?:wal|shm|journal)$/u.test(name))
    .map((name) => `${name} was left behind`)

/** What is in the files that acts replace. */
export const earlier = 'An earlier file of this name.\n'
/** A written file is the earlier one or the new one, whole. */
const wholeOr = (path: string, done: boolean, isWhole: (text: string) => boolean): string[] => {
  const text = existsSync(path) ? readFileSync(path, 'latin1') : null
  if (text !== null && isWhole(text)) return []
  if (text === earlier) return done ? ['it was answered as written, and the earlier file is there'] : []
  return [text === null ? 'the earlier file is gone' : 'a file is neither the earlier nor the new one']
}

const noTypst: Typst = {
  compile: () => Promise.reject(new Error('Markdown needs none')),
  warm: () => undefined,
  dispose: () => Promise.resolve(),
}

/** A change as it comes with a newer Attest. */
const later: Migration = {
  version: migrations.length + 1,
  name: 'later',
  sql: 'CREATE TABLE later (a TEXT) STRICT; INSERT INTO later SELECT title FROM source; CREATE INDEX later_a ON later (a)',
}

async function edit(desk: Desk): Promise<void> {
  const opened = await library(desk).briefings.get(desk.briefingId)
  const { change } = apply(opened.blocks, editFor(opened.revision + 1))
  await library(desk).briefings.save({
    briefingId: desk.briefingId,
    baseRevision: opened.revision,
    ...change,
  })
}

const articles = [11, 12, 13].map((n) => ({ name: `${n}.txt`, bytes: Buffer.from(articleText(n)) }))

export const acts: readonly Act[] = [
  {
    name: 'saving',
    run: edit,
    check: async (desk, opened, done) =>
      done && (await opened.briefings.get(desk.briefingId)).revision < 4 ? ['the save is not there'] : [],
  },
  {
    name: 'importing',
    run: async (desk) => {
      const capture = createCapture({ library: library(desk), launchChild: forkChild, now: Date.now })
      try {
        const files = articles.map(({ name, bytes }) => ({ name, read: async () => bytes }))
        const results = await capture.captureFiles(files)
        // Each file is answered for itself; the first that failed is looked at, the others by what is there.
        const kept = await library(desk).sources.list({ query: '', limit: 100, offset: 0 })
        for (const { status, sourceId } of results) {
          if (status === 'imported' && !kept.items.some(({ id }) => id === sourceId))
            throw new Error('an imported file is not there')
        }
        const failed = results.find(({ status }) => status !== 'imported')
        if (failed) throw new AttestError(failed.code ?? 'internal', failed.message, ' ')
      } finally {
        await capture.dispose()
      }
    },
    check: async (_desk, opened, done) =>
      done && (await opened.counts()).sources < 4 ? ['imported files are not there'] : [],
  },
  {
    name: 'restoring a version',
    run: async (desk) => void (await library(desk).versions.restore(desk.versionId)),
  },
  {
    name: 'naming a version',
    run: async (desk) => void (await library(desk).versions.name(desk.briefingId, 'Before the talk')),
    check: async (desk, opened, done) => {
      const names = (await opened.versions.list(desk.briefingId)).map(({ name }) => name)
      return done && !names.includes('Before the talk') ? ['the named version is not there'] : []
    },
  },
  { name: 'tidying up', run: (desk) => library(desk).tidy() },
  {
    name: 'backing up',
    run: async (desk) => {
      await library(desk).backup(join(desk.folder, 'copy.attest'))
    },
    check: async (desk, _opened, done) => {
      const copy = join(desk.folder, 'copy.attest')
      const wrong = wholeOr(copy, done, (text) => text.startsWith('SQLite format 3\0'))
      if (wrong.length > 0 || readFileSync(copy, 'latin1') === earlier) return wrong
      const again = await openLibrary(copy)
      const problems = await again.doctor()
      await again.close()
      return problems.map(({ what }) => `in the backup: ${what}`)
    },
  },
  {
    name: 'exporting',
    run: async (desk) => {
      const exporter = createExporter({ library: library(desk), typst: noTypst, now: Date.now })
      const path = join(desk.folder, 'memo.md')
      await exporter.exportBriefing({ briefingId: desk.briefingId, format: 'md', path })
    },
    check: async (desk, opened, done) => {
      const released = await opened.releases.list(desk.briefingId)
      const wrong = wholeOr(join(desk.folder, 'memo.md'), done, (text) =>
        /^---\n[\s\S]*Memo[\s\S]*\n---\n[\s\S]*\S\n$/u.test(text),
      )
      return done && released.length === 0 ? [...wrong, 'the export was not recorded'] : wrong
    },
  },
  {
    name: 'changing a setting',
    run: async (desk) => {
      await openSettings(join(desk.folder, 'data'), Date.now).set({ theme: 'dark' })
    },
    check: async (desk, _opened, done) => {
      const { theme } = openSettings(join(desk.folder, 'data'), Date.now).get()
      return done && theme !== 'dark' ? ['the setting is not there'] : []
    },
  },
  {
    name: 'uploading',
    run: async (desk) => {
      const incoming = createIncoming(join(desk.folder, 'data'))
      try {
        const token = await incoming.begin('window', 'a.txt', 9)
        await incoming.append(token, 'window', 0, Buffer.from('some '))
        await incoming.append(token, 'window', 5, Buffer.from('text'))
        incoming.file(token, 'window')
      } finally {
        await incoming.dispose().catch(() => undefined)
      }
    },
  },
  { name: 'closing', run: (desk) => library(desk).close() },
  {
    name: 'opening',
    closed: true,
    run: async (desk) => {
      const opened = await openLibrary(desk.path)
      await opened.close().catch(() => undefined)
    },
  },
  {
    name: 'creating',
    closed: true,
    run: async (desk) => {
      const opened = await createLibrary(join(desk.folder, 'new.attest'))
      await opened.close().catch(() => undefined)
    },
    check: async (desk, _opened, done) => {
      const path = join(desk.folder, 'new.attest')
      if (!existsSync(path)) return done ? ['the new library is not there'] : []
      const opened = await openLibrary(path)
      const problems = await opened.doctor()
      await opened.close()
      return problems.map(({ what }) => `in the new library: ${what}`)
    },
  },
  {
    name: 'migrating',
    closed: true,
    migrations: [...migrations, later],
    run: async (desk) => {
      const opened = await openLibrary(desk.path, { migrations: [...migrations, later] })
      await opened.close().catch(() => undefined)
    },
  },
]
