import { AttestError } from '../../../shared/model/error.ts'
import { addCommand, type CommonOptions, type Registration, withLibrary } from '../environment.ts'
import { counted, shortened } from '../outcome.ts'

interface PurgeOptions extends CommonOptions {
  readonly yes?: true
  readonly force?: true
  readonly redoBackups?: true
}

export function registerPurge({ program, environment, runs }: Registration): void {
  addCommand(program, 'purge <key>', 'take a source, claim, quote, speaker or briefing out for good')
    .option('--yes', 'do it; without it, only what would go is told')
    .option('--force', 'also when something cites it: the citations then point at nothing')
    .option('--redo-backups', 'delete the backups of the library, which hold it still, and make a new one')
    .action(
      runs((key: string, options: PurgeOptions) =>
        withLibrary(environment, options, async (library) => {
          const found = await library.purge.find(key)
          if (found === null) {
            throw new AttestError(
              'not-found',
              `Nothing in this library has the key “${key}”.`,
              'Look for it with “attest list”.',
            )
          }
          const { listBackups, deleteBackups, makeBackup } = await import('../../backups/backups.ts')
          const { type, id } = found
          const purging = options.yes === true
          const plan = purging
            ? await library.purge.run(type, id, options.force === true)
            : await library.purge.plan(type, id)
          if (purging && options.redoBackups) {
            const { path } = await makeBackup(library, 'asked', environment.now())
            await deleteBackups(library.path, [path])
          }
          const redone = purging && options.redoBackups === true
          const backups = (await listBackups(library.path)).length - (redone ? 1 : 0)
          const { goes, cited, spoken } = plan
          const parts = [
            counted(goes.captures, 'capture'),
            counted(goes.quotes, 'quote'),
            counted(goes.claims, 'claim'),
            counted(goes.speakers, 'unnamed speaker'),
            counted(goes.versions, 'kept version'),
            counted(goes.releases, 'record of a release', 'records of releases'),
          ].filter((part) => !part.startsWith('0 '))
          return {
            answer: { item: { key, type, goes, cited, spoken, backups, purged: purging } },
            lines: [
              `${purging ? 'Purged' : 'Would purge'} the ${type} “${shortened(plan.title || key, 60)}”.`,
              ...(parts.length > 0 ? [`With it ${purging ? 'went' : 'go'} ${parts.join(', ')}.`] : []),
              ...cited.map(({ subject, briefingKey }) => `Cited in “${subject || briefingKey}”.`),
              ...spoken.map((user) => `Spoken in the ${user.type} “${user.key}”.`),
              ...(backups > 0 ? [`${counted(backups, 'backup')} of this library still hold it.`] : []),
              ...(purging ? [] : ['Nothing was done. Add --yes to do it.']),
            ],
          }
        }),
      ),
    )
}
