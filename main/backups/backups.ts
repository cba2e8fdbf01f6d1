import { mkdir, readdir, realpath, rm, rmdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type ErrorValue, toErrorValue } from '../../shared/model/error.ts'
import { type ClosedLibrary, lookInto } from '../store/backupFile.ts'
import type { Library } from '../store/library.ts'
import { restoreLibrary } from '../store/restore.ts'
import {
  asidePath,
  type BackupName,
  backupFolder,
  backupPath,
  readBackupName,
  readBesideName,
} from './names.ts'
import { backupsToDrop } from './rotation.ts'

/** A backup of a library, as its folder has it. */
export interface Backup extends BackupName {
  readonly path: string
  /** In bytes. */
  readonly bytes: number
}

/** A backup that was opened and looked into. */
export interface KnownBackup extends Backup {
  /** Null when it cannot be restored. */
  readonly counts: ClosedLibrary['counts'] | null
  readonly problem: ErrorValue | null
}

const isThere = async (path: string): Promise<boolean> => (await stat(path).catch(() => null)) !== null

/** Backups lie beside the file itself, not beside a link to it. */
const fileOf = (library: string): Promise<string> => realpath(library).catch(() => library)

async function inFolder(folder: string, read: (file: string) => BackupName | null): Promise<Backup[]> {
  const found: Backup[] = []
  for (const name of await readdir(folder).catch(() => [])) {
    const known = read(name)
    const path = join(folder, name)
    const file = known === null ? null : await stat(path).catch(() => null)
    if (known !== null && file?.isFile()) found.push({ ...known, path, bytes: file.size })
  }
  return found
}

/**
 * The backups of a library, newest first; the library itself may be missing. Its own file is not looked at.
 *
 * @param library path of the library's file
 */
export async function listBackups(library: string): Promise<Backup[]> {
  const file = await fileOf(library)
  const found = [
    ...(await inFolder(backupFolder(file), readBackupName)),
    ...(await inFolder(dirname(file), (name) => readBesideName(file, name))),
  ]
  return found.sort((a, b) => b.madeAt - a.madeAt || (a.path < b.path ? 1 : -1))
}

/** Opens a backup for reading and counts what is in it. Never rejects. */
export async function lookIntoBackup(backup: Backup): Promise<KnownBackup> {
  try {
    const { counts } = await lookInto(backup.path)
    return { ...backup, counts, problem: null }
  } catch (error) {
    return { ...backup, counts: null, problem: toErrorValue(error) }
  }
}

/**
 * Copies an open library into its folder of backups. The copy was opened, read page by page and compared with the
 * ledger before it got its name.
 *
 * @param now ms since the Unix epoch
 * @throws AttestError as `Library.backup`
 */
export async function makeBackup(
  library: Pick<Library, 'path' | 'backup'>,
  kind: 'daily' | 'asked',
  now: number,
  signal?: AbortSignal,
): Promise<Backup & { sha256: string }> {
  const file = await fileOf(library.path)
  await mkdir(backupFolder(file), { recursive: true })
  let path = backupPath(file, kind, now)
  for (let again = 2; await isThere(path); again++) path = backupPath(file, kind, now, again)
  const { bytes, sha256 } = await library.backup(path, signal)
  return { kind, madeAt: now, path, bytes, sha256 }
}

/** Deletes the backups whose time is over. @returns those that went */
export async function rotateBackups(library: string): Promise<Backup[]> {
  const gone = backupsToDrop(await listBackups(library))
  for (const { path } of gone) await rm(path, { force: true })
  return gone
}

/**
 * Deletes every backup of a library: what was purged is in them.
 *
 * @param keep paths of backups that stay
 * @returns how many went
 */
export async function deleteBackups(library: string, keep: readonly string[] = []): Promise<number> {
  const file = await fileOf(library)
  const gone = (await listBackups(library)).filter(({ path }) => !keep.includes(path))
  for (const { path } of gone) {
    for (const rest of ['', '-wal', '-shm']) await rm(`${path}${rest}`, { force: true })
  }
  // Stays when anything else is in it.
  await rmdir(backupFolder(file)).catch(() => undefined)
  return gone.length
}

/**
 * Puts a copy of a backup in a library's place. The present file is kept beside it under a name with the date.
 *
 * @param library path of the library's file; nobody may have it open, and it may be missing
 * @returns the name of the file that was set aside; null when there was none
 * @throws AttestError as `restoreLibrary`
 */
export async function restoreBackup(
  backup: string,
  library: string,
  now: number,
  signal?: AbortSignal,
): Promise<string | null> {
  const file = await fileOf(library)
  let aside = asidePath(file, now)
  for (let again = 2; await isThere(aside); again++) aside = asidePath(file, now, again)
  await mkdir(dirname(file), { recursive: true })
  return (await restoreLibrary(backup, file, aside, signal)) ? basename(aside) : null
}
