/**
 * Cutting text into the pieces a reader compares: words (with inner apostrophes, and separators inside numbers), runs
 * of white space, single punctuation marks, whole emoji, and single characters of scripts written without spaces.
 */

const UNSPACED =
  '[\\p{sc=Han}\\p{sc=Hira}\\p{sc=Kana}\\p{sc=Bopo}\\p{sc=Thai}\\p{sc=Laoo}\\p{sc=Khmr}\\p{sc=Mymr}\\p{sc=Tibt}\\p{sc=Yiii}\\u30FC]'
const INNER = `(?:(?!${UNSPACED})[\\p{L}\\p{N}\\p{M}\\p{Pc}\\u00AD\\u200C])`
const EMOJI =
  '\\p{Extended_Pictographic}[\\p{M}\\p{Emoji_Modifier}]*(?:\\u200D\\p{Extended_Pictographic}[\\p{M}\\p{Emoji_Modifier}]*)*'

const TOKEN = new RegExp(
  [
    '\\s+',
    `${UNSPACED}\\p{M}*`,
    `${INNER}+(?:(?:['\\u2019](?=\\p{L})|(?<=\\p{N})[.,:](?=\\p{N}))${INNER}+)*`,
    '\\p{Regional_Indicator}{2}',
    EMOJI,
    '[\\s\\S]\\p{M}*',
  ].join('|'),
  'gu',
)

const WORD = /[\p{L}\p{N}]/u
const SPACE = /^\s/

export type Token = { text: string; start: number; end: number; kind: 'word' | 'space' | 'mark' }

/** Cuts `text` into tokens that, joined, are `text`; `start` and `end` are UTF-16 offsets. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let start = 0
  for (const piece of text.match(TOKEN) ?? []) {
    const end = start + piece.length
    tokens.push({
      text: piece,
      start,
      end,
      kind: SPACE.test(piece) ? 'space' : WORD.test(piece) ? 'word' : 'mark',
    })
    start = end
  }
  return tokens
}

/** Numbers for words: equal words get equal numbers, from 0 on. */
export class Vocabulary {
  readonly #ids = new Map<string, number>()

  idOf(word: string): number {
    const known = this.#ids.get(word)
    if (known !== undefined) return known
    this.#ids.set(word, this.#ids.size)
    return this.#ids.size - 1
  }

  get size(): number {
    return this.#ids.size
  }
}
