import { z } from 'zod'
import { AttestError } from '../../shared/model/error.ts'
import { nameWordsOf } from '../../shared/spelling/ownWords.ts'
import type { Store } from './store.ts'
import type { ReadDb } from './transactions.ts'

/** The row of `setting` that holds the library's own words, a JSON array. */
const SETTING = 'words'
/** A library with more words than this of its own needs a dictionary instead. */
export const mostWords = 20_000

const kept = z.array(z.string())

/** The words that a person added to the library, in order of the alphabet. */
export async function libraryWords(db: ReadDb): Promise<string[]> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', SETTING).executeTakeFirst()
  const read = kept.safeParse(row === undefined ? [] : JSON.parse(row.value))
  return read.success ? read.data : []
}

/** Adds or removes a word; a word that is there already, or is not there, changes nothing. Rejects with `too-large`. */
export function changeLibraryWords(store: Store, word: string, there: boolean): Promise<void> {
  return store.database.write(async (tx) => {
    const words = new Set(await libraryWords(tx))
    if (words.has(word) === there) return
    if (there) words.add(word)
    else words.delete(word)
    if (words.size > mostWords) {
      throw new AttestError(
        'too-large',
        `This library has ${mostWords} words of its own already.`,
        'Remove some in the settings, or add a dictionary file that has them.',
      )
    }
    const value = JSON.stringify([...words].sort((a, b) => a.localeCompare(b, 'en')))
    await tx.deleteFrom('setting').where('name', '=', SETTING).execute()
    await tx.insertInto('setting').values({ name: SETTING, value }).execute()
  })
}

/** The capitalised words of the names in the library, each once: speakers, aliases, roles, authors and publishers. */
export async function namesIn(db: ReadDb): Promise<string[]> {
  const speakers = await db
    .selectFrom('speaker')
    .select('name')
    .where('deleted_at', 'is', null)
    .where('kind', '<>', 'anonymous')
    .execute()
  const aliases = await db.selectFrom('speaker_alias').select('name').execute()
  const roles = await db.selectFrom('speaker_role').select(['title', 'organization']).execute()
  const sources = await db
    .selectFrom('source')
    .select(['publisher', 'authors_text'])
    .where('deleted_at', 'is', null)
    .execute()
  return nameWordsOf([
    ...speakers.map(({ name }) => name),
    ...aliases.map(({ name }) => name),
    ...roles.flatMap(({ title, organization }) => [title, organization]),
    ...sources.flatMap((source) => [source.publisher, source.authors_text]),
  ])
}
