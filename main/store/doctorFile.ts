import { copyFile, readdir, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { AttestError } from '../../shared/model/error.ts'
import { mintId } from '../../shared/model/identity.ts'
import { problemOf } from './doctor.ts'
import { problemOfLog } from './doctorLog.ts'
import { failure, isFailure, toFailure } from './failure.ts'
import { readFormat } from './fileHeader.ts'
import type { LibraryProblem } from './library.ts'
import { lockLibrary } from './lock.ts'
import { migrations } from './migrations/index.ts'
import { type LibraryOptions, openLibrary } from './open.ts'

/**
 * Examines a library that is not open: first its header and its log, without SQLite, which would drop what it cannot
 * read of the log; then, opened, everything else. A library whose log is damaged, or whose format is older, is examined
 * on a copy beside it that is deleted afterwards.
 *
 * @returns what is wrong with it; nothing for a sound one
 * @throws AttestError `not-found`, `library-locked`, `library-newer`, `read-only`, `disk-full`, `io`: nothing can be
 *   said of it then
 */
export async function examineFile(path: string, options: LibraryOptions = {}): Promise<LibraryProblem[]> {
  const file = resolve(path)
  const name = basename(file, '.attest')
  const problems: LibraryProblem[] = []
  try {
    if (!(await stat(file)).isFile()) throw failure.foreign(name)
    // Asked before any byte is read, and given back: reading a file that this process has open would drop its locks.
    await (await lockLibrary(file, name)).release()
    const format = await readFormat(file, name).catch((error: unknown) => {
      if (!isFailure(error, 'library-corrupt')) throw error
      problems.push(problemOf('header', error instanceof Error ? error.message : String(error)))
      return null
    })
    if (format === null) return problems
    const log = await problemOfLog(file)
    if (log !== null) problems.push(problemOf('log', log))
    const found =
      log !== null || (format >= 1 && format < migrations.length)
        ? await examineOnCopy(file, options)
        : await examineOpened(file, options)
    return [...problems, ...found]
  } catch (error) {
    const known = toFailure(error, name)
    if (!isFailure(known, 'library-corrupt')) throw known
    return [...problems, problemOf('page', known instanceof AttestError ? known.message : String(known))]
  }
}

async function examineOpened(path: string, options: LibraryOptions): Promise<LibraryProblem[]> {
  const library = await openLibrary(path, options)
  try {
    return await library.doctor()
  } finally {
    await library.close()
  }
}

async function examineOnCopy(path: string, options: LibraryOptions): Promise<LibraryProblem[]> {
  const stem = join(dirname(path), `.${mintId().slice(-12)}`)
  const copy = `${stem}.attest`
  try {
    await copyFile(path, copy)
    await copyFile(`${path}-wal`, `${copy}-wal`).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error
    })
    return await examineOpened(copy, options)
  } finally {
    for (const rest of ['', '-wal', '-shm', '-lock', '-journal']) await rm(`${copy}${rest}`, { force: true })
    await removeBackups(stem)
  }
}

/** A migration leaves a copy of what was before it; of a copy nobody needs one. */
async function removeBackups(stem: string): Promise<void> {
  for (const file of await readdir(dirname(stem))) {
    if (file.startsWith(`${basename(stem)}.backup-`)) await rm(join(dirname(stem), file), { force: true })
  }
}
