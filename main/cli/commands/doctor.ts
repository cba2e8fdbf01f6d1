import { AttestError, type ErrorCode } from '../../../shared/model/error.ts'
import {
  addCommand,
  type CommonOptions,
  libraryPath,
  type Registration,
  withLibrary,
} from '../environment.ts'
import { counted, type Outcome } from '../outcome.ts'

interface Problem {
  readonly kind: string
  readonly what: string
  readonly hint: string
}

/** Reasons not to open that are something wrong with the library itself, and so an answer. */
const diagnoses: readonly ErrorCode[] = ['library-newer', 'library-corrupt', 'read-only', 'disk-full', 'io']

export function registerDoctor({ program, environment, runs }: Registration): void {
  addCommand(program, 'doctor', 'tell what is wrong with a library and what can be done').action(
    runs(async (options: CommonOptions): Promise<Outcome> => {
      libraryPath(options)
      let items: readonly Problem[]
      try {
        items = await withLibrary(environment, options, (library) => library.doctor())
      } catch (error) {
        if (!(error instanceof AttestError && diagnoses.includes(error.code))) throw error
        items = [{ kind: error.code, what: error.message, hint: error.hint }]
      }
      return {
        answer: { items },
        lines: [
          ...items.map(({ kind, what, hint }) => `${kind}: ${what} ${hint}`),
          items.length === 0 ? 'Nothing is wrong with this library.' : `${counted(items.length, 'problem')}.`,
        ],
        exit: items.length > 0 ? 1 : 0,
      }
    }),
  )
}
