import { titleWords } from './cues.ts'
import type { Sentence, Word } from './tagger.ts'

/** Words that name who speaks, as printed, and what else the sentence says of them; indices into the sentence. */
export interface SpeakerPhrase {
  /** First and last word of the phrase that names, end exclusive. */
  readonly from: number
  readonly to: number
  /** Of what stands beside it between commas: "a security expert". */
  readonly beside: readonly [number, number] | null
}

const inPhrase = new Set(['DET', 'ADJ', 'NOUN', 'PROPN', 'NUM', 'PART', 'PRON', 'SYM', 'X', 'INTJ'])
const joining = new Set([
  'of',
  'for',
  'at',
  'in',
  'from',
  'with',
  'on',
  'to',
  'and',
  'or',
  '&',
  '-',
  'de',
  'van',
  'von',
  'al',
  'bin',
  'der',
  'la',
  'du',
  'about',
  'near',
  'inside',
  'within',
  'close',
  'familiar',
  'under',
  'by',
  '’s',
  "'s",
  '’',
  "'",
])
const notIn = new Set([
  'that',
  'which',
  'who',
  'whom',
  'what',
  'when',
  'where',
  'while',
  'because',
  'after',
  'before',
  'if',
  'as',
  'than',
  'but',
  'not',
  'n’t',
  "n't",
  'there',
  'so',
  'though',
  'although',
  'since',
  'until',
  'also',
  'whether',
  'yesterday',
  'today',
  'tomorrow',
])

export const isCapital = (word: Word | undefined): boolean =>
  word !== undefined && word.quoted === null && /^\p{Lu}/u.test(word.text)

/** Whether a word may belong to a noun phrase. The tagger takes some surnames for verbs: a capital decides. */
export function isNominal(words: Sentence, at: number): boolean {
  const word = words[at]
  if (word === undefined || word.quoted !== null) return false
  if (notIn.has(word.lower)) return false
  if (inPhrase.has(word.pos)) return true
  if (word.pos === 'ADJ') return true
  if (isCapital(word) && at > 0 && /^\p{L}/u.test(word.text)) return true
  // "a former deputy", "retired colonel", "the acting director": forms of verbs used as adjectives.
  return (
    word.pos === 'VERB' &&
    ((/(?:ed|ing)$/u.test(word.lower) && isModified(words, at)) || isParticiple(words, at))
  )
}

const isModified = (words: Sentence, at: number): boolean => {
  const before = words[at - 1]
  const after = words[at + 1]
  return (
    before !== undefined &&
    (before.pos === 'DET' || before.pos === 'ADJ') &&
    after !== undefined &&
    (after.pos === 'NOUN' || after.pos === 'PROPN' || after.pos === 'ADJ')
  )
}

const participles =
  /^(?:briefed|involved|based|living|working|employed|stationed|posted|consulted|interviewed|contacted|gathered|speaking)$/u
/** "people briefed on the matter": what describes a noun, with a preposition behind it. */
const isParticiple = (words: Sentence, at: number): boolean =>
  participles.test(words[at]?.lower ?? '') &&
  words[at - 1]?.pos === 'NOUN' &&
  words[at - 1]?.quoted === null &&
  words[at + 1]?.pos === 'ADP'

const isJoining = (word: Word | undefined): boolean =>
  word !== undefined && word.quoted === null && joining.has(word.lower)

/** The noun phrase that ends before `end`; its first word, or `end` when there is none. */
export function phraseBefore(words: Sentence, end: number): number {
  let at = end
  while (at > 0) {
    if (isNominal(words, at - 1)) at -= 1
    // What joins stands between two phrases: "the head of the bank", never at the beginning.
    else if (isJoining(words[at - 1]) && at < end && isNominal(words, at - 2)) at -= 2
    else break
  }
  return firstClean(words, at, end)
}

/** A phrase does not begin with what only joins it to the words before. */
function firstClean(words: Sentence, from: number, end: number): number {
  let at = from
  while (at < end && (isJoining(words[at]) || words[at]?.pos === 'PART')) at += 1
  return at
}

/** The end of the noun phrase that begins at `from`; `from` when there is none. */
export function phraseAfter(words: Sentence, from: number): number {
  let at = from
  while (at < words.length) {
    // "wrote Nils Aagard in the Courier": where is not who.
    if (
      at > from + 1 &&
      /^(?:in|on|at|from|to|with|near)$/u.test(words[at]?.lower ?? '') &&
      isName(words, [from, at])
    )
      break
    if (isNominal(words, at) || (at === from && isCapital(words[at]))) at += 1
    else if (
      at > from &&
      isJoining(words[at]) &&
      words[at]?.lower !== 'to' &&
      (isNominal(words, at + 1) || isCapital(words[at + 1]))
    )
      at += 2
    // "Sen. Mark Warner (D-Va.)"
    else if (words[at]?.text === '(' && at > from) {
      const close = words.findIndex((word, index) => index > at && word.text === ')')
      if (close === -1) break
      at = close + 1
    } else break
  }
  return at
}

/** Whether these words are nothing but a name: "Liu Pengyu". */
export const isName = (words: Sentence, [from, to]: readonly [number, number]): boolean =>
  to > from &&
  to - from <= 5 &&
  words
    .slice(from, to)
    .every(
      (word) =>
        (isCapital(word) || ['al', 'bin', 'de', 'van', 'von', '-', '.'].includes(word.lower)) &&
        !titleWords.has(word.lower),
    )

const isMark = (word: Word | undefined, text: string): boolean => word?.quoted === null && word.text === text

/**
 * Who stands before a verb at `verb`: the phrase right before it, or the one before what is said of them between commas
 * ("Zack Cooper, a security expert, said", "Lee, who runs the port, said"). Null when nobody does.
 */
export function speakerBefore(words: Sentence, verb: number): SpeakerPhrase | null {
  let end = verb
  while (end > 0 && ['ADV', 'AUX'].includes(words[end - 1]?.pos ?? '') && !isCapitalName(words, end - 1))
    end -= 1
  const close = words[end - 1]
  if (isMark(close, ',') || isMark(close, ')') || isMark(close, '—') || isMark(close, '–')) {
    const opener = isMark(close, ')') ? '(' : (close?.text ?? ',')
    // Between the commas may be commas: the nearest one with a phrase before it that begins the clause.
    for (let open = end - 2; open > 0; open -= 1) {
      if (!isMark(words[open], opener)) continue
      const from = phraseBefore(words, open)
      if (from === open) continue
      const beside: [number, number] = [open + 1, end - 1]
      const previous = words[from - 1]
      if (isMark(previous, ',') && !startsClause(words, from - 1) && from - 1 > 0 && opener === ',') continue
      if (isName(words, beside) && !isName(words, [from, open]))
        return { from: beside[0], to: beside[1], beside: [from, open] }
      return { from, to: open, beside }
    }
    return null
  }
  const from = phraseBefore(words, end)
  return from === end ? null : { from, to: end, beside: null }
}

const isCapitalName = (words: Sentence, at: number): boolean =>
  at > 0 && isCapital(words[at]) && words[at]?.pos !== 'AUX'

/** Whether a comma separates what opens a sentence ("In October, Lee said") from the clause itself. */
function startsClause(words: Sentence, comma: number): boolean {
  const first = words[0]
  if (first === undefined) return true
  if (words.slice(0, comma).some((word) => word.quoted !== null)) return true
  return ['ADP', 'SCONJ', 'ADV', 'CCONJ', 'VERB'].includes(first.pos) || comma <= 2
}

/** Who stands behind a verb at `verb`: "said Zack Cooper, a security expert". */
export function speakerAfter(words: Sentence, verb: number): SpeakerPhrase | null {
  const from = verb + 1
  const to = phraseAfter(words, from)
  if (to === from) return null
  if (isMark(words[to], ',')) {
    const besideTo = besideEnd(words, to + 1)
    if (besideTo > to + 1) {
      const beside: [number, number] = [to + 1, besideTo]
      if (isName(words, beside) && !isName(words, [from, to]))
        return { from: beside[0], to: beside[1], beside: [from, to] }
      return { from, to, beside }
    }
  }
  return { from, to, beside: null }
}

/** What is said of the speaker ends with the next comma, full stop or quotation. */
function besideEnd(words: Sentence, from: number): number {
  if (
    [
      'in',
      'on',
      'at',
      'during',
      'adding',
      'after',
      'as',
      'speaking',
      'who',
      'and',
      'but',
      'referring',
    ].includes(words[from]?.lower ?? '')
  )
    return from
  let at = from
  while (at < words.length && words[at]?.quoted === null && !/^[,.;:!?—]$/u.test(words[at]?.text ?? ''))
    at += 1
  return at
}
