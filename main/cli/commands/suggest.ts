import { itemsOf } from '../../capture/suggest/items.ts'
import { suggestionsFor } from '../../capture/suggest/suggester.ts'
import { forkChild } from '../../children.ts'
import { addCommand, type CommonOptions, type Registration, withLibrary } from '../environment.ts'
import { columns, counted, shortened } from '../outcome.ts'

type SuggestOptions = CommonOptions

export function registerSuggest({ program, environment, runs }: Registration): void {
  addCommand(
    program,
    'suggest <source>',
    'find the quotes and claims that a source’s English text seems to hold; nothing is added',
  ).action(
    runs((key: string, options: SuggestOptions) =>
      withLibrary(environment, options, async (library) => {
        const source = await library.sources.byKey(key)
        const { text } = await library.sources.read(source.id)
        const { quotes, claims } = itemsOf(text, await suggestionsFor(text, forkChild))
        return {
          answer: { items: [...quotes, ...claims] },
          lines: [
            ...columns(
              [...quotes, ...claims]
                .sort((a, b) => a.start - b.start)
                .map((item) => [
                  String(item.start),
                  item.type === 'quote' ? `${item.form} quote` : item.kind,
                  item.speaker?.name ?? item.speaker?.printed ?? '',
                  shortened(item.exact, 80),
                ]),
            ),
            `${counted(quotes.length, 'quote')} and ${counted(claims.length, 'claim')} suggested in “${key}”. Add those you confirm with attest add.`,
          ],
        }
      }),
    ),
  )
}
