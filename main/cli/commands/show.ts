import type { Usage } from '../../../shared/contract/entities.ts'
import { allText } from '../../../shared/document/walk.ts'
import { AttestError } from '../../../shared/model/error.ts'
import type { Library } from '../../store/library.ts'
import { addCommand, type CommonOptions, type Registration, withLibrary } from '../environment.ts'
import { columns, type Outcome, shortened } from '../outcome.ts'
import { absent } from '../speakers.ts'

export function registerShow({ program, environment, runs }: Registration): void {
  addCommand(program, 'show <key>', 'show one source, claim, quote, speaker or briefing').action(
    runs((key: string, options: CommonOptions) =>
      withLibrary(environment, options, async (library) => {
        for (const look of looks) {
          const outcome = await look(library, key)
          if (outcome) return outcome
        }
        throw new AttestError(
          'not-found',
          `Nothing has the key “${key}”.`,
          'Look it up with “search” or “list”.',
        )
      }),
    ),
  )
}

const usageLines = (usage: readonly Usage[]): string[] =>
  usage.length === 0
    ? ['Not used in a briefing.']
    : usage.map(({ briefingKey, words }) => `Used in “${briefingKey}”: ${shortened(words, 80)}`)

/** One entity type each: null when the key is none of its own. */
const looks: readonly ((library: Library, key: string) => Promise<Outcome | null>)[] = [
  async (library, key) => {
    const found = await library.sources.byKey(key).catch(absent)
    if (!found) return null
    const { source, snapshots, usage } = await library.sources.get(found.id)
    return {
      answer: { item: { entity: 'source', ...source, snapshots, usage } },
      lines: [
        ...columns([
          ['Source', source.key],
          ['Title', source.title],
          ['Publisher', source.publisher],
          ['Issued', source.issued ?? source.issuedAsPrinted],
          ['Address', source.url],
          ['Reliability', source.reliability],
          ['Status', source.status],
        ]),
        ...snapshots.map(
          ({ fileName, sha256, capturedAt, supersededBy }) =>
            `Captured ${new Date(capturedAt).toISOString()} from ${fileName}, SHA-256 ${sha256}${supersededBy ? ' (superseded)' : ''}`,
        ),
        ...usageLines(usage),
      ],
    }
  },
  async (library, key) => {
    const found = await library.claims.byKey(key).catch(absent)
    if (!found) return null
    const { claim, usage } = await library.claims.get(found.id)
    const links = await library.claims.links(claim.id)
    return {
      answer: { item: { entity: 'claim', ...claim, links, usage } },
      lines: [
        ...columns([
          ['Claim', claim.key],
          ['Statement', claim.text],
          ['Kind', `${claim.kind}, ${claim.modality}, ${claim.attribution}`],
          ['Credibility', String(claim.credibility)],
        ]),
        ...claim.evidence.map(
          ({ stance, passage, verification }) =>
            `${stance} at ${passage.start}–${passage.end} (${verification.verdict}): “${passage.exact}”`,
        ),
        ...usageLines(usage),
      ],
    }
  },
  async (library, key) => {
    const found = await library.quotes.byKey(key).catch(absent)
    if (!found) return null
    const { quote, usage } = await library.quotes.get(found.id)
    const speaker = quote.speakerId ? (await library.speakers.get(quote.speakerId)).speaker : null
    const { passage, verification } = quote
    return {
      answer: { item: { entity: 'quote', ...quote, speaker, usage } },
      lines: [
        ...columns([
          ['Quote', quote.key],
          ['Form', `${quote.form}, ${quote.groundRule}`],
          [
            'Speaker',
            speaker ? `${speaker.name}${quote.roleAsPrinted ? `, ${quote.roleAsPrinted}` : ''}` : '',
          ],
        ]),
        `Stands at ${passage.start}–${passage.end} (${verification.verdict}): “${passage.exact}”`,
        ...usageLines(usage),
      ],
    }
  },
  async (library, key) => {
    const found = await library.speakers.byKey(key).catch(absent)
    if (!found) return null
    const { speaker, quotes } = await library.speakers.get(found.id)
    return {
      answer: { item: { entity: 'speaker', ...speaker, quotes } },
      lines: [
        ...columns([
          ['Speaker', speaker.key],
          ['Name', speaker.name],
          ['Kind', speaker.kind],
        ]),
        ...speaker.roles.map(({ title, organization }) => [title, organization].filter(Boolean).join(', ')),
        ...quotes.map((quote) => `“${shortened(quote.words, 80)}” (${quote.key})`),
      ],
    }
  },
  async (library, key) => {
    const briefing = await library.briefings.byKey(key).catch(absent)
    if (!briefing) return null
    const [versions, releases] = [
      await library.versions.list(briefing.id),
      await library.releases.list(briefing.id),
    ]
    return {
      answer: { item: { entity: 'briefing', ...briefing, versions, releases } },
      lines: [
        ...columns([
          ['Briefing', briefing.key],
          ['Subject', briefing.header.subject],
          ['Date', briefing.header.date ?? ''],
          ['Marking', briefing.header.marking],
        ]),
        '',
        ...briefing.blocks.map(allText),
        ...releases.map(({ fileName, sha256 }) => `Released as ${fileName}, SHA-256 ${sha256}`),
      ],
    }
  },
]
