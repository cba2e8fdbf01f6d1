import model from 'wink-eng-lite-web-model'
import winkNLP, { type ItemSentence, type ItemToken } from 'wink-nlp'
import type { Paragraph, Quoted } from './quotationMarks.ts'

/** A word or mark of a sentence outside quotation marks, or a whole quotation. Offsets are UTF-16, of the whole text. */
export interface Word {
  readonly text: string
  readonly lower: string
  /** Universal part of speech (https://universaldependencies.org/u/pos/), as the tagger has it. */
  readonly pos: string
  readonly start: number
  readonly end: number
  /** Set when this stands for a quotation. */
  readonly quoted: Quoted | null
}

export type Sentence = readonly Word[]

let tagger: ReturnType<typeof winkNLP> | undefined

/** One name for all quotations: to the tagger each is a thing that may be said. */
const placeholder = 'Qxq'
const nameAndCue =
  /^\s+(?:[\p{Ll}]|(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gen)\. )?\p{Lu}[\p{L}.’'-]*(?:\s+\p{Lu}[\p{L}.’'-]*){0,4}\s+(?:said|says|asked|asks|told|wrote|added|replied|shouted|exclaimed|wondered|demanded)\b)/u

/** How the sentence goes on behind a quotation, which keeps its own full stop within its marks. */
function markBehind(text: string, quoted: Quoted): string {
  const last = text.charAt(quoted.end - 1)
  const rest = text.slice(quoted.outerEnd)
  if (/^\s*[.,;:?!]/u.test(rest)) return ''
  if (last === ',') return ','
  if (/[.…]/u.test(last)) return /^\s+\p{Ll}/u.test(rest) ? ',' : '.'
  if (/[?!]/u.test(last)) return nameAndCue.test(rest) ? ',' : '.'
  return ''
}

/** A sentence of more words, or a word of more letters, is no prose; to look for speakers in it takes minutes. */
const maxWords = 400
const noProse = /\S{300}/u

/**
 * The sentences of a paragraph as the tagger sees them, with a single word in place of each quotation: what is said
 * does not decide who says it.
 */
export function sentencesOf(text: string, paragraph: Paragraph): Sentence[] {
  tagger ??= winkNLP(model, ['sbd', 'pos'])
  const { its } = tagger
  let masked = ''
  /** Where each character of `masked` stands in `text`. */
  const places: number[] = []
  const placed = new Map<number, Quoted>()
  const keep = (from: number, to: number) => {
    for (let at = from; at < to; at += 1) places.push(at)
    masked += text.slice(from, to)
  }
  let at = paragraph.start
  for (const quoted of paragraph.quoted) {
    keep(at, quoted.outerStart)
    placed.set(masked.length, quoted)
    const word = `${placeholder}${markBehind(text, quoted)}`
    masked += word
    for (let index = 0; index < word.length; index += 1) places.push(quoted.outerEnd - 1)
    at = quoted.outerEnd
  }
  keep(at, paragraph.end)
  if (noProse.test(masked)) return []

  let cursor = 0
  const sentences: Sentence[] = []
  tagger
    .readDoc(masked)
    .sentences()
    .each((sentence: ItemSentence) => {
      const words: Word[] = []
      sentence.tokens().each((token: ItemToken) => {
        const written = token.out()
        const found = masked.indexOf(written, cursor)
        if (found === -1 || written.trim() === '') return
        cursor = found + written.length
        const quoted = placed.get(found) ?? null
        words.push({
          text: written,
          lower: written.toLowerCase(),
          pos: token.out(its.pos),
          start: quoted?.outerStart ?? places[found] ?? 0,
          end: quoted?.outerEnd ?? (places[cursor - 1] ?? 0) + 1,
          quoted,
        })
      })
      if (words.length > 0 && words.length <= maxWords) sentences.push(words)
    })
  return sentences
}
