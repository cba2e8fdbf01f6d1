import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { AttestError } from '../../shared/model/error.ts'
import { flushFolder } from '../wholeFile.ts'
import { unlikeLedger } from './backupFile.ts'
import { Connection } from './database.ts'
import { failure, toFailure } from './failure.ts'
import { readFormat } from './fileHeader.ts'
import { placeBeside } from './fileNames.ts'
import { sweepLeftovers } from './leftovers.ts'

export interface CopyOptions {
  /** Stops before the copy has its name. */
  readonly signal?: AbortSignal | undefined
  /** The copy is whole, flushed and checked, and gets its name next. */
  readonly beforeRename?: () => Promise<void>
  /** Reads by this connection, which has the library open, instead of one of its own. */
  readonly through?: Pick<Connection, 'run'>
}

/**
 * Copies a library as it stands at one moment, while its writer goes on: into a new file beside the target, read back
 * and checked page by page, flushed to the disk, and only then given its name.
 *
 * @param from the library's file
 * @param to where the copy goes; a file there is replaced at the end, never the library itself
 * @param replace whether a file at `to` may be replaced
 * @returns SHA-256 in hex and the size in bytes of the copy
 * @throws AttestError `not-allowed`, `taken`, `read-only`, `disk-full`, `io`, `library-corrupt`, `cancelled`
 */
export async function copyLibrary(
  from: string,
  to: string,
  replace: boolean,
  { signal, beforeRename, through }: CopyOptions = {},
): Promise<{ sha256: string; bytes: number }> {
  const name = basename(to)
  const beside = placeBeside(to)
  try {
    await refuseSelf(from, to)
    await sweepLeftovers(to, Date.now())
    if (!replace && (await stat(to).catch(() => null)) !== null) throw failure.exists(name)
    // Claims the place first: SQLite alone would only say that it cannot open the file. No one may read the copy who
    // may not read the library.
    await (await open(beside, 'wx', (await stat(from)).mode & 0o666)).close()
    stopIf(signal, name)
    if (through) await through.run('VACUUM INTO ?', [beside])
    else await copyInto(from, beside, basename(from), signal)
    stopIf(signal, name)
    const bytes = await verify(beside)
    stopIf(signal, name)
    const sha256 = await digest(beside)
    stopIf(signal, name)
    await beforeRename?.()
    await rename(beside, to)
    await flushFolder(dirname(to))
    return { sha256, bytes }
  } catch (error) {
    for (const rest of ['', '-journal', '-wal', '-shm']) await removeBeside(`${beside}${rest}`)
    throw toFailure(error, name)
  }
}

function stopIf(signal: AbortSignal | undefined, name: string): void {
  if (!signal?.aborted) return
  throw new AttestError('cancelled', `Writing “${name}” was stopped.`, 'Nothing was changed.')
}

async function copyInto(from: string, target: string, name: string, signal?: AbortSignal): Promise<void> {
  const reader = await Connection.open(from, 'read-only')
  const stop = () => reader.interrupt()
  signal?.addEventListener('abort', stop)
  try {
    await reader.run('VACUUM INTO ?', [target])
  } catch (error) {
    stopIf(signal, name)
    throw toFailure(error, name)
  } finally {
    signal?.removeEventListener('abort', stop)
    await reader.close()
  }
}

/** Reads every page of the copy, compares its tables with their ledger, and flushes it. @returns its size in bytes */
async function verify(path: string): Promise<number> {
  const copy = await Connection.open(path, 'read-only')
  try {
    const answer = await copy.value('PRAGMA quick_check(1)')
    if (answer !== 'ok') throw failure.corrupt(basename(path), new Error(String(answer)))
    const wrong = await unlikeLedger(copy)
    if (wrong.length > 0) {
      throw failure.corrupt(basename(path), new Error(`rows are missing in ${wrong.join(', ')}`))
    }
  } finally {
    await copy.close()
  }
  await readFormat(path, basename(path))
  const file = await open(path, 'r+')
  try {
    // VACUUM INTO does not flush what it wrote (https://www.sqlite.org/lang_vacuum.html).
    await file.sync()
    return (await file.stat()).size
  } finally {
    await file.close()
  }
}

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

/** Deletes what is left of a file that was made beside; that it cannot be is no reason to say more than went wrong. */
export const removeBeside = (path: string): Promise<void> => rm(path, { force: true }).catch(() => undefined)

async function refuseSelf(from: string, to: string): Promise<void> {
  const target = await realpath(to).catch(() => null)
  if (target === null || target !== (await realpath(from))) return
  throw new AttestError(
    'not-allowed',
    `“${basename(to)}” is the open library itself.`,
    'Choose another name for the backup.',
  )
}
