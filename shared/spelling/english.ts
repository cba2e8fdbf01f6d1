import { policyWords } from './policyWords.ts'
import { createSpeller, type Dictionary, type Speller } from './speller.ts'

/** The dictionaries that Attest brings. */
export const englishDictionaries = ['en-GB', 'en-US'] as const
export type EnglishDictionary = (typeof englishDictionaries)[number]

export const isEnglish = (id: string): id is EnglishDictionary =>
  (englishDictionaries as readonly string[]).includes(id)

/** British publishers write `-ize` as well as `-ise`, and `-ization`: the Oxford spelling. */
const oxford = /iz(e|ed|es|er|ers|ing|able|ation|ations|ational)$/u

/**
 * A speller with what the dictionary of that id needs beside its files: terms of policy prose for the bundled English
 * ones, the Oxford spelling for British English.
 *
 * @throws Error where the dictionary is not one that the engine can read
 */
export function spellerFor(id: string, dictionary: Dictionary): Speller {
  if (!isEnglish(id)) return createSpeller(dictionary)
  const speller = createSpeller(dictionary, policyWords[id])
  if (id !== 'en-GB') return speller
  return {
    ...speller,
    has: (word) => speller.has(word) || (oxford.test(word) && speller.has(word.replace(oxford, 'is$1'))),
  }
}

/**
 * Which dictionary judges a briefing.
 *
 * @param chosen the setting: a dictionary, or `briefing` for the one of its language
 * @param language of the briefing, a BCP 47 tag
 * @returns null where there is none for the language
 */
export function dictionaryFor(chosen: string, language: string): string | null {
  if (chosen !== 'briefing') return chosen
  if (!/^en(?:-|$)/iu.test(language)) return null
  return /^en-(?:US|PH|LR)$/iu.test(language) ? 'en-US' : 'en-GB'
}
