import {
  documentNouns,
  findingCues,
  namingCues,
  nothingSaid,
  plainCues,
  speechCues,
  takesInfinitive,
  takesObject,
  thinkingCues,
} from './cues.ts'
import { isNominal, phraseAfter, type SpeakerPhrase, speakerAfter, speakerBefore } from './speakerPhrase.ts'
import type { Sentence, Word } from './tagger.ts'

/** That somebody says something: the verb or phrase that says so, who, and whether a clause tells what. */
export interface Attribution {
  /** First and last word of the cue, end exclusive. */
  readonly cue: readonly [number, number]
  readonly speaker: SpeakerPhrase | null
  /** Whether words of the sentence itself, not only quoted ones, tell what was said. */
  readonly isIndirect: boolean
  readonly isThought: boolean
  /** The speaker stands behind what is said: "…, said Lee", "…, according to Lee". */
  readonly isBehind: boolean
}

const isQuote = (word: Word | undefined): boolean => word !== undefined && word.quoted !== null
const isVerb = (word: Word | undefined): boolean =>
  word !== undefined && word.quoted === null && (word.pos === 'VERB' || word.pos === 'AUX')

/** Whether a clause with a verb of its own begins within these words. */
function hasClause(words: Sentence, from: number, to = words.length): boolean {
  for (let at = from; at < to; at += 1) {
    const word = words[at]
    if (word === undefined) return false
    if (word.text === ';') return false
    if (isVerb(word) && !(words[at - 1]?.lower === 'to' && at === from + 1)) return true
  }
  return false
}

function isCue(words: Sentence, at: number): boolean {
  const word = words[at]
  if (word === undefined || word.quoted !== null) return false
  const { lower } = word
  const plain = plainCues.has(lower)
  if (!plain && !speechCues.has(lower) && !namingCues.has(lower) && !thinkingCues.has(lower)) return false
  const before = words[at - 1]
  const earlier = words[at - 2]
  // A noun: "the reports", "his claims", "a report".
  if (!plain && word.pos === 'NOUN' && !(thinkingCues.has(lower) && words[at + 1]?.lower === 'that'))
    return false
  if (
    before &&
    ['DET', 'ADJ'].includes(before.pos) &&
    ![
      'who',
      'that',
      'which',
      'all',
      'both',
      'this',
      'these',
      'those',
      'some',
      'many',
      'others',
      'several',
      'most',
    ].includes(before.lower) &&
    word.pos !== 'VERB'
  )
    return false
  if (
    before?.lower === 'the' ||
    before?.lower === 'a' ||
    before?.lower === 'an' ||
    before?.lower === 'his' ||
    before?.lower === 'their' ||
    before?.lower === 'its'
  )
    return false
  if (before?.lower === 'as' && !plain) return false
  // "declined to say", "to announce", "did not say".
  if (before?.lower === 'to') return false
  if (
    ['not', 'n’t', "n't", 'never'].includes(before?.lower ?? '') ||
    (['not', 'n’t', "n't", 'never'].includes(earlier?.lower ?? '') && before?.pos === 'ADV')
  )
    return false
  if (nothingSaid.has(before?.lower ?? '')) return false
  // The passive: what is said of somebody was not said by them.
  for (let back = at - 1; back >= 0 && back >= at - 3; back -= 1) {
    const aux = words[back]
    if (aux === undefined || !['AUX', 'ADV'].includes(aux.pos)) break
    if (/^(?:is|are|was|were|been|be|being|’s|’re|'s|'re)$/u.test(aux.lower) && !lower.endsWith('ing'))
      return false
  }
  return true
}

/** The subject that a verb shares with the one before it: "Lee disagreed and said", "…, adding that". */
function sharedSubject(words: Sentence, cue: number): SpeakerPhrase | null {
  for (let at = 1; at < cue; at += 1) {
    if (!isVerb(words[at])) continue
    const speaker = speakerBefore(words, at)
    if (speaker && speaker.from < at) return speaker
  }
  // "…, Lee said, adding": the only verb before it is a cue with its speaker behind.
  for (let at = cue - 1; at > 0; at -= 1) {
    if (isVerb(words[at]) && isCue(words, at)) {
      const speaker = speakerAfter(words, at)
      if (speaker) return speaker
    }
  }
  return null
}

function atVerb(words: Sentence, at: number): Attribution | null {
  const word = words[at]
  const before = words[at - 1]
  const after = words[at + 1]
  if (word === undefined || word.quoted !== null) return null
  const { lower } = word
  // "Lee went on", "Lee trailed off": a verb of saying only beside a quotation.
  const goesOn =
    /^(?:went|goes|going|trailed|trails|carried)$/u.test(lower) && /^(?:on|off)$/u.test(after?.lower ?? '')
  if (goesOn ? !words.some(isQuote) : !isCue(words, at)) return null
  const isThought = thinkingCues.has(lower)
  const nearQuote = isQuote(before) || (before?.text === ',' && isQuote(words[at - 2]))

  // "…, said Lee": the verb stands before its subject where a quotation or the whole clause comes first.
  const isEnding = before?.text === ',' || isQuote(before)
  const mayInvert =
    isEnding &&
    at > 1 &&
    !lower.endsWith('ing') &&
    (isNominal(words, at + 1) || /^\p{Lu}/u.test(after?.text ?? '')) &&
    after?.lower !== 'that'
  if (mayInvert) {
    const speaker = speakerAfter(words, at)
    const end = speaker ? Math.max(speaker.to, speaker.beside?.[1] ?? 0) : 0
    const next = words[end]
    const isClosed = next === undefined || isQuote(next) || !isVerb(next)
    const tells = /^(?:told|tells?)$/u.test(lower)
    if (speaker && isClosed && !tells && (nearQuote || hasClause(words, 0, at - 1)))
      return {
        cue: [at, at + 1],
        speaker,
        isIndirect: !isQuote(words[0]) && hasClause(words, 0, at - 1),
        isThought,
        isBehind: true,
      }
  }

  let speaker: SpeakerPhrase | null
  if (before === undefined) {
    // "Warned Colonel Vass: “…”"
    const behind = lower.endsWith('ing') || isThought ? null : speakerAfter(words, at)
    return behind && words.some(isQuote) && !isVerb(words[behind.to])
      ? { cue: [at, at + 1], speaker: behind, isIndirect: false, isThought, isBehind: false }
      : null
  }
  if (
    lower.endsWith('ing') &&
    (before.text === ',' || isQuote(before) || before.lower === 'by' || before.lower === 'without')
  ) {
    if (before.lower === 'without') return null
    speaker = sharedSubject(words, at)
  } else if (before.pos === 'CCONJ') speaker = sharedSubject(words, at)
  else if (['who', 'which', 'that'].includes(before.lower)) {
    // "officials, who said …": what the relative pronoun stands for.
    const skip = words[at - 2]?.text === ',' ? 2 : 1
    const phrase = speakerBefore(words, at - skip)
    speaker = phrase
  } else speaker = speakerBefore(words, at)
  if (speaker === null) return null

  // What is told: behind the verb, or before it with the speaker in between ("…, Lee said.").
  const isLast = after === undefined || /^[.,;:]$/u.test(after.text) || isAside(words, at + 1)
  const start = Math.min(speaker.from, speaker.beside?.[0] ?? speaker.from)
  // "Asked about it, Lee said: “…”": what opens the sentence is not what was said.
  const isOpening = isQuote(after) || (/^[,:]$/u.test(after?.text ?? '') && isQuote(words[at + 2]))
  const isParenthetic =
    isLast &&
    !(isOpening && !words.slice(0, start).some(isQuote)) &&
    start > 1 &&
    (words[start - 1]?.text === ',' || isQuote(words[start - 1]))
  const quotesBehind = words.slice(at + 1).some(isQuote)
  const hasThat = words.slice(at + 1, at + 9).some((each) => each.lower === 'that')
  const behind = hasClause(words, at + 1)
  const infinitive =
    takesInfinitive.has(lower) && words.slice(at + 1, at + 10).some((each) => each.lower === 'to')
  const isIndirect =
    (isParenthetic &&
      !isQuote(words[start - 1]) &&
      !isQuote(words[start - 2]) &&
      hasClause(words, 0, start - 1)) ||
    (plainCues.has(lower) && behind && !isLast) ||
    (speechCues.has(lower) &&
      ((behind && hasThat) || (behind && isClauseNext(words, at + 1)) || infinitive)) ||
    (takesObject.has(lower) && at + 2 < words.length) ||
    (isThought && behind && (hasThat || isClauseNext(words, at + 1)))
  const hasQuote = words.some(isQuote)
  if (isThought && findingCues.has(lower) && !documentNouns.test(printed(words, speaker))) return null
  if (isThought && !isIndirect) return null
  if (!isIndirect && !hasQuote) return null
  if (namingCues.has(lower) && !isIndirect && !quotesBehind && !nearQuote) return null
  // "The group calls itself “…”": a name.
  if (namingCues.has(lower) && /(?:self|selves)$/u.test(after?.lower ?? '')) return null
  return { cue: [at, at + 1], speaker, isIndirect, isThought, isBehind: isParenthetic }
}

/** Whether a clause begins right here: a phrase and then its verb. */
function isClauseNext(words: Sentence, from: number): boolean {
  let at = from
  while (words[at]?.pos === 'ADV' || words[at]?.pos === 'ADP') at += 1
  const end = phraseAfter(words, at)
  if (end === at) return words[at]?.lower === 'there'
  let verb = end
  while (words[verb]?.pos === 'ADV') verb += 1
  return isVerb(words[verb])
}

/** When and to whom it was said, and nothing else: "Lee said on Tuesday.", "Lee told reporters in Rome." */
function isAside(words: Sentence, from: number): boolean {
  for (let at = from; at < words.length; at += 1) {
    const word = words[at]
    if (word === undefined) return true
    // What follows the verb at once is what was said.
    if (word.quoted !== null) return false
    if (/^[.,;:]$/u.test(word.text)) return true
    if (word.lower === 'that' || isVerb(word)) return false
  }
  return true
}

const printed = (words: Sentence, { from, to }: SpeakerPhrase): string =>
  words
    .slice(from, to)
    .map(({ text }) => text)
    .join(' ')

/** "according to Lee", "in the words of Lee", "Lee was quoted as saying". */
function atPhrase(words: Sentence, at: number): Attribution | null {
  const lower = (index: number): string => words[index]?.lower ?? ''
  const isAccording = lower(at) === 'according' && lower(at + 1) === 'to'
  const inTheWords =
    lower(at) === 'in' &&
    lower(at + 1) === 'the' &&
    ['words', 'view', 'opinion'].includes(lower(at + 2)) &&
    lower(at + 3) === 'of'
  if (isAccording || inTheWords) {
    const cueEnd = at + (isAccording ? 2 : 4)
    const to = phraseAfter(words, cueEnd)
    if (to === cueEnd) return null
    const speaker = speakerAfter(words, cueEnd - 1)
    return { cue: [at, cueEnd], speaker, isIndirect: hasClause(words, 0), isThought: false, isBehind: at > 0 }
  }
  // "accused of “sleeping at the wheel” by critics": the passive names its speaker last, if at all.
  if (namingCues.has(lower(at)) && /^(?:was|were|is|are|been|be|being)$/u.test(lower(at - 1))) {
    const quoteAt = words.findIndex((word, index) => index > at && isQuote(word))
    const speaker = quoteAt !== -1 && lower(quoteAt + 1) === 'by' ? speakerAfter(words, quoteAt + 1) : null
    if (speaker) return { cue: [at, at + 1], speaker, isIndirect: false, isThought: false, isBehind: false }
  }
  if (lower(at) === 'quoted' && lower(at + 1) === 'as' && lower(at + 2) === 'saying') {
    const passive = /^(?:was|were|is|are|been)$/u.test(lower(at - 1))
    if (passive) {
      const speaker = speakerBefore(words, at)
      return speaker
        ? {
            cue: [at, at + 3],
            speaker,
            isIndirect: !words.slice(at).some(isQuote),
            isThought: false,
            isBehind: false,
          }
        : null
    }
  }
  if (lower(at) === 'quoted' && !/^(?:was|were|is|are|been)$/u.test(lower(at - 1))) {
    const to = words.findIndex((word, index) => index > at && word.lower === 'as')
    const speaker = lower(to + 1) === 'saying' ? speakerAfter(words, at) : null
    if (speaker)
      return {
        cue: [at, to + 2],
        speaker,
        isIndirect: !words.slice(at).some(isQuote),
        isThought: false,
        isBehind: false,
      }
  }
  return null
}

/** Every attribution of a sentence, in order. */
export function attributionsIn(words: Sentence): Attribution[] {
  const found: Attribution[] = []
  for (let at = 0; at < words.length; at += 1) {
    const attribution = atPhrase(words, at) ?? atVerb(words, at)
    if (attribution === null) continue
    found.push(attribution)
    at = Math.max(at, attribution.cue[1] - 1)
  }
  return found
}

/** The attribution that a quotation at `at` belongs to; null when the sentence names nobody for it. */
export function attributionOf(
  words: Sentence,
  at: number,
  found: readonly Attribution[],
): Attribution | null {
  if (found.length === 0) return null
  const speakable = found.filter(({ isThought }) => !isThought)
  const among = speakable.length > 0 ? speakable : found
  // Right behind the quotation ("…,” Lee said"): nothing but the speaker stands between.
  const behind = among.find(({ cue, speaker }) => {
    const first = Math.min(cue[0], speaker?.from ?? cue[0], speaker?.beside?.[0] ?? cue[0])
    return (
      first > at &&
      words.slice(at + 1, first).every(({ text, quoted }) => quoted === null && /^[,—–-]$/u.test(text))
    )
  })
  const before = among.filter(({ cue }) => cue[0] < at).at(-1)
  // `Lee said “…,” and Kim said “…”`: the last verb before it, unless the next speaker stands right behind.
  if (before && !before.isBehind) {
    const between = words.slice(before.cue[1], at)
    if (behind === undefined || !between.some(isQuote) || between.length < 3) return before
  }
  return behind ?? before ?? among[0] ?? null
}
