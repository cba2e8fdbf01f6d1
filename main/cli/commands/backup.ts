import { resolve } from 'node:path'
import { addCommand, type CommonOptions, type Registration, withLibrary } from '../environment.ts'

export function registerBackup({ program, environment, runs }: Registration): void {
  addCommand(program, 'backup', 'write a consistent copy of the library')
    .requiredOption('--out <file>', 'where to')
    .action(
      runs((options: CommonOptions & { out: string }) =>
        withLibrary(environment, options, async (library) => {
          const { sha256, bytes } = await library.backup(resolve(options.out))
          return {
            answer: { item: { file: options.out, sha256, bytes } },
            lines: [
              `Copied the library to ${options.out} (${bytes.toLocaleString('en')} bytes, SHA-256 ${sha256}).`,
            ],
          }
        }),
      ),
    )
}
