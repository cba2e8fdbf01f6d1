/** A word to look up, where it stands in its text: UTF-16 units, end exclusive. */
export interface WordPlace {
  readonly word: string
  readonly start: number
  readonly end: number
}

/** Stands in a text where something is that is no prose: a citation, a quotation, code. No word reaches across it. */
export const notProse = '\uFFFC'

/** Addresses, mail addresses, paths, tags: written in letters, but no words. */
const addresses =
  /(?:[a-z][a-z\d+.-]*:\/\/|www\.|mailto:)[^\s\uFFFC]+|[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)*|(?:[\p{L}\d-]+\.)+(?:com|org|net|edu|gov|mil|int|info|io|eu|uk|us|de|fr|cn|ru)(?![\p{L}\d])(?:\/[^\s\uFFFC]*)?|(?:^|(?<=\s))[~.]?\/[^\s\uFFFC]+|[@#][\p{L}\d_]+/giu

let madeSegmenter: Intl.Segmenter | undefined
/** Made when first asked for: it takes as long as a frame. */
const segmenter = (): Intl.Segmenter => {
  madeSegmenter ??= new Intl.Segmenter('en', { granularity: 'word' })
  return madeSegmenter
}
const latin = /^[\p{Script=Latin}\p{M}'’]+$/u
/** `NATO`, `NGOs`, `NATO’s`: letters that are spelled, not read. */
const acronym = /^\p{Lu}{2,}(?:['’]?s)?$/u
/** `iPhone`, `McKinsey`, `DeepMind`; not `THe`, a slip of the shift key. */
const innerCapital = /^(?:\p{Ll}+\p{Lu}|\p{Lu}\p{Ll}+\p{Lu})/u
/** What stands before a hyphen and is no word alone. */
const prefixes = new Set(
  'anti bi bio co counter cross cyber de eco euro ex extra geo hyper inter intra macro mega meta micro mid mini mis multi neo non para poly post pre pro pseudo quasi re semi sub super techno trans tri ultra un under vice'.split(
    ' ',
  ),
)

/**
 * The words of a text that a dictionary can judge, in order. Left out: numbers and words with digits, acronyms, names
 * with a capital inside, words of other scripts than Latin, single letters, addresses, and the prefixes of hyphenated
 * words; hyphenated words are judged part by part. A possessive ending (`’s`) is not part of the word.
 */
export function wordsIn(text: string): WordPlace[] {
  if (!/\p{L}\p{L}/u.test(text)) return []
  const plain = text.replace(addresses, (found) => notProse.repeat(found.length))
  const words: WordPlace[] = []
  for (const { segment, index, isWordLike } of segmenter().segment(plain)) {
    if (!isWordLike) continue
    // The rules of Unicode keep `e.g` and `end.Next` together at the full stop.
    if (segment.includes('.')) {
      const parts = segment.split('.')
      if (parts.some((part) => part.length < 3)) continue
      let at = index
      for (const part of parts) {
        add(part, at)
        at += part.length + 1
      }
    } else add(segment, index)
  }
  return words

  function add(segment: string, from: number): void {
    if (!latin.test(segment) || acronym.test(segment) || innerCapital.test(segment)) return
    const word = segment.replace(/['’]s?$/iu, '')
    if (word.length < 2) return
    const end = from + word.length
    if (hyphenAt(plain, end) && prefixes.has(word.toLowerCase())) return
    // The head of `co‑operate` written with another hyphen, or a word broken by a soft one, is a part as any other.
    words.push({ word, start: from, end })
  }
}

const hyphenAt = (text: string, at: number): boolean => /^[-\u2010\u2011]\p{L}/u.test(text.slice(at, at + 2))

/** A word as it is compared: one kind of apostrophe, composed letters. */
export const asLookedUp = (word: string): string => word.normalize('NFC').replace(/[’ʼ]/gu, "'")
