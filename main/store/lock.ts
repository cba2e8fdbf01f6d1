import { stat, unlink, writeFile } from 'node:fs/promises'
import { Connection } from './database.ts'
import { failure, toFailure } from './failure.ts'

/** The right to write to one library; held by this process until released, or until the process is gone. */
export interface LibraryLock {
  release(): Promise<void>
}

/** Libraries that this process holds. Asked first, so that it never opens and closes a lock file of its own. */
const held = new Set<string>()
const ATTEMPTS = 5
const LOCK = '-lock'

/**
 * Locks a library for writing: an exclusive transaction on the empty file `NAME.attest-lock` beside it. The system
 * drops it when the process ends, however it ends; the file that may remain then has no meaning.
 *
 * @param path the library's real path, without symbolic links
 * @throws AttestError `library-locked`, `read-only`, `disk-full`, `io`
 */
export async function lockLibrary(path: string, name: string): Promise<LibraryLock> {
  if (held.has(path)) throw failure.locked(name)
  held.add(path)
  try {
    const lockPath = `${path}${LOCK}`
    for (let attempt = 1; ; attempt++) {
      const connection = await tryLock(lockPath)
      if (connection) return { release: () => release(path, lockPath, connection) }
      if (attempt === ATTEMPTS) throw failure.locked(name)
    }
  } catch (error) {
    held.delete(path)
    throw toFailure(error, name)
  }
}

/** The locked connection; null when the holder before us removed the file while we opened it. */
async function tryLock(lockPath: string): Promise<Connection | null> {
  // Whoever may open the library may lock it, also where a killed process of another user left the file behind.
  const { mode } = await stat(lockPath.slice(0, -LOCK.length))
  await writeFile(lockPath, '', { flag: 'a', mode: mode & 0o666 })
  const before = await stat(lockPath).catch(() => null)
  if (before === null) return null
  const connection = await Connection.open(lockPath, 'create', 0)
  try {
    // Nothing is ever written to it: a journal would only be one more file beside the library.
    await connection.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    await connection.close().catch(() => undefined)
    throw error
  }
  // A lock on a file that is no longer the one at this path would lock nobody out. While we have it open its number
  // cannot be given to another file.
  const after = await stat(lockPath).catch(() => null)
  if (after !== null && after.ino === before.ino) return connection
  await connection.close().catch(() => undefined)
  return null
}

async function release(path: string, lockPath: string, connection: Connection): Promise<void> {
  // Removed while still locked, so that nobody locks a file that is about to go; Windows allows it only afterwards.
  const removed = await unlink(lockPath).then(
    () => true,
    () => false,
  )
  await connection.exec('ROLLBACK').catch(() => undefined)
  await connection.close().catch(() => undefined)
  if (!removed) await unlink(lockPath).catch(() => undefined)
  held.delete(path)
}
