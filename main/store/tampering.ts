import { AttestError, type ErrorCode } from '../../shared/model/error.ts'

/**
 * What another program did to the library's file while it is open:
 * `gone` moved, renamed or deleted; `replaced` another file has its name; `cut` shorter than it was; `written` changed
 * by someone else; `log-gone` the write-ahead log beside it is not the one we write to.
 */
export type Tampering = 'gone' | 'replaced' | 'cut' | 'written' | 'log-gone'

const elsewhere = 'Open text is not lost: it stays where it is and can be saved elsewhere.'
interface Words {
  readonly code: ErrorCode
  readonly message: (name: string, outcome: string) => string
  readonly hint: string
}
const words: Readonly<Record<Tampering, Words>> = {
  gone: {
    code: 'not-found',
    message: (name, outcome) =>
      `The library “${name}” was moved, renamed or deleted while it is open; ${outcome}.`,
    hint: `Put the file back where it was, under its name, and try again. ${elsewhere}`,
  },
  replaced: {
    code: 'not-found',
    message: (name, outcome) =>
      `Another file took the place of the library “${name}” while it is open; ${outcome}.`,
    hint: `Put the library’s own file back and try again. The other file was left untouched. ${elsewhere}`,
  },
  cut: {
    code: 'library-corrupt',
    message: (name, outcome) =>
      `Another program cut the library “${name}” short while it is open; ${outcome}.`,
    hint: `${elsewhere} Then close the library and open a backup; keep the damaged file, much of it may be recovered.`,
  },
  written: {
    code: 'library-corrupt',
    message: (name, outcome) =>
      `Another program wrote into the library “${name}” while it is open, and it is not as it was; ${outcome}.`,
    hint: `${elsewhere} Then close the library and open a backup; keep the damaged file, much of it may be recovered.`,
  },
  'log-gone': {
    code: 'io',
    message: (name, outcome) =>
      `Another program removed the file that ends in “-wal” beside the library “${name}”; ${outcome}.`,
    hint: `Everything saved before is safe in the library itself. Close the library, open it again and save. ${elsewhere}`,
  },
}

/** Says what was not done because of it, and what is safe. */
export function tampered(name: string, how: Tampering, outcome = 'this change was not saved'): AttestError {
  const { code, message, hint } = words[how]
  return new AttestError(code, message(name, outcome), hint)
}
