import { AttestError, type ErrorCode } from '../../shared/model/error.ts'

/**
 * What another program did to the library's file while it is open:
 * `gone` moved, renamed or deleted; `replaced` another file has its name; `cut` shorter than it was; `written` changed
 * by someone else; `log-gone` the write-ahead log beside it is not the one we write to, `log-cut` it is shorter,
 * `log-written` it was changed; `index-gone` the log's index is not the one we have, `index-cut` it is shorter.
 */
export type Tampering =
  | 'gone'
  | 'replaced'
  | 'cut'
  | 'written'
  | 'log-gone'
  | 'log-cut'
  | 'log-written'
  | 'index-gone'
  | 'index-cut'

/** SQLite must not touch the log before it is known what is left of it. */
export const isOfLog = (how: Tampering): boolean =>
  how === 'log-cut' || how === 'log-written' || how === 'index-cut'

const elsewhere = 'Open text is not lost: it stays where it is and can be saved elsewhere.'
const reopen = `Everything saved before is safe in the library itself. Close the library, open it again and save. ${elsewhere}`
const lost = `What was saved in the last minutes may be missing from the library. ${elsewhere} Then close the library, open it again and compare.`
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
    hint: reopen,
  },
  'log-cut': {
    code: 'library-corrupt',
    message: (name, outcome) =>
      `Another program cut the file that ends in “-wal” beside the library “${name}” short; ${outcome}.`,
    hint: lost,
  },
  'log-written': {
    code: 'library-corrupt',
    message: (name, outcome) =>
      `Another program wrote into the file that ends in “-wal” beside the library “${name}”; ${outcome}.`,
    hint: lost,
  },
  'index-gone': {
    code: 'io',
    message: (name, outcome) =>
      `Another program removed the file that ends in “-shm” beside the library “${name}”; ${outcome}.`,
    hint: reopen,
  },
  'index-cut': {
    code: 'io',
    message: (name, outcome) =>
      `Another program cut the file that ends in “-shm” beside the library “${name}” short; ${outcome}.`,
    hint: reopen,
  },
}

/**
 * Says what was not done because of it, and what is safe.
 *
 * @param rescued the name of the copy into which everything saved before was put, where the library has lost some of it
 */
export function tampered(
  name: string,
  how: Tampering,
  outcome = 'this change was not saved',
  rescued: string | null = null,
): AttestError {
  const { code, message, hint } = words[how]
  const safe = `Everything saved before is in “${rescued}” beside it: close this library and open that one. ${elsewhere}`
  return new AttestError(code, message(name, outcome), rescued === null ? hint : safe)
}
