import { type Attribution, attributionOf, attributionsIn } from './attributions.ts'
import { claimKindOf, dateIn, groundRuleIn, modalityOf } from './modality.ts'
import { type Paragraph, paragraphsOf, type Quoted } from './quotationMarks.ts'
import { type FoundSpeaker, Speakers } from './speakers.ts'
import type { Stretch, SuggestedClaim, SuggestedQuote, Suggestions } from './suggestion.ts'
import { type Sentence, sentencesOf } from './tagger.ts'
import { transcriptTurns } from './transcript.ts'

/** Behind these, quotation marks hold a name or a word, not what somebody said. */
const naming =
  /\b(?:titled|entitled|called|named|dubbed|nicknamed|so-called|known as|codenamed|code-named|the (?:word|term|phrase|title|song|film|movie|book|novel|album|show|series|slogan|motto|headline|acronym|hashtag))\s*,?\s*$/iu
const titleCase =
  /^(?:\p{Lu}[\p{L}\p{N}’'-]*|a|an|and|the|of|in|on|to|for|with|vs\.?|from|by|at|[\p{N}:&-]+)(?:\s+(?:\p{Lu}[\p{L}\p{N}’'-]*|a|an|and|the|of|in|on|to|for|with|vs\.?|from|by|at|[\p{N}:&-]+))*$/u

const isWhole = (words: string): boolean =>
  /^[\p{Lu}\p{N}“"‘'¿¡—…]/u.test(words) && /[.!?,…—–-]["'”’]?$/u.test(words.trim())

interface Said {
  readonly stretch: Quoted
  readonly speaker: FoundSpeaker | null
  readonly cue: string
  readonly sentence: Sentence
  /** Goes on with the utterance before it: only the cue stands between. */
  readonly continues: boolean
}

class Reading {
  readonly #text: string
  readonly #speakers: Speakers
  readonly quotes: SuggestedQuote[] = []
  readonly claims: SuggestedClaim[] = []
  /** Who spoke in the last paragraph that quotes anybody, while it may still be going on. */
  #last: Said | null = null
  #goesOn = false
  /** The paragraph before. */
  #before: Paragraph | null = null
  readonly #sentences = new Map<Paragraph, Sentence[]>()

  constructor(text: string) {
    this.#text = text
    this.#speakers = new Speakers(text)
  }

  #words = (sentence: Sentence): string => this.#text.slice(sentence[0]?.start, sentence.at(-1)?.end)

  /** A sentence without what stands in quotation marks. */
  #ownWords = (sentence: Sentence): string =>
    sentence.map((word) => (word.quoted === null ? word.text : '')).join(' ')

  /** Takes in who is named, before it is asked who speaks: a surname may come before the whole name. */
  read(paragraph: Paragraph): void {
    const sentences = sentencesOf(this.#text, paragraph)
    for (const sentence of sentences) this.#speakers.read(sentence)
    this.#sentences.set(paragraph, sentences)
  }

  paragraph(paragraph: Paragraph): void {
    const sentences = this.#sentences.get(paragraph) ?? []
    const said: Said[] = []
    const unclaimed: { sentence: Sentence; stretch: Quoted }[] = []
    let isFirst = true
    for (const sentence of sentences) {
      const attributions = attributionsIn(sentence)
      const resolved = new Map<Attribution, FoundSpeaker | null>()
      for (const attribution of attributions)
        resolved.set(
          attribution,
          attribution.speaker ? this.#speakers.resolve(sentence, attribution.speaker) : null,
        )
      sentence.forEach((word, at) => {
        if (word.quoted === null) return
        const attribution = attributionOf(sentence, at, attributions)
        if (this.#isName(word.quoted, attribution, sentence, at)) return
        if (attribution) {
          const before = sentence
            .slice(0, at)
            .filter(({ quoted }) => quoted !== null)
            .at(-1)
          const cue = this.#cueOf(sentence, attribution)
          const isInterrupted =
            before !== undefined && said.at(-1)?.stretch === before.quoted && said.at(-1)?.cue === cue
          said.push({
            stretch: word.quoted,
            speaker: resolved.get(attribution) ?? null,
            cue,
            sentence,
            continues: isInterrupted,
          })
        } else if (this.#colonSpeaker(sentence, at)) {
          said.push({
            stretch: word.quoted,
            speaker: this.#colonSpeaker(sentence, at),
            cue: ':',
            sentence,
            continues: false,
          })
        } else unclaimed.push({ sentence, stretch: word.quoted })
      })
      for (const attribution of attributions)
        this.#indirect(sentence, attribution, resolved.get(attribution) ?? null)
      this.#claim(sentence, attributions, resolved, isFirst && sentences.length === 1)
      isFirst = false
    }
    this.#settle(said, unclaimed)
    this.#before = paragraph
  }

  #cueOf = (sentence: Sentence, { cue: [from, to] }: Attribution): string =>
    sentence
      .slice(from, to)
      .map(({ text }) => text)
      .join(' ')

  /** Titles, names and single odd words in quotation marks are not what somebody said. */
  #isName(stretch: Quoted, attribution: Attribution | null, sentence: Sentence, at: number): boolean {
    const words = this.#text.slice(stretch.start, stretch.end)
    if (!/\p{L}/u.test(words)) return true
    const before = this.#text.slice(Math.max(0, stretch.outerStart - 40), stretch.outerStart)
    const isCalled =
      naming.test(before) &&
      !(
        attribution &&
        attribution.cue[1] >= at - 4 &&
        /^(?:called|dubbed)$/u.test(sentence[attribution.cue[0]]?.lower ?? '')
      )
    if (isCalled && words.split(/\s+/u).length <= 6) return true
    const count = words.split(/\s+/u).length
    return (
      count >= 2 &&
      count <= 8 &&
      titleCase.test(words) &&
      !/[.,!?]$/u.test(words) &&
      attribution?.cue[1] !== at &&
      !(at > 0 && [',', ':'].includes(sentence[at - 1]?.text ?? ''))
    )
  }

  /** "Lee on the delay: “…”": a name and a colon are enough. */
  #colonSpeaker(sentence: Sentence, at: number): FoundSpeaker | null {
    if (sentence[at - 1]?.text !== ':' || at < 2) return null
    let to = 1
    while (to < at - 1 && /^\p{Lu}/u.test(sentence[to]?.text ?? '') && sentence[to]?.pos === 'PROPN') to += 1
    const first = sentence[0]
    if (first === undefined || !/^(?:PROPN|PRON|DET)$/u.test(first.pos)) return null
    return this.#speakers.resolve(sentence, { from: 0, to, beside: null })
  }

  /** Gives whole sentences in quotation marks, which name nobody themselves, to whoever speaks around them. */
  #settle(said: Said[], unclaimed: readonly { sentence: Sentence; stretch: Quoted }[]): void {
    for (const { sentence, stretch } of unclaimed) {
      const words = this.#text.slice(stretch.start, stretch.end)
      const standsAlone = sentence.every(
        ({ quoted, text }) => quoted !== null || /^[^\p{L}\p{N}]+$/u.test(text),
      )
      const before = said.filter((each) => each.stretch.start < stretch.start).at(-1)
      const after = said.find((each) => each.stretch.start > stretch.start)
      const from = before ?? after ?? (this.#goesOn || standsAlone ? this.#last : null)
      if (from === null || from === undefined) {
        const isSaid = stretch.goesOn || (standsAlone && isWhole(words) && words.split(/\s+/u).length > 3)
        const speaker = isSaid && this.#before ? this.#speakers.onlyNamed(this.#before) : null
        if (isSaid) said.push({ stretch, speaker, cue: '', sentence, continues: false })
        continue
      }
      // A fragment in a sentence that names nobody ("He was “shocked.”") may be anybody's, or a title.
      if (!standsAlone && !this.#goesOn) continue
      said.push({ ...from, stretch, sentence, continues: false })
    }
    said.sort((a, b) => a.stretch.start - b.stretch.start)
    for (const each of said) {
      const previous = this.quotes.at(-1)
      const segment = { start: each.stretch.start, end: each.stretch.end }
      if (each.continues && previous && previous.form !== 'indirect') {
        this.quotes[this.quotes.length - 1] = {
          ...previous,
          end: segment.end,
          segments: [...previous.segments, segment],
          form: 'direct',
        }
        continue
      }
      this.quotes.push(this.#quote(each, segment))
    }
    const last = said.at(-1)
    if (last) this.#last = last
    else if (unclaimed.length === 0) this.#last = null
    this.#goesOn = said.some(({ stretch }) => stretch.goesOn)
  }

  #quote({ speaker, cue, sentence, stretch }: Said, segment: Stretch): SuggestedQuote {
    const words = this.#text.slice(segment.start, segment.end)
    const own = this.#ownWords(sentence)
    const introduced = /[,:]\s*$|^\s*$/u.test(
      this.#text.slice(Math.max(0, stretch.outerStart - 2), stretch.outerStart),
    )
    const closed = /[.,!?…—]$/u.test(words)
    const form = isWhole(words) || (introduced && closed && cue !== '') ? 'direct' : 'partial'
    return {
      ...segment,
      form,
      segments: [segment],
      speaker,
      cue,
      groundRule: groundRuleIn(own),
      saidOnAsPrinted: dateIn(own),
    }
  }

  /** Where the words of an indirect attribution begin and end: the sentence, or its subordinate clause. */
  #extent(sentence: Sentence, { speaker, cue, isBehind }: Attribution): Stretch {
    const full = { start: sentence[0]?.start ?? 0, end: sentence.at(-1)?.end ?? 0 }
    if (speaker === null || isBehind) return full
    const first = Math.min(speaker.from, speaker.beside?.[0] ?? speaker.from, cue[0])
    const opener = sentence[first - 1]
    if (
      !opener ||
      !['after', 'because', 'when', 'while', 'though', 'although', 'since', 'before', 'if'].includes(
        opener.lower,
      )
    )
      return full
    const last = sentence.at(-1)
    const end = last && /^[.!?]$/u.test(last.text) ? (sentence.at(-2)?.end ?? full.end) : full.end
    return { start: sentence[first]?.start ?? full.start, end }
  }

  #indirect(sentence: Sentence, attribution: Attribution, speaker: FoundSpeaker | null): void {
    if (!attribution.isIndirect || attribution.isThought) return
    if (speaker === null || speaker.kind === 'anonymous') return
    const extent = this.#extent(sentence, attribution)
    // With words in quotation marks the quotation itself is suggested.
    if (sentence.some(({ quoted }) => quoted && quoted.start >= extent.start && quoted.end <= extent.end))
      return
    const own = this.#ownWords(sentence)
    this.quotes.push({
      ...extent,
      form: 'indirect',
      segments: [extent],
      speaker,
      cue: this.#cueOf(sentence, attribution),
      groundRule: groundRuleIn(own),
      saidOnAsPrinted: dateIn(own),
    })
  }

  #claim(
    sentence: Sentence,
    attributions: readonly Attribution[],
    resolved: ReadonlyMap<Attribution, FoundSpeaker | null>,
    isAlone: boolean,
  ): void {
    const words = this.#words(sentence)
    const last = sentence.at(-1)
    const own = this.#ownWords(sentence)
    const hasVerb = sentence.some(({ pos, quoted }) => quoted === null && (pos === 'VERB' || pos === 'AUX'))
    const isStatement =
      hasVerb &&
      last !== undefined &&
      (/^[.!]$/u.test(last.text) || last.quoted !== null || /[.”"]$/u.test(words))
    // A line without a full stop is a heading; a question asserts nothing.
    if (
      !isStatement ||
      words.split(/\s+/u).length < 5 ||
      /\?["”’]?$/u.test(words) ||
      (isAlone && !/[.!”"]$/u.test(words))
    )
      return
    if (sentence.every(({ quoted, text }) => quoted !== null || !/\p{L}/u.test(text))) return
    // A subordinate clause ("… after Lee said") does not attribute the whole.
    const isWhole = (each: Attribution): boolean => this.#extent(sentence, each).start === sentence[0]?.start
    const speaking = attributions.filter((each) => resolved.get(each) && isWhole(each))
    const attribution = speaking.find(({ isIndirect }) => isIndirect)
    // Nothing is asserted but that these words were said: that is the quote.
    if (!attribution && speaking.length > 0 && sentence.some(({ quoted }) => quoted !== null)) return
    const speaker = attribution ? (resolved.get(attribution) ?? null) : null
    const start = sentence[0]?.start ?? 0
    this.claims.push({
      start,
      end: last?.end ?? start,
      kind: claimKindOf(own, speaker !== null),
      modality: modalityOf(own),
      speaker,
      dateAsPrinted: dateIn(words),
    })
  }
}

/** The quotes and claims that an English text seems to hold, in the order of the text. Deterministic; nothing is asked of anybody. */
export function suggest(text: string): Suggestions {
  const turns = transcriptTurns(text)
  const reading = new Reading(text)
  const inTurns = (at: number): boolean => turns.some(({ start, end }) => at >= start && at < end)
  const paragraphs = paragraphsOf(text).filter(({ start }) => !inTurns(start))
  for (const paragraph of paragraphs) reading.read(paragraph)
  for (const paragraph of paragraphs) reading.paragraph(paragraph)
  const quotes = [...reading.quotes, ...turns.map(({ quote }) => quote)].sort((a, b) => a.start - b.start)
  return { quotes, claims: reading.claims }
}
