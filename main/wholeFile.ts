import { randomBytes } from 'node:crypto'
import { constants } from 'node:fs'
import { access, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { diskReason } from '../shared/model/diskReason.ts'
import { AttestError } from '../shared/model/error.ts'
import { sweepLeftovers } from './store/leftovers.ts'

const untouched = 'Any earlier file of that name is as it was.'

/**
 * A failure of the disk at `path`, in a person's words.
 *
 * @param untouched what is safe all the same, a sentence
 */
export function diskError(error: unknown, path: string, untouched: string): AttestError {
  if (error instanceof AttestError) return error
  const code = (error as NodeJS.ErrnoException)?.code ?? ''
  const name = basename(path)
  const of = (kind: ConstructorParameters<typeof AttestError>[0], message: string, hint: string) =>
    new AttestError(kind, message, `${hint} ${untouched}`, { cause: error })
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return of('not-found', `The folder for “${name}” does not exist.`, 'Choose another folder.')
    case 'ENOSPC':
    case 'EDQUOT':
      return of(
        'disk-full',
        `The disk is full: “${name}” was not written.`,
        'Free some space, or choose another disk.',
      )
    case 'EBUSY':
    case 'ETXTBSY':
    case 'EPERM':
      return of(
        'busy',
        `“${name}” cannot be replaced: another program may have it open.`,
        'Close it there, or choose another name.',
      )
    case 'EACCES':
    case 'EROFS':
      return of(
        'read-only',
        `“${name}” cannot be written: the folder or the file is read-only.`,
        'Choose another folder.',
      )
    case 'ENAMETOOLONG':
      return of(
        'bad-request',
        `The name “${name.slice(0, 40)}…” is too long for this disk.`,
        'Choose a shorter name.',
      )
    default:
      return of(
        'io',
        `“${name}” could not be written: ${diskReason(code)}.`,
        'Choose another folder or disk.',
      )
  }
}

/** Makes a rename in this folder last through a power cut, where the system lets a folder be synced. Never rejects. */
export async function flushFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    await handle.sync().finally(() => handle.close())
  } catch {
    // Windows cannot open a folder; there the rename is journalled.
  }
}

/** Windows refuses for a moment while a virus scanner looks at a new file: asks again before it says so. */
async function renameOver(from: string, to: string): Promise<void> {
  for (const waitMs of process.platform === 'win32' ? [20, 100, 400] : []) {
    try {
      return await rename(from, to)
    } catch (error) {
      if (!['EPERM', 'EACCES', 'EBUSY'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }
  await rename(from, to)
}

/**
 * Writes a whole file or none: beside the target, synced, then renamed over it. A failure leaves an earlier file as it
 * was and nothing beside it.
 *
 * @param path where to
 * @param bytes the whole file
 * @param signal stops before the rename
 * @throws AttestError `not-found`, `disk-full`, `busy`, `read-only`, `bad-request`, `io`, `cancelled`
 */
export async function writeWhole(path: string, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
  // The file a link leads to is replaced, not the link.
  const target = await realpath(path).catch(() => path)
  const beside = join(
    dirname(target),
    `.${Array.from(basename(target)).slice(0, 40).join('')}.${randomBytes(6).toString('hex')}.part`,
  )
  try {
    const there = await stat(target).catch(() => null)
    if (there?.isDirectory()) {
      throw new AttestError(
        'bad-request',
        `“${basename(path)}” is a folder.`,
        `Choose the name of a file in it. ${untouched}`,
      )
    }
    // A rename would replace a read-only file all the same: its owner's wish counts.
    if (there) await access(target, constants.W_OK)
    await sweepLeftovers(target, Date.now())
    const handle = await open(beside, 'wx')
    try {
      if (there) await handle.chmod(there.mode & 0o777)
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    if (signal?.aborted)
      throw new AttestError('cancelled', `Writing “${basename(path)}” was stopped.`, untouched)
    await renameOver(beside, target)
    await flushFolder(dirname(target))
  } catch (error) {
    await rm(beside, { force: true }).catch(() => undefined)
    throw diskError(error, path, untouched)
  }
}
