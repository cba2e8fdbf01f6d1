const reasons: Readonly<Record<string, string>> = {
  SQLITE_CANTOPEN: 'a file of it could not be opened',
  SQLITE_PROTOCOL: 'its locks did not work',
  SQLITE_NOLFS: 'the disk takes no file of this size',
  SQLITE_NOMEM: 'there is not enough memory',
  ENOMEM: 'there is not enough memory',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EFBIG: 'the disk takes no file of this size',
  EBUSY: 'another program holds the file',
  ETXTBSY: 'another program holds the file',
  ENODEV: 'the disk is not connected any more',
  ENXIO: 'the disk is not connected any more',
  ESTALE: 'the disk is not connected any more',
  ETIMEDOUT: 'the disk did not answer',
}

/** Whether a code of SQLite or of the system is one of a disk that failed in its own way. */
export const isDiskReason = (code: string): boolean => Object.hasOwn(reasons, code)

/** Why a disk failed, in a person's words: SQLite's and the system's own codes help nobody. */
export const diskReason = (code: string): string => reasons[code] ?? 'the disk reported an error'
