import { constants } from 'node:fs'
import { access, link, open, realpath, rename, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { mintId } from '../../shared/model/identity.ts'
import { flushFolder } from '../wholeFile.ts'
import { copyLibrary, removeBeside } from './backup.ts'
import { sealAll } from './checksums.ts'
import { Connection } from './database.ts'
import { checkReadable } from './doctor.ts'
import { failure, toFailure } from './failure.ts'
import { APPLICATION_ID, hasLog, readFormat } from './fileHeader.ts'
import { fittingName, placeBeside, refuseLong } from './fileNames.ts'
import { sweepLeftovers } from './leftovers.ts'
import type { Library } from './library.ts'
import { libraryOver } from './libraryOver.ts'
import { type LibraryLock, lockLibrary } from './lock.ts'
import { formatOf, migrate } from './migrate.ts'
import { migrations as allMigrations } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'
import { refuseSecondName, setAsideOf, takeBackSecondName } from './secondNames.ts'
import { Database } from './transactions.ts'

export interface LibraryOptions {
  /** ms since the Unix epoch. */
  readonly now?: () => number
  /** Version of Attest, recorded in a library it makes. */
  readonly version?: string
  /** For tests of the migration itself. */
  readonly migrations?: readonly Migration[]
}

const EXTENSION = '.attest'
const nameOf = (path: string): string => basename(path, EXTENSION)

/**
 * Makes an empty library and opens it. It is built beside and then given its name, so that there is never half of one.
 *
 * @param path where; nothing may be there
 * @throws AttestError `taken`, `not-found` for a folder that is not there, `read-only`, `disk-full`, `io`
 */
export async function createLibrary(path: string, options: LibraryOptions = {}): Promise<Library> {
  const target = resolve(path)
  const name = nameOf(target)
  const { now = Date.now, version = '', migrations = allMigrations } = options
  const beside = placeBeside(target)
  try {
    await refuseLong(target, name)
    if ((await stat(target).catch(() => null)) !== null) throw failure.exists(name)
    if ((await stat(dirname(target)).catch(() => null)) === null) throw failure.noFolder(name)
    // The system tells better than SQLite why a file cannot be made.
    await (await open(beside, 'wx')).close()
    await build(beside, { now, version, migrations })
    await putInPlace(beside, target, name)
  } catch (error) {
    throw toFailure(error, name)
  } finally {
    for (const rest of ['', '-journal', '-wal', '-shm']) await removeBeside(`${beside}${rest}`)
  }
  return openLibrary(target, options)
}

async function build(path: string, options: Required<LibraryOptions>): Promise<void> {
  const connection = await Connection.open(path, 'create')
  try {
    await connection.exec('PRAGMA page_size = 4096; PRAGMA synchronous = FULL')
    await migrate(connection, options.migrations)
    const at = options.now()
    const meta = { library_id: mintId(), created_at: String(at), created_with: options.version }
    for (const [key, value] of Object.entries(meta)) {
      await connection.run('INSERT INTO meta (name, value) VALUES (?, ?)', [key, value], false)
    }
    await connection.run(
      'INSERT INTO author (id, name, is_local, created_at) VALUES (?, ?, 1, ?)',
      [mintId(), '', at],
      false,
    )
    await sealAll(connection)
  } finally {
    await connection.close()
  }
}

/** Gives a finished file its name without ever replacing another: a hard link fails where something is. */
export async function putInPlace(from: string, to: string, name: string): Promise<void> {
  try {
    await link(from, to)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw failure.exists(name)
    // No hard links on this file system (FAT, some network drives).
    if ((await stat(to).catch(() => null)) !== null) throw failure.exists(name)
    await rename(from, to)
  }
  await flushFolder(dirname(to))
}

/**
 * Opens a library for reading and writing. An older format is copied to `NAME.backup-vN-DATE.attest` beside it and
 * then migrated. A file that is refused is left as it was, to the byte.
 *
 * @throws AttestError `not-found`, `library-locked`, `library-newer`, `library-corrupt`, `read-only`, `disk-full`, `io`
 */
export async function openLibrary(path: string, options: LibraryOptions = {}): Promise<Library> {
  const asked = resolve(path)
  const name = nameOf(asked)
  let lock: LibraryLock | null = null
  let close = async () => undefined as unknown
  try {
    const file = await realpath(asked).catch(async (error: unknown) => {
      const aside = (error as NodeJS.ErrnoException).code === 'ENOENT' ? await setAsideOf(asked) : null
      throw aside === null ? error : failure.setAside(name, aside)
    })
    await refuseLong(file, name)
    if (!(await stat(file)).isFile()) throw failure.foreign(name)
    // SQLite opens a read-only file for reading without a word, and takes changes into a log beside it.
    await access(file, constants.R_OK | constants.W_OK)
    await refuseSecondName(file)
    lock = await lockLibrary(file, name)
    await takeBackSecondName(file)
    const writer = await openWriter(file, name, options)
    close = () => writer.close()
    const database = await Database.over(file, name, writer)
    close = () => database.close()
    await sweepLeftovers(file, Date.now(), true)
    return await libraryOver({ path: asked, file, name, database, lock, now: options.now ?? Date.now })
  } catch (error) {
    await close().catch(() => undefined)
    await lock?.release()
    throw toFailure(error, name)
  }
}

/** The writing connection to a file that is a library of this format, or was made one. */
async function openWriter(file: string, name: string, options: LibraryOptions): Promise<Connection> {
  const { now = Date.now, migrations = allMigrations } = options
  const newest = migrations.length
  refuseFormat(await readFormat(file, name), newest, name)
  if (await hasLog(file)) await refuseLogged(file, newest, name)
  const writer = await Connection.open(file, 'read-write')
  try {
    await checkReadable(writer, name)
    // Taken and given back: tells a read-only file and a foreign writer now rather than at the first save.
    await writer.exec('BEGIN IMMEDIATE; ROLLBACK')
    const found = await formatOf(writer)
    refuseFormat(found, newest, name)
    if (found < newest) {
      await copyLibrary(file, await backupPlace(file, found, now()), false)
      await migrate(writer, migrations)
      await writer.run('PRAGMA wal_checkpoint(TRUNCATE)')
    }
    return writer
  } catch (error) {
    await writer.close().catch(() => undefined)
    throw error
  }
}

/** Where the copy from before a migration goes: a killed process may have left one of this very second. */
async function backupPlace(file: string, format: number, now: number): Promise<string> {
  const date = new Date(now).toISOString().slice(0, 19).replaceAll(':', '')
  for (let n = 1; ; n++) {
    const again = n === 1 ? '' : `-${n}`
    const name = fittingName(nameOf(file), `.backup-v${format}-${date}${again}${EXTENSION}`)
    const path = join(dirname(file), name)
    if ((await stat(path).catch(() => null)) === null) return path
  }
}

function refuseFormat(found: number, newest: number, name: string): void {
  if (found > newest) throw failure.newer(name, found, newest)
  if (found < 1) throw failure.foreign(name)
}

/** A log that was left behind may hold a newer format than the file: looked at by a connection that cannot write. */
async function refuseLogged(file: string, newest: number, name: string): Promise<void> {
  const reader = await Connection.open(file, 'read-only')
  try {
    if (Number(await reader.value('PRAGMA application_id')) !== APPLICATION_ID) throw failure.foreign(name)
    refuseFormat(await formatOf(reader), newest, name)
  } finally {
    await reader.close()
  }
}
