import { create } from 'zustand'
import type { Output } from '../../shared/contract/index.ts'
import type { WordList } from '../../shared/contract/spelling.ts'
import { type OwnWords, ownWords } from '../../shared/spelling/ownWords.ts'
import { client } from '../bridge.ts'
import { shell } from '../shell/store.ts'
import { type Judge, startJudge } from './judge.ts'

type Words = Output<'spelling.words'>

export interface SpellingState {
  /** `none`: off, or no dictionary for the language; `failed`: the dictionary is missing or cannot be used. */
  readonly status: 'none' | 'loading' | 'ready' | 'failed'
  readonly judge: Judge | null
  readonly words: Words
  readonly own: OwnWords
}

const noWords: Words = { personal: [], library: [], names: [] }

/** The dictionary in use in this window, and the words that need none. */
export const useSpelling = create<SpellingState>(() => ({
  status: 'none',
  judge: null,
  words: noWords,
  own: ownWords(),
}))

let wanted: string | null = null

/** Chooses the dictionary: null for none. The one before goes on until the new one is ready, unless there is none. */
export async function chooseDictionary(id: string | null): Promise<void> {
  if (id === wanted) return
  wanted = id
  const before = useSpelling.getState().judge
  useSpelling.setState({ status: id === null ? 'none' : 'loading', judge: null })
  before?.end()
  if (id === null) return
  const judge = await startJudge(id).catch(() => null)
  if (wanted !== id) judge?.end()
  else useSpelling.setState({ judge, status: judge === null ? 'failed' : 'ready' })
}

/** Asks again for the words that need no dictionary: another library, a new speaker, another window's word. */
export async function refreshWords(): Promise<void> {
  const result = await client.call('spelling.words', {})
  if (!result.ok) return
  const words = result.value
  useSpelling.setState({ words, own: ownWords(words.personal, words.library, words.names) })
}

/** Puts a word on a list, or takes it off. @returns whether it was kept; trouble is shown */
export async function changeWord(act: 'add' | 'remove', list: WordList, word: string): Promise<boolean> {
  const result = await client.call(act === 'add' ? 'spelling.addWord' : 'spelling.removeWord', { list, word })
  if (!result.ok) shell().setTrouble(result.error)
  await refreshWords()
  return result.ok
}
