import type { Command } from 'commander'
import { emptyQuoteDetails, quoteDetailsSchema } from '../../../shared/model/quote.ts'
import {
  addCommand,
  type CommonOptions,
  type Environment,
  type Registration,
  withLibrary,
} from '../environment.ts'
import { parseOptions, wholeNumber } from '../options.ts'
import { shortened } from '../outcome.ts'
import { placeOf } from '../places.ts'
import { type SpeakerOptions, speakerOf } from '../speakers.ts'

interface QuoteOptions extends CommonOptions, SpeakerOptions {
  readonly source: string
  readonly exact: string
  readonly start?: number
  readonly key?: string
  readonly role?: string
}

const fields = quoteDetailsSchema.omit({ speakerId: true, roleAsPrinted: true }).partial()

export function registerAddQuote(add: Command, environment: Environment, runs: Registration['runs']): void {
  addCommand(add, 'quote', 'mark a passage as an official’s quote')
    .requiredOption('--source <key>', 'the source it stands in')
    .requiredOption(
      '--exact <text>',
      'the words of the passage, letter by letter, without outer quotation marks',
    )
    .option(
      '--start <n>',
      'where they begin, in code points, when they stand there several times',
      wholeNumber('--start'),
    )
    .option('--key <key>', 'its key')
    .option('--form <form>', 'direct, partial, indirect or mixed')
    .option('--speaker <name-or-key>', 'a speaker who has a name')
    .option('--speaker-as-printed <text>', 'an unnamed speaker’s description')
    .option('--role <text>', 'the role the text gives the speaker, as printed')
    .option(
      '--ground-rule <rule>',
      'on-record, background, deep-background, off-record, chatham-house or unknown',
    )
    .option('--said-on <date>', 'when it was said: 2026, 2026-02, 2026-02-13')
    .option('--said-on-as-printed <text>', 'that date as the source prints it')
    .option('--audience <text>', 'to whom')
    .option('--via <text>', 'through whom')
    .option('--language <tag>', 'the language it was said in')
    .option('--translation <text>', 'a translation')
    .option('--translator <name>', 'who translated it')
    .option('--note <text>', 'a remark')
    .action(
      runs((options: QuoteOptions) =>
        withLibrary(environment, options, async (library) => {
          const details = parseOptions(fields, options)
          const role = parseOptions(quoteDetailsSchema.pick({ roleAsPrinted: true }), {
            roleAsPrinted: options.role ?? '',
          })
          const source = await library.sources.byKey(options.source)
          const place = placeOf(await library.sources.read(source.id), options.exact, options.start)
          const speaker = await speakerOf(library, options, source.id)
          const quote = await library.quotes.create({
            ...emptyQuoteDetails,
            ...details,
            ...role,
            speakerId: speaker?.id ?? null,
            place,
            ...(options.key === undefined ? {} : { key: options.key }),
          })
          return {
            answer: { item: quote },
            lines: [`Added the quote “${quote.key}”: ${shortened(quote.passage.exact, 80)}`],
          }
        }),
      ),
    )
}
