import { asLookedUp, wordsIn } from './words.ts'

/** The words of names that a text may have too: those that begin with a capital, each once. */
export function nameWordsOf(names: Iterable<string>): string[] {
  const words = new Set<string>()
  for (const name of names) {
    for (const { word } of wordsIn(name)) if (/^\p{Lu}/u.test(word)) words.add(asLookedUp(word))
  }
  return [...words]
}

/** Words that are right whatever the dictionary says. */
export interface OwnWords {
  has(word: string): boolean
  readonly all: readonly string[]
}

/**
 * Lists of words as one. A word in lower case is right with a capital too, and in capitals alone; a name is right as it
 * is written. A part of a hyphenated word on a list is right by itself.
 */
export function ownWords(...lists: readonly (readonly string[])[]): OwnWords {
  const set = new Set<string>()
  for (const list of lists) {
    for (const word of list) {
      const looked = asLookedUp(word)
      set.add(looked)
      for (const part of looked.split(/[-‐‑]/u)) if (part.length > 1) set.add(part)
    }
  }
  return {
    all: [...set],
    has: (word) => {
      const looked = asLookedUp(word)
      return set.has(looked) || set.has(looked.charAt(0).toLowerCase() + looked.slice(1))
    },
  }
}
