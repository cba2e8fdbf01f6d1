import { open, stat } from 'node:fs/promises'
import { failure } from './failure.ts'

/** `ATST` in the application id of SQLite's header (https://www.sqlite.org/fileformat2.html#application_id). */
export const APPLICATION_ID = 0x41545354

const MAGIC = 'SQLite format 3\0'
const HEADER_BYTES = 100

/**
 * Reads the first 100 bytes of a file and refuses what is no library, without SQLite and so without a trace.
 *
 * Only to be called while this process has no connection to the file: on POSIX, closing any handle of a file drops
 * all locks the process holds on it (https://www.sqlite.org/howtocorrupt.html §2.2).
 *
 * @returns the format version
 * @throws AttestError `library-corrupt`; the file system's own error when it cannot be read
 */
export async function readFormat(path: string, name: string): Promise<number> {
  const file = await open(path, 'r')
  const header = Buffer.alloc(HEADER_BYTES)
  let size: number
  try {
    const { bytesRead } = await file.read(header, 0, HEADER_BYTES, 0)
    size = (await file.stat()).size
    if (bytesRead < HEADER_BYTES) throw failure.foreign(name)
  } finally {
    await file.close()
  }
  if (header.toString('latin1', 0, 16) !== MAGIC || header.readUInt32BE(68) !== APPLICATION_ID) {
    throw failure.foreign(name)
  }
  const pageSize = header.readUInt16BE(16) === 1 ? 65536 : header.readUInt16BE(16)
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0) throw failure.foreign(name)
  // The page count is only good where the change counter of both places agrees; pages may also still be in the log.
  const pages = header.readUInt32BE(28)
  const counted = header.readUInt32BE(24) === header.readUInt32BE(92)
  if (counted && size < pages * pageSize && !(await hasLog(path))) throw failure.truncated(name)
  return header.readUInt32BE(60)
}

/** Whether a write-ahead log with something in it lies beside the library: it was not closed. */
export async function hasLog(path: string): Promise<boolean> {
  const log = await stat(`${path}-wal`).catch(() => null)
  return log !== null && log.size > 0
}
