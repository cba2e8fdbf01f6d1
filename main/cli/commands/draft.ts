import { readFile, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { maxPictureBytes } from '../../../shared/document/figure.ts'
import { citationsOf, quotationsOf } from '../../../shared/document/walk.ts'
import { AttestError } from '../../../shared/model/error.ts'
import {
  addCommand,
  type CommonOptions,
  type Environment,
  type Registration,
  withLibrary,
} from '../environment.ts'
import { fileError } from '../files.ts'
import { counted } from '../outcome.ts'

interface DraftOptions extends CommonOptions {
  readonly key?: string
}

export function registerDraft({ program, environment, runs }: Registration): void {
  addCommand(program, 'draft <file>', 'make a briefing from Markdown (“-” reads standard input)')
    .option('--key <key>', 'the briefing’s key')
    .action(
      runs((file: string, options: DraftOptions) =>
        withLibrary(environment, options, async (library) => {
          const { draftBriefing } = await import('../../drafting.ts')
          const text = await readDraft(file, environment)
          const { blocks, ...briefing } = await draftBriefing(library, {
            text,
            name: file,
            key: options.key,
            readPictureFile: pictureBeside(file),
          })
          const counts = {
            blocks: blocks.length,
            citations: blocks.reduce((sum, block) => sum + citationsOf(block).length, 0),
            quotations: blocks.reduce((sum, block) => sum + quotationsOf(block).length, 0),
          }
          return {
            answer: { item: { ...briefing, counts } },
            lines: [
              `Made the briefing “${briefing.key}” with ${counted(counts.citations, 'citation')} and ${counted(counts.quotations, 'quotation')}.`,
            ],
          }
        }),
      ),
    )
}

/** Pictures are looked for beside the text; beside standard input that is the folder one stands in. */
const pictureBeside =
  (file: string) =>
  async (picture: string): Promise<Uint8Array> => {
    const path = resolve(file === '-' ? '.' : dirname(file), picture)
    try {
      // Its size is told by whoever reads it; a file of gigabytes is not read at all.
      if ((await stat(path)).size > 2 * maxPictureBytes)
        throw new AttestError('too-large', `The picture “${picture}” is too large.`, 'Make it smaller first.')
      return await readFile(path)
    } catch (error) {
      throw error instanceof AttestError ? error : fileError(picture, error)
    }
  }

async function readDraft(file: string, environment: Environment): Promise<string> {
  if (file === '-') return environment.input()
  const bytes = await readFile(file).catch((error: unknown) => {
    throw fileError(file, error)
  })
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Read on regardless, other words would stand in the memo than in the file.
    throw new AttestError('damaged', `${file} is not UTF-8 text.`, 'Save it as UTF-8 and try again.')
  }
}
