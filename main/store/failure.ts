import { diskReason, isDiskReason } from '../../shared/model/diskReason.ts'
import { AttestError } from '../../shared/model/error.ts'

/** What sqlite3 and Node's fs put on their errors. */
interface Coded {
  readonly code?: unknown
  readonly message: string
}

const codeOf = (error: unknown): string => {
  const code = error instanceof Error ? (error as Coded).code : undefined
  return typeof code === 'string' ? code : ''
}

/** Bytes that a file's name may have everywhere, with room for `.attest-journal` and its like. */
export const MOST_NAME = 255 - '-journal'.length

function reasonOf(cause: unknown): string {
  const code = codeOf(cause)
  return code === '' && cause instanceof Error ? cause.message : diskReason(code)
}

const shortened = (name: string): string => {
  const points = Array.from(name)
  return points.length > 40 ? `${points.slice(0, 40).join('')}…` : name
}

/** The code of a failed SQLite call, e.g. `SQLITE_BUSY`; an empty string for anything else. */
export const sqliteCode = (error: unknown): string => {
  const code = codeOf(error)
  return code.startsWith('SQLITE_') ? code : ''
}

export const failure = {
  missing: (name: string) =>
    new AttestError(
      'not-found',
      `The library “${name}” is not there any more.`,
      'Look for it where it was moved to, or open a backup of it.',
    ),
  setAside: (name: string, aside: string) =>
    new AttestError(
      'not-found',
      `The library “${name}” is not there: restoring a backup over it was stopped just before its end.`,
      `It is in “${aside}” beside it, with all its edits. Open that, or give it its old name back.`,
    ),
  exists: (name: string) =>
    new AttestError(
      'taken',
      `A file named “${name}” exists there already.`,
      'Choose another name. Attest never writes over a library.',
    ),
  noFolder: (name: string) =>
    new AttestError(
      'not-found',
      `The folder for the library “${name}” is not there.`,
      'Choose a folder that exists.',
    ),
  locked: (name: string) =>
    new AttestError(
      'library-locked',
      `The library “${name}” is open in another Attest.`,
      'Close it there first. Nothing was changed.',
    ),
  newer: (name: string, found: number, known: number) =>
    new AttestError(
      'library-newer',
      `The library “${name}” was made by a newer Attest (format ${found}; this one knows ${known}).`,
      'Update Attest to open it. The file was left untouched.',
    ),
  foreign: (name: string) =>
    new AttestError(
      'library-corrupt',
      `“${name}” is not an Attest library, or its beginning is damaged.`,
      'Choose another file, or open a backup. The file was left untouched.',
    ),
  truncated: (name: string) =>
    new AttestError(
      'library-corrupt',
      `The library “${name}” is cut short: a part of the file is missing.`,
      'Open a backup. Keep the damaged file: much of it may still be recovered. It was left untouched.',
    ),
  corrupt: (name: string, cause?: unknown) =>
    new AttestError(
      'library-corrupt',
      `A part of the library “${name}” cannot be read: it is damaged, or the disk is failing.`,
      'Make a copy of the file, then open a backup. `attest doctor` tells what is damaged.',
      { cause },
    ),
  readOnly: (name: string, cause?: unknown) =>
    new AttestError(
      'read-only',
      `The library “${name}” cannot be written: the file, its folder or the disk is read-only.`,
      'Nothing of it was changed. Copy it to a folder of your own and open the copy, or change its permissions.',
      { cause },
    ),
  full: (name: string, cause?: unknown) =>
    new AttestError(
      'disk-full',
      `The disk that holds the library “${name}” is full; nothing of this change was written.`,
      'Everything saved before is safe. Free some space and try again; open text can be saved on another disk.',
      { cause },
    ),
  io: (name: string, cause?: unknown) =>
    new AttestError(
      'io',
      `Attest could not use the library “${name}”: ${reasonOf(cause)}.`,
      'Everything saved before is not affected; open text can be saved elsewhere. Check that the disk is connected, then try again.',
      { cause },
    ),
  tooBig: (name: string, cause?: unknown) =>
    new AttestError(
      'too-large',
      `This is more at once than the library “${name}” can hold in one place.`,
      'Nothing of this change was written. Divide it into smaller parts.',
      { cause },
    ),
  nameTooLong: (name: string, bytes: number, most: number) =>
    new AttestError(
      'bad-request',
      `The name “${shortened(name)}” is too long for a library: ${bytes} bytes, where ${most} are possible.`,
      'Choose a shorter name. Attest needs room in it for the files it keeps beside a library; letters other than A to Z take 2 to 4 bytes.',
    ),
  pathTooLong: (name: string, bytes: number, most: number) =>
    new AttestError(
      'bad-request',
      `The folders above the library “${shortened(name)}” have names too long for SQLite: ${bytes} bytes altogether, where ${most} are possible.`,
      'Choose a folder with a shorter path. Nothing was changed.',
    ),
  closed: (name: string) =>
    new AttestError('no-library', `The library “${name}” is closed.`, 'Open it again.'),
  notFound: (what: string) =>
    new AttestError(
      'not-found',
      `This ${what} is not in the library.`,
      'It may have been removed. Reload the list.',
    ),
  conflict: (what: string) =>
    new AttestError(
      'conflict',
      `This ${what} was changed elsewhere since it was read.`,
      'Load it again and repeat the change.',
    ),
  taken: (key: string) =>
    new AttestError(
      'taken',
      `The key “${key}” is in use, or was used by something that was removed.`,
      'Choose another key.',
    ),
  emptyComment: () =>
    new AttestError('empty', 'There is nothing in this comment.', 'Write some words; nothing was changed.'),
  othersComment: () =>
    new AttestError(
      'not-allowed',
      'Somebody else wrote this comment.',
      'Answer it instead; only who wrote it can change it.',
    ),
  firstComment: () =>
    new AttestError(
      'not-allowed',
      'The first remark of a comment cannot be deleted alone.',
      'Delete the whole comment, or change its words.',
    ),
  pictureDamaged: (sha256: string) =>
    new AttestError(
      'library-corrupt',
      `The bytes of a picture (SHA-256 ${sha256.slice(0, 12)}…) are not those that were put into the library.`,
      'Replace the picture in its figure, or take it from a backup. `attest doctor` tells what is damaged.',
    ),
  badRequest: (message: string, hint: string) => new AttestError('bad-request', message, hint),
}

/**
 * Any failure of SQLite or of the file system as an `AttestError` that names the library; an `AttestError` stays
 * as it is, and what is neither stays as it is too.
 *
 * @param name the library's name, for the message
 */
export function toFailure(error: unknown, name: string): unknown {
  if (error instanceof AttestError) return error
  switch (codeOf(error)) {
    case 'SQLITE_BUSY':
    case 'SQLITE_LOCKED':
      return failure.locked(name)
    case 'SQLITE_CORRUPT':
      return failure.corrupt(name, error)
    case 'SQLITE_NOTADB':
      return failure.foreign(name)
    case 'SQLITE_READONLY':
    case 'SQLITE_PERM':
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return failure.readOnly(name, error)
    case 'SQLITE_FULL':
    case 'ENOSPC':
    case 'EDQUOT':
      return failure.full(name, error)
    case 'SQLITE_IOERR':
    case 'EIO':
      return failure.io(name, error)
    case 'ENAMETOOLONG':
      return failure.nameTooLong(name, Buffer.byteLength(name), MOST_NAME)
    case 'ENOENT':
      return failure.missing(name)
    case 'EEXIST':
      return failure.exists(name)
    case 'ENOTDIR':
      return failure.noFolder(name)
    case 'SQLITE_TOOBIG':
      return failure.tooBig(name, error)
    default:
      return isDiskReason(codeOf(error)) ? failure.io(name, error) : error
  }
}

/** Whether a thrown thing is this kind of `AttestError`. */
export const isFailure = (error: unknown, code: AttestError['code']): boolean =>
  error instanceof AttestError && error.code === code
