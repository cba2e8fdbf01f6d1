/*
 * Restores a backup over a library, once, and says so.
 *
 *   node restorer.ts BACKUP LIBRARY ASIDE
 */
import { writeSync } from 'node:fs'
import { restoreLibrary } from '../../../main/store/restore.ts'

const [backup = '', library = '', aside = ''] = process.argv.slice(2)
await restoreLibrary(backup, library, aside)
writeSync(1, 'restored\n')
