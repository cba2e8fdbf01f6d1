import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { AttestError } from '../../../shared/model/error.ts'
import type { Dictionary } from '../../../shared/spelling/speller.ts'
import { addCommand, type CommonOptions, type Registration, withLibrary } from '../environment.ts'
import { fileError } from '../files.ts'
import { columns, counted } from '../outcome.ts'

interface SpellOptions extends CommonOptions {
  readonly language?: string
  readonly dictionary?: string
  readonly words?: string
}

export function registerSpell({ program, environment, runs }: Registration): void {
  addCommand(program, 'spell <briefing>', 'name the words of a briefing that no dictionary has')
    .option('--language <language>', 'en-GB or en-US instead of the briefing’s own')
    .option('--dictionary <file>', 'another Hunspell dictionary: its .dic file, with the .aff file beside it')
    .option('--words <file>', 'words that are right as well, one a line')
    .action(
      runs((key: string, options: SpellOptions) =>
        withLibrary(environment, options, async (library) => {
          const briefing = await library.briefings.byKey(key)
          const { header, blocks } = await library.briefings.get(briefing.id)
          const { id, dictionary } = await dictionaryOf(options, header.language)
          const [{ spellerFor }, { ownWords }, { misspeltIn }] = await Promise.all([
            import('../../../shared/spelling/english.ts'),
            import('../../../shared/spelling/ownWords.ts'),
            import('../../spelling/misspelt.ts'),
          ])
          const lists = [
            await library.words.list(),
            await library.words.names(),
            await wordsOf(options.words),
          ]
          const items = misspeltIn(blocks, spellerFor(id, dictionary), ownWords(...lists))
          return {
            answer: { dictionary: id, items },
            lines: [
              ...columns(
                items.map(({ number, word, suggestions, context }) => [
                  `block ${number}`,
                  word,
                  suggestions.join(', '),
                  `…${context.trim()}…`,
                ]),
              ),
              items.length === 0 ? 'Nothing found.' : `${counted(items.length, 'word')} not in ${id}.`,
            ],
            exit: items.length > 0 ? 1 : 0,
          }
        }),
      ),
    )
}

/** The dictionary of a file, of the language given, or of the briefing's language. */
async function dictionaryOf(
  options: SpellOptions,
  language: string,
): Promise<{ id: string; dictionary: Dictionary }> {
  if (options.dictionary !== undefined) {
    const { readHunspell } = await import('../../spelling/hunspell.ts')
    const name = basename(options.dictionary)
    const aff = await bytesOf(options.dictionary.replace(/\.dic$/iu, '.aff'))
    return { id: name, dictionary: readHunspell(name, aff, await bytesOf(options.dictionary)) }
  }
  const { dictionaryFor, isEnglish } = await import('../../../shared/spelling/english.ts')
  const id = dictionaryFor('briefing', options.language ?? language)
  if (id === null || !isEnglish(id)) {
    throw new AttestError(
      'unsupported',
      `There is no dictionary for the language “${options.language ?? language}”.`,
      'Name a Hunspell dictionary with --dictionary FILE.dic, or --language en-GB or en-US.',
    )
  }
  const { dictionaryFiles } = await import('../../resources.ts')
  const { aff, dic } = dictionaryFiles(id)
  return { id, dictionary: { aff: await readFile(aff, 'utf8'), dic: await readFile(dic, 'utf8') } }
}

const wordsOf = async (file: string | undefined): Promise<string[]> =>
  file === undefined
    ? []
    : Buffer.from(await bytesOf(file))
        .toString('utf8')
        .split(/\r\n?|\n/u)
        .map((word) => word.trim())
        .filter(Boolean)

const bytesOf = (file: string): Promise<Uint8Array> =>
  readFile(file).catch((error: unknown) => {
    throw fileError(file, error)
  })
