import { basename, resolve } from 'node:path'
import type { backupSchema } from '../../../shared/contract/backups.ts'
import { AttestError } from '../../../shared/model/error.ts'
import {
  addCommand,
  type CommonOptions,
  libraryPath,
  type Registration,
  withLibrary,
} from '../environment.ts'
import { columns, counted } from '../outcome.ts'

const kinds: Record<ReturnType<typeof backupSchema.parse>['kind'], string> = {
  daily: 'daily',
  asked: 'on request',
  update: 'before an update',
  aside: 'before a restore',
}

export function registerBackup({ program, environment, runs }: Registration): void {
  addCommand(program, 'backup', 'write a consistent copy of the library')
    .option('--out <file>', 'where to; beside the library, with its other backups, when left out')
    .action(
      runs((options: CommonOptions & { out?: string }) =>
        withLibrary(environment, options, async (library) => {
          const { makeBackup } = await import('../../backups/backups.ts')
          const { sha256, bytes, path } =
            options.out === undefined
              ? await makeBackup(library, 'asked', environment.now(), environment.signal)
              : {
                  ...(await library.backup(resolve(options.out), environment.signal)),
                  path: options.out,
                }
          return {
            answer: { item: { file: path, sha256, bytes } },
            lines: [
              `Copied the library to ${path} (${bytes.toLocaleString('en')} bytes, SHA-256 ${sha256}).`,
            ],
          }
        }),
      ),
    )
}

export function registerBackups({ program, environment, runs }: Registration): void {
  addCommand(program, 'backups', 'list the backups of a library').action(
    runs(async (options: CommonOptions) => {
      const path = resolve(libraryPath(options))
      const { listBackups, lookIntoBackup } = await import('../../backups/backups.ts')
      const items = []
      for (const backup of await listBackups(path)) {
        const { kind, madeAt, bytes, counts, problem } = await lookIntoBackup(backup)
        items.push({ file: backup.path, kind, madeAt, bytes, counts, problem: problem?.message ?? null })
      }
      const rows = items.map(({ file, kind, madeAt, counts, problem }) => [
        new Date(madeAt).toISOString().slice(0, 16).replace('T', ' '),
        kinds[kind],
        counts ? counted(counts.sources, 'source') : (problem ?? ''),
        file,
      ])
      return {
        answer: { items },
        lines: [...columns(rows), `${counted(items.length, 'backup')}.`],
        exit: items.some(({ problem }) => problem !== null) ? 1 : 0,
      }
    }),
  )

  addCommand(program, 'restore <backup>', 'put a copy of a backup in the place of a library')
    .option('--out <file>', 'make a new library of it instead')
    .action(
      runs(async (backup: string, options: CommonOptions & { out?: string }) => {
        const { restoreBackup } = await import('../../backups/backups.ts')
        const target = resolve(options.out ?? libraryPath(options))
        if (options.out !== undefined && (await isThere(target))) {
          throw new AttestError(
            'taken',
            `A file named “${basename(target)}” exists there already.`,
            'Choose another name, or name the library with --library: its present file is then kept aside.',
          )
        }
        const aside = await restoreBackup(resolve(backup), target, environment.now(), environment.signal)
        return {
          answer: { item: { file: target, aside } },
          lines: [
            `Restored ${target}.`,
            ...(aside === null ? [] : [`The file that was there is kept beside it as ${aside}.`]),
          ],
        }
      }),
    )
}

async function isThere(path: string): Promise<boolean> {
  const { stat } = await import('node:fs/promises')
  return stat(path).then(
    () => true,
    () => false,
  )
}
