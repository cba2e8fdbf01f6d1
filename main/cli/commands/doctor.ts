import { resolve } from 'node:path'
import { AttestError, type ErrorCode } from '../../../shared/model/error.ts'
import type { RepairedCopy } from '../../store/repair.ts'
import { addCommand, type CommonOptions, libraryPath, type Registration } from '../environment.ts'
import { counted, type Outcome } from '../outcome.ts'

interface Problem {
  readonly kind: string
  readonly what: string
  readonly hint: string
}

/** Reasons not to open that are something wrong with the library itself, and so an answer. */
const diagnoses: readonly ErrorCode[] = ['library-newer', 'library-corrupt', 'read-only', 'disk-full', 'io']

type Options = CommonOptions & { readonly repair?: string }

export function registerDoctor({ program, environment, runs }: Registration): void {
  addCommand(program, 'doctor', 'tell what is wrong with a library, and make a repaired copy of it')
    .option('--repair <file>', 'write a repaired copy; the damaged library is only read')
    .action(
      runs(async (options: Options): Promise<Outcome> => {
        const path = resolve(libraryPath(options))
        const { now, version, signal } = environment
        const items = await examined(path, { now, version })
        const found = [
          ...items.map(({ kind, what, hint }) => `${kind}: ${what} ${hint}`),
          items.length === 0 ? 'Nothing is wrong with this library.' : `${counted(items.length, 'problem')}.`,
        ]
        if (options.repair === undefined) {
          return { answer: { items }, lines: found, exit: items.length > 0 ? 1 : 0 }
        }
        const { createRepairedCopy } = await import('../../store/repair.ts')
        const made = await createRepairedCopy(path, resolve(options.repair), { now, version, signal })
        const isWhole = made.remaining.length === 0 && made.items.every(({ kind }) => kind === 'restored')
        return {
          answer: { items, item: { file: options.repair, ...made } },
          lines: [...found, ...linesOf(made, options.repair)],
          exit: items.length > 0 || !isWhole ? 1 : 0,
        }
      }),
    )
}

async function examined(
  path: string,
  options: { now: () => number; version: string },
): Promise<readonly Problem[]> {
  try {
    const { examineFile } = await import('../../store/doctorFile.ts')
    return await examineFile(path, options)
  } catch (error) {
    if (!(error instanceof AttestError && diagnoses.includes(error.code))) throw error
    return [{ kind: error.code, what: error.message, hint: error.hint }]
  }
}

/** What was lost first: it is what somebody has to look for elsewhere. */
function linesOf({ items, rows, remaining }: RepairedCopy, file: string): string[] {
  const of = (wanted: string) => items.filter(({ kind }) => kind === wanted)
  const counts = [
    `${counted(of('lost').length, 'loss', 'losses')}`,
    `${of('doubtful').length.toLocaleString('en')} doubtful`,
    `${of('restored').length.toLocaleString('en')} restored`,
  ]
  return [
    ...[...of('lost'), ...of('doubtful'), ...of('restored')].map(({ kind, what }) => `${kind}: ${what}`),
    ...remaining.map(({ kind, what }) => `still wrong in the copy: ${kind}: ${what}`),
    `Wrote ${file}: ${counted(rows, 'row')} taken over; ${counts.join(', ')}.`,
  ]
}
