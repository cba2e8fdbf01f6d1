import { link, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { flushFolder } from '../wholeFile.ts'
import { copyLibrary } from './backup.ts'
import { lookInto, readingOnly } from './backupFile.ts'
import { Connection } from './database.ts'
import { failure, toFailure } from './failure.ts'
import { lockLibrary } from './lock.ts'
import { takeBackSecondName } from './secondNames.ts'

const isThere = async (path: string): Promise<boolean> => (await stat(path).catch(() => null)) !== null

/**
 * Puts a copy of a backup in the place of a library that nobody has open. The file that is there now is kept aside,
 * its log with it: nothing is written over. Whenever the process is killed, the library's file is there, the present
 * one or the restored one, whole.
 *
 * @param backup stays as it is
 * @param target the library's file; it may be missing
 * @param aside where the present file goes; nothing may be there
 * @param signal stops before anything is put in its place
 * @returns whether there was a file to be kept aside
 * @throws AttestError `library-corrupt` or `library-newer` of the backup, `library-locked`, `cancelled`, `taken`,
 *   `disk-full`, `read-only`, `io`
 */
export async function restoreLibrary(
  backup: string,
  target: string,
  aside: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const name = basename(target, '.attest')
  await lookInto(backup)
  const asked = resolve(target)
  // The file a link leads to is replaced, not the link.
  const file = await realpath(asked).catch(() => asked)
  const present = await isThere(file)
  const lock = present ? await lockLibrary(file, name) : null
  try {
    if (present) await takeBackSecondName(file)
    const beforeRename = async () => {
      if (present) await setAside(file, aside, name)
      else if (await isThere(file)) throw failure.exists(name)
    }
    await readingOnly(backup, () => copyLibrary(backup, file, true, { signal, beforeRename }))
    return present
  } catch (error) {
    throw toFailure(error, name)
  } finally {
    await lock?.release()
  }
}

/**
 * Gives the present file a second name. Its log is taken into it first: two files cannot change places at once, and
 * between the two a killed process would leave the present file without its last edits. A file that SQLite cannot read
 * keeps its log, which goes aside with it: SQLite would lay it over whatever has the library's name next
 * (https://www.sqlite.org/howtocorrupt.html §1.4).
 */
async function setAside(file: string, aside: string, name: string): Promise<void> {
  if (await isThere(aside)) throw failure.exists(basename(aside, '.attest'))
  if (await isThere(`${file}-wal`)) await foldLog(file).catch(() => undefined)
  const log = await isThere(`${file}-wal`)
  try {
    await link(file, aside)
    if (log) await link(`${file}-wal`, `${aside}-wal`)
  } catch (error) {
    await rm(aside, { force: true }).catch(() => undefined)
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EINVAL'].includes(code)) throw toFailure(error, name)
    // No second names on this file system (FAT, some network drives): moved, the log first.
    if (log) await rename(`${file}-wal`, `${aside}-wal`)
    await rename(file, aside)
  }
  await flushFolder(dirname(file))
  for (const rest of ['-wal', '-shm']) await rm(`${file}${rest}`, { force: true })
}

async function foldLog(file: string): Promise<void> {
  const connection = await Connection.open(file, 'read-write')
  try {
    await connection.run('PRAGMA wal_checkpoint(TRUNCATE)')
  } finally {
    // The last connection to close removes the log.
    await connection.close()
  }
}
