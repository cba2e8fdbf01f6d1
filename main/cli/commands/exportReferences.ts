import { resolve } from 'node:path'
import { Option } from 'commander'
import { type ReferenceFormat, referenceFormats } from '../../../shared/contract/references.ts'
import { AttestError } from '../../../shared/model/error.ts'
import type { Id } from '../../../shared/model/identity.ts'
import type { Library } from '../../store/library.ts'
import { writeWhole } from '../../wholeFile.ts'
import { addCommand, type CommonOptions, type Registration, withLibrary } from '../environment.ts'
import { counted } from '../outcome.ts'

interface ReferencesOptions extends CommonOptions {
  readonly to: ReferenceFormat
  readonly out?: string
  readonly briefing?: string
}

export function registerExportReferences({ program, environment, runs }: Registration): void {
  addCommand(program, 'export-references [sources...]', 'write sources as references')
    .addOption(
      new Option('--to <format>', 'the format').choices(Object.keys(referenceFormats)).makeOptionMandatory(),
    )
    .option('--out <file>', 'where to; without it they are printed')
    .option('--briefing <key>', 'those that this briefing cites')
    .action(
      runs((keys: string[], options: ReferencesOptions) =>
        withLibrary(environment, options, async (library) => {
          if (keys.length > 0 && options.briefing !== undefined) {
            throw new AttestError(
              'bad-request',
              'Sources were named, and a briefing too.',
              'Name sources, or give --briefing; without both, all sources are written.',
            )
          }
          const sources = await library.sources.forReferences(await wanted(library, keys, options.briefing))
          if (sources.length === 0) {
            throw new AttestError(
              'empty',
              options.briefing === undefined
                ? 'The library has no sources.'
                : `“${options.briefing}” cites no source.`,
              'Nothing was written.',
            )
          }
          const { writeReferences } = await import('../../capture/references/write.ts')
          const bytes = writeReferences(options.to, sources)
          const said = `${counted(sources.length, 'reference')}, ${counted(bytes.length, 'byte')}`
          if (options.out === undefined) {
            const text = new TextDecoder().decode(bytes)
            if (options.json === true)
              return { answer: { item: { file: null, references: sources.length, text } }, lines: [] }
            environment.out(text)
            return { answer: {}, lines: [], silent: true }
          }
          await writeWhole(resolve(options.out), bytes, environment.signal)
          return {
            answer: { item: { file: options.out, references: sources.length, bytes: bytes.length } },
            lines: [`Wrote ${options.out}: ${said}.`],
          }
        }),
      ),
    )
}

/** Null for all. */
async function wanted(
  library: Library,
  keys: readonly string[],
  briefing: string | undefined,
): Promise<Id[] | null> {
  if (briefing !== undefined) return library.sources.citedIn((await library.briefings.byKey(briefing)).id)
  if (keys.length === 0) return null
  const ids: Id[] = []
  for (const key of new Set(keys)) ids.push((await library.sources.byKey(key)).id)
  return ids
}
