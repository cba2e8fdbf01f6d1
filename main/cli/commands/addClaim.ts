import type { Command } from 'commander'
import { claimDetailsSchema, emptyClaimDetails } from '../../../shared/model/claim.ts'
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

interface ClaimOptions extends CommonOptions, SpeakerOptions {
  readonly source: string
  readonly exact: string
  readonly start?: number
  readonly key?: string
  readonly text?: string
  readonly attribution?: string
}

/** What a person says of a claim, beside its text, speaker and attribution, which depend on other options. */
const fields = claimDetailsSchema.omit({ text: true, speakerId: true, attribution: true }).partial()

export function registerAddClaim(add: Command, environment: Environment, runs: Registration['runs']): void {
  addCommand(add, 'claim', 'mark a passage as a claim')
    .requiredOption('--source <key>', 'the source it stands in')
    .requiredOption('--exact <text>', 'the words of the passage, letter by letter')
    .option(
      '--start <n>',
      'where they begin, in code points, when they stand there several times',
      wholeNumber('--start'),
    )
    .option('--key <key>', 'its key')
    .option('--text <text>', 'the statement, if other than the words')
    .option('--kind <kind>', 'fact, judgment, assumption, forecast or opinion')
    .option('--modality <modality>', 'asserted, hedged or alleged')
    .option('--attribution <attribution>', 'unattributed, named or anonymous; follows from the speaker')
    .option('--speaker <name-or-key>', 'a speaker who has a name')
    .option('--speaker-as-printed <text>', 'an unnamed speaker’s description')
    .option('--credibility <1-6>', 'credibility of the information', wholeNumber('--credibility'))
    .option('--likelihood <term>', 'of a judgment or forecast, such as “very likely”')
    .option('--confidence <level>', 'of a judgment or forecast: low, moderate or high')
    .option('--date <date>', 'when it holds: 2026, 2026-02, 2026-02-13')
    .option('--date-as-printed <text>', 'the date as the source prints it')
    .option('--note <text>', 'a remark')
    .action(
      runs((options: ClaimOptions) =>
        withLibrary(environment, options, async (library) => {
          const details = parseOptions(fields, options)
          const source = await library.sources.byKey(options.source)
          const place = placeOf(await library.sources.read(source.id), options.exact, options.start)
          const attribution = parseOptions(claimDetailsSchema.pick({ attribution: true }).partial(), options)
          const speaker = await speakerOf(library, options, source.id)
          const claim = await library.claims.create({
            ...emptyClaimDetails,
            ...details,
            text: options.text ?? options.exact,
            attribution:
              attribution.attribution ??
              (speaker === null ? 'unattributed' : speaker.unnamed ? 'anonymous' : 'named'),
            speakerId: speaker?.id ?? null,
            place,
            ...(options.key === undefined ? {} : { key: options.key }),
          })
          return {
            answer: { item: claim },
            lines: [`Added the claim “${claim.key}”: ${shortened(claim.text, 80)}`],
          }
        }),
      ),
    )
}
