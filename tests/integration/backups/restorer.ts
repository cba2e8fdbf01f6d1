import { restoreBackup } from '../../../main/backups/backups.ts'

// `restorer.ts BACKUP LIBRARY`: restores, saying so before and after; the test kills it in between.
const [backup = '', library = ''] = process.argv.slice(2)
process.stdout.write('begins\n')
const aside = await restoreBackup(backup, library, Date.UTC(2026, 10, 23))
process.stdout.write(`done ${aside}\n`)
