/**
 * What went wrong, as a value that crosses every boundary of the app.
 *
 * `message` says what happened and to what; `hint` says what is safe and what the person can do next.
 * Both are complete English sentences that may be shown as they are.
 */
export interface ErrorValue {
  readonly code: ErrorCode
  readonly message: string
  readonly hint: string
}

/** Every kind of failure a caller may want to tell apart. */
export const errorCodes = [
  'bad-request', // the payload does not fit the contract
  'forbidden', // the caller may not ask this
  'not-found', // no such entity, file or token
  'conflict', // the entity changed since it was read
  'taken', // a key or name is in use
  'no-library', // nothing is open
  'library-locked', // another process writes to this library
  'library-newer', // made by a newer Attest
  'library-corrupt', // not a library, or damaged
  'read-only', // the file or folder cannot be written
  'disk-full',
  'io', // another failure of the disk
  'unsupported', // a kind of file, script or request that Attest does not handle
  'too-large',
  'empty',
  'damaged', // a captured file that cannot be read as what it says it is
  'not-anchored', // words that do not stand in the text, or stand there more than once
  'not-allowed', // against a rule of the field, e.g. an indirect quote in quote marks
  'missing-glyph',
  'compile-failed', // the document could not be set
  'cancelled',
  'busy', // leased by another window, or an act is running
  'timeout',
  'internal',
] as const
export type ErrorCode = (typeof errorCodes)[number]

/** The only exception that services throw on purpose; `toErrorValue` turns it into a value at the boundary. */
export class AttestError extends Error implements ErrorValue {
  readonly code: ErrorCode
  readonly hint: string

  constructor(code: ErrorCode, message: string, hint: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'AttestError'
    this.code = code
    this.hint = hint
  }
}

/** Any thrown thing as an `ErrorValue`; what was not foreseen becomes `internal` and keeps its own words. */
export function toErrorValue(error: unknown): ErrorValue {
  if (error instanceof AttestError) return { code: error.code, message: error.message, hint: error.hint }
  const words = error instanceof Error ? error.message : String(error)
  return {
    code: 'internal',
    message: `Something failed that Attest did not foresee: ${words}`,
    hint: 'Nothing that was saved is affected. Try again; if it happens again, report these words.',
  }
}

/** The answer to every call across a boundary. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: ErrorValue }
