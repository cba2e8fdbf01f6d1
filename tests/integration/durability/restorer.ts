/*
 * Restores a backup over a library, once, and says so.
 *
 *   node restorer.ts BACKUP LIBRARY ASIDE [early]
 *
 * The mutant: the library goes aside before there is a copy to take its place.
 */

import { writeSync } from 'node:fs'
import { copyFile, rename } from 'node:fs/promises'
import { lookInto } from '../../../main/store/backupFile.ts'
import { restoreLibrary } from '../../../main/store/restore.ts'

const [backup = '', library = '', aside = '', mutant = ''] = process.argv.slice(2)
if (mutant === 'early') {
  for (const rest of ['-wal', '']) await rename(`${library}${rest}`, `${aside}${rest}`)
  await copyFile(backup, library)
  await lookInto(library)
} else await restoreLibrary(backup, library, aside)
writeSync(1, 'restored\n')
