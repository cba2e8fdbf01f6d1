import { existsSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { Command } from 'commander'
import { AttestError } from '../../shared/model/error.ts'
import type { Library } from '../store/library.ts'
import type { Outcome } from './outcome.ts'

/** What the command line runs in; tests bring their own. */
export interface Environment {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** Progress is told only on a terminal. */
  readonly isTerminal: boolean
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  readonly version: string
  /** Aborts when the person stops the command. */
  readonly signal: AbortSignal
  /** Everything on standard input. */
  readonly input: () => Promise<string>
}

/** What every command is given to register itself with. */
export interface Registration {
  readonly program: Command
  readonly environment: Environment
  /** Wraps the work of a command: its outcome is printed, its error told, and the exit code kept. */
  readonly runs: <Args extends unknown[]>(
    work: (...args: Args) => Promise<Outcome>,
  ) => (...args: Args) => Promise<void>
}

/** The options that every command has. */
export interface CommonOptions {
  readonly library?: string
  readonly json?: boolean
}

/** A subcommand with the options that every command has. */
export function addCommand(parent: Command, usage: string, description: string): Command {
  return parent
    .command(usage)
    .description(description)
    .option('--library <file>', 'the library to work on')
    .option('--json', 'print one JSON document')
}

/** The file given with `--library`. */
export function libraryPath(options: CommonOptions): string {
  if (options.library) return options.library
  throw new AttestError('bad-request', 'No library was named.', 'Add --library FILE.')
}

/** Opens the library, lets `work` use it, and closes it whatever happens. */
export async function withLibrary<T>(
  environment: Environment,
  options: CommonOptions,
  work: (library: Library) => Promise<T>,
): Promise<T> {
  const path = libraryPath(options)
  // Loaded only now: `--help` needs no database.
  const { openLibrary } = await import('../store/open.ts')
  await warnOfPlace(environment, path)
  const library = await openLibrary(path, { now: environment.now, version: environment.version })
  try {
    return await work(library)
  } finally {
    await library.close()
  }
}

/** A library in a folder that a sync service copies is a risk that is told, on the error stream, and not refused. */
export async function warnOfPlace(environment: Environment, path: string): Promise<void> {
  const { cloudServiceOf, cloudWarning, thisMachine } = await import('../places/cloud.ts')
  const service = cloudServiceOf(resolve(path), thisMachine)
  if (service === null) return
  const { message, hint } = cloudWarning(basename(path, '.attest'), service)
  environment.err(`${message} ${hint}\n`)
}

/** The checkout or installed package: the folder above `main/cli` or `dist/main` that holds `package.json`. */
export function packageFolder(): string {
  const folder = [join(import.meta.dirname, '../..'), join(import.meta.dirname, '../../..')].find((place) =>
    existsSync(join(place, 'package.json')),
  )
  if (folder === undefined) throw new Error('package.json is missing')
  return folder
}

export function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(join(packageFolder(), 'package.json'), 'utf8')) as {
    version: string
  }
  return version
}
