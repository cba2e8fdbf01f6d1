import type { Handlers } from '../../../shared/contract/index.ts'
import type { spellingOperations, WordList } from '../../../shared/contract/spelling.ts'
import { AttestError } from '../../../shared/model/error.ts'
import type { Services } from '../../services.ts'
import { openDictionaries } from '../../spelling/dictionaries.ts'

/** As many words of one's own as the settings may hold. */
const mostWords = 20_000

export function spellingHandlers({
  dataDir,
  libraries,
  settings,
}: Services): Pick<Handlers, keyof typeof spellingOperations> {
  const dictionaries = openDictionaries(dataDir)
  const change = async (list: WordList, word: string, there: boolean): Promise<void> => {
    if (list === 'library') {
      const { words } = libraries.session().library
      await (there ? words.add(word) : words.remove(word))
      return
    }
    const words = new Set(settings.get().words)
    if (words.has(word) === there) return
    if (there) words.add(word)
    else words.delete(word)
    if (words.size > mostWords) {
      throw new AttestError(
        'too-large',
        `You have ${mostWords} words of your own already.`,
        'Remove some in the settings, or add a dictionary file that has them.',
      )
    }
    await settings.set({ words: [...words].sort((a, b) => a.localeCompare(b, 'en')) })
  }

  return {
    'spelling.words': async () => {
      const library = libraries.current()?.library
      return {
        personal: settings.get().words,
        library: (await library?.words.list()) ?? [],
        names: (await library?.words.names()) ?? [],
      }
    },
    'spelling.addWord': async ({ list, word }) => {
      await change(list, word, true)
      return {}
    },
    'spelling.removeWord': async ({ list, word }) => {
      await change(list, word, false)
      return {}
    },
    'spelling.dictionaries': async () => ({ items: await dictionaries.list() }),
    'spelling.dictionary': ({ id }) => dictionaries.read(id),
    'spelling.addDictionary': ({ name, aff, dic }) =>
      dictionaries.add(name, Buffer.from(aff, 'base64'), Buffer.from(dic, 'base64')),
    'spelling.removeDictionary': async ({ id }) => {
      await dictionaries.remove(id)
      return {}
    },
  }
}
