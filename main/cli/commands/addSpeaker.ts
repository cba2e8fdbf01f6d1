import type { Command } from 'commander'
import { AttestError } from '../../../shared/model/error.ts'
import { roleSchema, speakerDetailsSchema } from '../../../shared/model/speaker.ts'
import {
  addCommand,
  type CommonOptions,
  type Environment,
  type Registration,
  withLibrary,
} from '../environment.ts'
import { parseOptions } from '../options.ts'

interface NewSpeakerOptions extends CommonOptions {
  readonly name: string
  readonly kind: string
  readonly alias: string[]
  readonly role?: string
  readonly organization?: string
  readonly from?: string
  readonly to?: string
  readonly source?: string
  readonly key?: string
}

export function registerAddSpeaker(add: Command, environment: Environment, runs: Registration['runs']): void {
  addCommand(add, 'speaker', 'add a speaker')
    .requiredOption('--name <text>', 'the name; of an unnamed speaker the description as printed')
    .option('--kind <kind>', 'person, organization or anonymous', 'person')
    .option(
      '--alias <name>',
      'another name (may be repeated)',
      (name: string, all: string[]) => [...all, name],
      [],
    )
    .option('--role <title>', 'a role')
    .option('--organization <name>', 'the organization of the role')
    .option('--from <date>', 'since when the role is held')
    .option('--to <date>', 'until when')
    .option('--source <key>', 'the one source an unnamed speaker belongs to')
    .option('--key <key>', 'its key')
    .action(
      runs((options: NewSpeakerOptions) =>
        withLibrary(environment, options, async (library) => {
          if ((options.kind === 'anonymous') !== (options.source !== undefined)) {
            throw new AttestError(
              'bad-request',
              'An unnamed speaker belongs to one source, a named one to none.',
              'Give --source KEY with --kind anonymous, and only with it.',
            )
          }
          const source = options.source === undefined ? null : await library.sources.byKey(options.source)
          const roles =
            options.role === undefined
              ? []
              : [
                  parseOptions(roleSchema.omit({ id: true }), {
                    title: options.role,
                    organization: options.organization ?? '',
                    from: options.from ?? null,
                    to: options.to ?? null,
                  }),
                ]
          const details = parseOptions(speakerDetailsSchema, {
            kind: options.kind,
            name: options.name,
            aliases: options.alias,
            roles,
            sourceId: source?.id ?? null,
          })
          const speaker = await library.speakers.create({
            details,
            ...(options.key === undefined ? {} : { key: options.key }),
          })
          return { answer: { item: speaker }, lines: [`Added the speaker “${speaker.key}”: ${speaker.name}`] }
        }),
      ),
    )
}
