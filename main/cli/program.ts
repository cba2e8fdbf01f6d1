import { Command, CommanderError } from 'commander'
import { type ErrorValue, toErrorValue } from '../../shared/model/error.ts'
import { registerAdd } from './commands/add.ts'
import { registerBackup, registerBackups } from './commands/backup.ts'
import { registerCheck } from './commands/check.ts'
import { registerDoctor } from './commands/doctor.ts'
import { registerDraft } from './commands/draft.ts'
import { registerExport } from './commands/export.ts'
import { registerExportReferences } from './commands/exportReferences.ts'
import { registerImport } from './commands/import.ts'
import { registerList } from './commands/list.ts'
import { registerNew } from './commands/new.ts'
import { registerOriginal } from './commands/original.ts'
import { registerPurge } from './commands/purge.ts'
import { registerSearch } from './commands/search.ts'
import { registerServe } from './commands/serve.ts'
import { registerShow } from './commands/show.ts'
import { registerSpell } from './commands/spell.ts'
import { registerSuggest } from './commands/suggest.ts'
import { registerVerify } from './commands/verify.ts'
import type { CommonOptions, Environment, Registration } from './environment.ts'
import type { Outcome } from './outcome.ts'

/** 0 done, 1 done with findings or failed items, 2 wrong usage, 3 refused or failed. */
export type ExitCode = 0 | 1 | 2 | 3

const registrations = [
  registerNew,
  registerImport,
  registerAdd,
  registerList,
  registerShow,
  registerSearch,
  registerSuggest,
  registerDraft,
  registerVerify,
  registerCheck,
  registerSpell,
  registerExport,
  registerExportReferences,
  registerOriginal,
  registerBackup,
  registerBackups,
  registerPurge,
  registerDoctor,
  registerServe,
]

/** The commands and options, for running and for the test that each of them is documented. */
export function createProgram(environment: Environment, ended: (exit: ExitCode) => void): Command {
  const program = new Command('attest')
    .description('Briefings whose every claim carries its source.')
    .version(environment.version)
    // Both options may also stand before the command.
    .option('--library <file>', 'the library to work on')
    .option('--json', 'print one JSON document')
    .enablePositionalOptions()
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeOut: environment.out, writeErr: () => undefined })
  const runs: Registration['runs'] =
    (work) =>
    async (...args) => {
      // Commander gives the options and the command last.
      const command = args[args.length - 1] as unknown as Command
      const options = command.optsWithGlobals<CommonOptions>()
      const given = [...args.slice(0, -2), options, command] as unknown as typeof args
      ended(await perform(environment, options.json === true, () => work(...given)))
    }
  for (const register of registrations) register({ program, environment, runs })
  return program
}

async function perform(
  environment: Environment,
  json: boolean,
  work: () => Promise<Outcome>,
): Promise<ExitCode> {
  let outcome: Outcome
  try {
    outcome = await work()
  } catch (error) {
    return fail(environment, json, error)
  }
  if (outcome.silent) return 0
  if (json) environment.out(`${JSON.stringify({ ok: true, ...outcome.answer })}\n`)
  else for (const line of outcome.lines) environment.out(`${line}\n`)
  return outcome.exit ?? 0
}

function fail(environment: Environment, json: boolean, error: unknown): ExitCode {
  const value = toErrorValue(error)
  tell(environment, json, value)
  return value.code === 'bad-request' ? 2 : 3
}

function tell(environment: Environment, json: boolean, { code, message, hint }: ErrorValue): void {
  if (json) environment.out(`${JSON.stringify({ ok: false, error: { code, message, hint } })}\n`)
  environment.err(`${[message, hint].filter(Boolean).join(' ')}\n`)
}

/** Runs the command line `args` (without the program's own name) and gives its exit code. Never rejects. */
export async function runCommandLine(args: readonly string[], environment: Environment): Promise<ExitCode> {
  let exit: ExitCode = 0
  const program = createProgram(environment, (code) => {
    exit = code
  })
  try {
    await program.parseAsync([...args], { from: 'user' })
    return exit
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0
      // "error: unknown option '--x'" with a suggestion below it.
      const said = error.message
        .replace(/^error: /u, '')
        .replace(/\s+/gu, ' ')
        .trim()
      const message = ['(outputHelp)', ''].includes(said)
        ? 'No command was given.'
        : `${said.charAt(0).toUpperCase()}${said.slice(1)}${/[.?)]$/u.test(said) ? '' : '.'}`
      tell(environment, args.includes('--json'), {
        code: 'bad-request',
        message,
        hint: 'See “attest --help”, or “attest COMMAND --help”.',
      })
      return 2
    }
    return fail(environment, args.includes('--json'), error)
  }
}
