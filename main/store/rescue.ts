import { stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { copyLibrary } from './backup.ts'
import type { Connection } from './database.ts'
import { fittingName } from './fileNames.ts'

/** Room for a whole library in the cache while it is copied, in KiB: what is in it alone must not leave it. */
const ROOM = 1024 * 1024

/**
 * Copies a library whose log was ruined while it was open, as the writing connection knows it: its cache still holds
 * the pages that are lost on the disk. The copy is checked like a backup before it gets its name.
 *
 * @param file the library's path
 * @param writer the connection that wrote last; in no transaction
 * @returns the name of the copy beside the library, `NAME (rescued 2026-11-23 154501Z).attest`
 * @throws AttestError when not all of it is there any more
 */
export async function rescueInto(file: string, name: string, writer: Connection): Promise<string> {
  const stamp = new Date().toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '')
  let path = ''
  for (let n = 1; path === '' || (await stat(path).catch(() => null)) !== null; n++) {
    const again = n === 1 ? '' : ` ${n}`
    path = join(dirname(file), fittingName(name, ` (rescued ${stamp}Z${again}).attest`))
  }
  await writer.run(`PRAGMA cache_size = -${ROOM}`)
  await copyLibrary(file, path, false, { through: writer })
  return basename(path)
}
