import { appendFileSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { AttestError } from '../../shared/model/error.ts'

/** Largest log before it is put aside, in bytes, and how many are kept. */
const maxBytes = 256 * 1024
const kept = 3

/** The machine's own list of faults: local, rotated, and without a word of any document. */
export interface FaultLog {
  /** For the person to find it. */
  readonly file: string
  /** Appends one line, at once: the process may be about to end. Never throws. */
  add(error: unknown): void
}

/**
 * @param dataDir the machine's data folder; the log is `logs/faults.log` in it
 * @param version of Attest
 * @param now milliseconds since the Unix epoch
 */
export function createFaultLog(dataDir: string, version: string, now: () => number): FaultLog {
  const folder = join(dataDir, 'logs')
  const file = join(folder, 'faults.log')
  return {
    file,
    add: (error) => {
      try {
        mkdirSync(folder, { recursive: true })
        rotate(folder, file)
        appendFileSync(file, `${new Date(now()).toISOString()} ${version} ${describeFault(error)}\n`)
      } catch {
        // A log that cannot be written must not make things worse.
      }
    },
  }
}

function rotate(folder: string, file: string): void {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) < maxBytes) return
  const older = (age: number) => join(folder, `faults.${age}.log`)
  rmSync(older(kept - 1), { force: true })
  for (let age = kept - 2; age > 0; age -= 1) {
    if (statSync(older(age), { throwIfNoEntry: false })) renameSync(older(age), older(age + 1))
  }
  renameSync(file, older(1))
}

/**
 * A fault without content: its kind, its code and the places in our own bundles. A message is left out, since it may
 * quote a document or name a file of the person's.
 */
export function describeFault(error: unknown): string {
  if (!(error instanceof Error)) return `a thrown ${error === null ? 'null' : typeof error}`
  const code = error instanceof AttestError ? error.code : (error as NodeJS.ErrnoException).code
  return [error.name, typeof code === 'string' ? code : '', ...placesOf(error.stack ?? '')]
    .filter(Boolean)
    .join(' ')
}

/** `at name (file:line:column)` of the first frames, the files by their names alone. */
function placesOf(stack: string): string[] {
  const frames: string[] = []
  for (const line of stack.split('\n')) {
    const match = /^\s+at (?:(?:async )?([^()]+) \()?([^()]+):(\d+):(\d+)\)?$/u.exec(line)
    if (match === null) continue
    const [, name = '', path = '', at, column] = match
    frames.push(`at ${name === '' ? '' : `${name} `}(${basename(path)}:${at}:${column})`)
    if (frames.length === 12) break
  }
  return frames
}

/** What a person is told after a fault: where the work is, before anything else. */
export function faultWords(libraryPath: string | null, logFile: string): { message: string; detail: string } {
  const safe =
    libraryPath === null
      ? 'No library was open, and none was touched.'
      : `Your work is in ${libraryPath}. Everything that was saved is there, complete.`
  return {
    message: 'Attest met a fault in itself.',
    detail: `${safe}\n\nStart Attest again: what the window has not saved yet is saved first. A note of where it failed, without any of your words, is in ${logFile}.`,
  }
}
