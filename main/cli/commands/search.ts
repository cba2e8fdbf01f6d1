import { addCommand, type CommonOptions, type Registration, withLibrary } from '../environment.ts'
import { wholeNumber } from '../options.ts'
import { columns, counted, shortened } from '../outcome.ts'

interface SearchOptions extends CommonOptions {
  readonly limit: number
  readonly briefing?: string
}

export function registerSearch({ program, environment, runs }: Registration): void {
  addCommand(program, 'search <words...>', 'find claims, quotes, sources and speakers, as the palette does')
    .option('--limit <n>', 'how many at most (1 to 100)', wholeNumber('--limit'), 20)
    .option('--briefing <key>', 'put what this briefing cites already first')
    .action(
      runs((words: string[], options: SearchOptions) =>
        withLibrary(environment, options, async (library) => {
          const briefing =
            options.briefing === undefined ? null : await library.briefings.byKey(options.briefing)
          const found = await library.search.palette({
            query: words.join(' ').slice(0, 400),
            briefingId: briefing?.id ?? null,
            limit: Math.min(Math.max(options.limit, 1), 100),
          })
          const items = found.map(({ type, key, text, source, verdict }) => ({
            type,
            key,
            text,
            source,
            verdict,
          }))
          return {
            answer: { items },
            lines: [
              ...columns(
                items.map((item) => [item.type, item.key, item.verdict ?? '', shortened(item.text, 80)]),
              ),
              counted(items.length, 'match', 'matches'),
            ],
          }
        }),
      ),
    )
}
