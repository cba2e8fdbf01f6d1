import { Argument, type Command } from 'commander'
import type { Id } from '../../../shared/model/identity.ts'
import type { Library } from '../../store/library.ts'
import { addCommand, type CommonOptions, type Registration, withLibrary } from '../environment.ts'
import { wholeNumber } from '../options.ts'
import { columns, counted, type Outcome, shortened } from '../outcome.ts'

interface ListOptions extends CommonOptions {
  readonly query: string
  readonly limit: number
  readonly offset: number
  readonly source?: string
}

const kinds = ['sources', 'claims', 'quotes', 'speakers', 'briefings'] as const
type Kind = (typeof kinds)[number]

/** Rows read at a time: what the contract allows. */
const pageSize = 1000

interface Listed {
  readonly items: readonly { readonly key: string }[]
  readonly total: number
  /** Each item as a row for people, without its key. */
  readonly rows: readonly (readonly string[])[]
}

export function registerList({ program, environment, runs }: Registration): void {
  const command: Command = addCommand(program, 'list', 'list what is in the library')
  command
    .addArgument(new Argument('<kind>', 'what to list').choices([...kinds]))
    .option('--query <words>', 'only those that match', '')
    .option('--source <key>', 'only those of one source (claims, quotes, speakers)')
    .option('--limit <n>', 'how many at most', wholeNumber('--limit'), 1_000_000)
    .option('--offset <n>', 'how many to leave out at the start', wholeNumber('--offset'), 0)
    .action(
      runs((kind: Kind, options: ListOptions) =>
        withLibrary(environment, options, async (library): Promise<Outcome> => {
          const sourceId =
            options.source === undefined ? undefined : (await library.sources.byKey(options.source)).id
          const { items, total, rows } = await listAll(library, kind, options, sourceId)
          const more = total - options.offset - items.length
          return {
            answer: { items, total },
            lines: [
              ...columns(items.map((item, i) => [item.key, ...(rows[i] ?? [])])),
              more > 0 ? `${counted(more, 'more')}.` : counted(total, kind.slice(0, -1)),
            ],
          }
        }),
      ),
    )
}

async function listAll(
  library: Library,
  kind: Kind,
  { query, limit, offset }: ListOptions,
  sourceId: Id | undefined,
): Promise<Listed> {
  const items: { key: string }[] = []
  const rows: string[][] = []
  let total = 0
  while (items.length < limit) {
    const ask = {
      query,
      limit: Math.min(pageSize, limit - items.length),
      offset: offset + items.length,
      ...(sourceId === undefined ? {} : { sourceId }),
    }
    const page = await listPage(library, kind, ask)
    total = page.total
    items.push(...page.items)
    rows.push(...page.rows.map((row) => [...row]))
    if (page.items.length < ask.limit || items.length + offset >= total) break
  }
  return { items, total, rows }
}

async function listPage(
  library: Library,
  kind: Kind,
  ask: { query: string; limit: number; offset: number; sourceId?: Id },
): Promise<Listed> {
  switch (kind) {
    case 'sources': {
      const page = await library.sources.list(ask)
      return {
        ...page,
        rows: page.items.map((row) => [
          row.reliability,
          row.issued ?? '',
          shortened(row.title || row.publisher, 70),
          `${counted(row.claims, 'claim')}, ${counted(row.quotes, 'quote')}`,
        ]),
      }
    }
    case 'claims': {
      const page = await library.claims.list(ask)
      return {
        ...page,
        rows: page.items.map((row) => [row.kind, row.modality, row.verdict ?? '', shortened(row.text, 80)]),
      }
    }
    case 'quotes': {
      const page = await library.quotes.list(ask)
      return {
        ...page,
        rows: page.items.map((row) => [row.form, row.speakerName, row.verdict, shortened(row.words, 80)]),
      }
    }
    case 'speakers': {
      const page = await library.speakers.list(ask)
      return { ...page, rows: page.items.map((row) => [row.kind, shortened(row.name, 80)]) }
    }
    case 'briefings': {
      // There is no query for briefings in the store: they are few.
      const all = (await library.briefings.list()).filter(({ key, header }) =>
        `${key} ${header.subject}`.toLowerCase().includes(ask.query.toLowerCase()),
      )
      const items = all.slice(ask.offset, ask.offset + ask.limit)
      return {
        items,
        total: all.length,
        rows: items.map(({ header }) => [header.date ?? '', shortened(header.subject, 80)]),
      }
    }
  }
}
