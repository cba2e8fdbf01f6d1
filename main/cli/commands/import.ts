import { readFile, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { maxCaptureBytes } from '../../../shared/contract/capture.ts'
import { AttestError } from '../../../shared/model/error.ts'
import { type SourceDetails, sourceDetailsSchema } from '../../../shared/model/source.ts'
import { besideFile } from '../../capture/references/beside.ts'
import { isReferenceName } from '../../capture/references/formats.ts'
import { addCommand, type CommonOptions, type Registration, withLibrary } from '../environment.ts'
import { fileError } from '../files.ts'
import { withFolders } from '../folders.ts'
import { parseOptions } from '../options.ts'
import { columns, counted } from '../outcome.ts'
import { progress } from '../progress.ts'

interface ImportOptions extends CommonOptions {
  readonly meta?: string
  readonly reliability?: string
  readonly marking?: string
}

export function registerImport({ program, environment, runs }: Registration): void {
  addCommand(program, 'import <files...>', 'capture documents, and those in folders')
    .option('--meta <file>', 'their details as CSL-JSON')
    .option('--reliability <grade>', 'reliability of the source, A to F')
    .option('--marking <text>', 'the source’s marking')
    .action(
      runs((paths: string[], options: ImportOptions) =>
        withLibrary(environment, options, async (library) => {
          const own = parseOptions(
            sourceDetailsSchema.pick({ reliability: true, marking: true }).partial(),
            options,
          )
          const files = await withFolders(paths)
          const given = options.meta === undefined ? new Map() : await readMeta(options.meta, files)
          const { createCapture } = await import('../../capture/capture.ts')
          const { forkChild } = await import('../../children.ts')
          const capture = createCapture({ library, launchChild: forkChild, now: environment.now })
          const told = progress(environment)
          try {
            let done = 0
            const results = await capture.captureFiles(
              candidates(referencesFirst(files), (file) => ({ ...given.get(file), ...own })),
              {
                signal: environment.signal,
                onResult: ({ file }) => told.say(`${++done} of ${files.length}: ${basename(file)}`),
              },
            )
            const all = results.flatMap(({ parts = [], ...result }) => [result, ...parts])
            const items = all.map(({ file, status, sourceKey, snapshotId, message }) => ({
              file,
              status,
              source: sourceKey,
              snapshot: snapshotId,
              message,
            }))
            told.end()
            const failed = items.filter(({ status }) => status === 'failed' || status === 'cancelled').length
            return {
              answer: { items },
              lines: [
                ...columns(items.map((item) => [item.status, item.source ?? '', item.file, item.message])),
                `${counted(items.length - failed, 'file')} done, ${failed} failed.`,
              ],
              exit: failed > 0 ? 1 : 0,
            }
          } finally {
            told.end()
            capture.dispose()
          }
        }),
      ),
    )
}

/** The documents that references name become theirs before they are captured by themselves. */
const referencesFirst = (files: readonly string[]): string[] => [
  ...files.filter(isReferenceName),
  ...files.filter((file) => !isReferenceName(file)),
]

/** The files, read one by one when their turn comes. */
async function* candidates(files: readonly string[], detailsOf: (file: string) => Partial<SourceDetails>) {
  for (const name of files) {
    // A file that is too large is refused before it is read; one that is not there when it is read.
    const size = (await stat(name).catch(() => null))?.size
    yield {
      name,
      details: detailsOf(name),
      beside: besideFile(name),
      ...(size === undefined ? {} : { size }),
      read: async (): Promise<Uint8Array> => {
        try {
          const bytes = await readFile(name)
          if (bytes.length <= maxCaptureBytes) return bytes
        } catch (error) {
          throw fileError(name, error)
        }
        throw new AttestError('too-large', `${name} grew while it was read.`, 'Try again.')
      },
    }
  }
}

/**
 * CSL-JSON details by file: items whose `id` is a file's name, with or without its extension, belong to it; otherwise
 * there is one item for each file, in order.
 */
async function readMeta(
  meta: string,
  files: readonly string[],
): Promise<Map<string, Partial<SourceDetails>>> {
  const { detailsFromCsl } = await import('../../capture/csl.ts')
  let content: unknown
  try {
    content = JSON.parse(await readFile(meta, 'utf8'))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw fileError(meta, error)
    throw new AttestError('damaged', `${meta} is not JSON: ${error.message}.`, 'Export it as CSL-JSON again.')
  }
  const items = Array.isArray(content) ? content : [content]
  const named = new Map<string, unknown>(
    items.flatMap((item) =>
      item && typeof item === 'object' && 'id' in item ? [[String(item.id), item]] : [],
    ),
  )
  const itemOf = (file: string): unknown =>
    named.get(basename(file)) ?? named.get(basename(file, extname(file)))
  const byName = files.some((file) => itemOf(file) !== undefined)
  if (!byName && items.length !== files.length) {
    throw new AttestError(
      'bad-request',
      `${meta} describes ${counted(items.length, 'document')}, and ${counted(files.length, 'file')} were named.`,
      'Give one item for each file in order, or items whose “id” is the file’s name.',
    )
  }
  return new Map(
    files.flatMap((file, i) => {
      const item = byName ? itemOf(file) : items[i]
      return item === undefined ? [] : [[file, detailsFromCsl(item)] as const]
    }),
  )
}
