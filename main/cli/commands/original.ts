import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { AttestError } from '../../../shared/model/error.ts'
import { originalOf } from '../../capture/original.ts'
import { writeWhole } from '../../wholeFile.ts'
import { addCommand, type CommonOptions, type Registration, withLibrary } from '../environment.ts'
import { counted } from '../outcome.ts'

interface OriginalOptions extends CommonOptions {
  readonly out?: string
  readonly hash?: string
}

export function registerOriginal({ program, environment, runs }: Registration): void {
  addCommand(program, 'original <source>', 'write a captured document as it came')
    .option('--out <file>', 'where to; without it the name that it came with, in this folder')
    .option('--hash <beginning>', 'an earlier capture, by how its hash begins')
    .action(
      runs((key: string, options: OriginalOptions) =>
        withLibrary(environment, options, async (library) => {
          const { id } = await library.sources.byKey(key)
          const original = await originalOf(library, id, await captureOf(options.hash))
          // Only a place that was named may be written over.
          const path = resolve(options.out ?? original.name)
          if (options.out === undefined && existsSync(path)) {
            throw new AttestError(
              'bad-request',
              `${original.name} is in this folder already.`,
              'Say where to with --out; nothing was written.',
            )
          }
          await writeWhole(path, original.bytes, environment.signal)
          const file = options.out ?? original.name
          return {
            answer: { item: { file, sha256: original.sha256, bytes: original.bytes.length } },
            lines: [`Wrote ${file}: ${counted(original.bytes.length, 'byte')}, SHA-256 ${original.sha256}.`],
          }

          async function captureOf(beginning: string | undefined) {
            if (beginning === undefined) return undefined
            const { snapshots } = await library.sources.get(id)
            const found = snapshots.filter(({ sha256 }) => sha256.startsWith(beginning.toLowerCase()))
            if (found.length === 1) return found[0]?.id
            throw new AttestError(
              'not-found',
              `${found.length === 0 ? 'No capture' : 'More than one capture'} of “${key}” has a hash that begins with ${beginning}.`,
              `“attest show ${key}” lists the captures with their hashes.`,
            )
          }
        }),
      ),
    )
}
