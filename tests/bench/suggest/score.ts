import type { FoundSpeaker } from '../../../main/capture/suggest/speakers.ts'
import { suggest } from '../../../main/capture/suggest/suggest.ts'
import type { Suggestions } from '../../../main/capture/suggest/suggestion.ts'
import type { Label, Labelled } from './labelled.ts'

/** Counts of what was found, what of it was right, and what there was to find. */
export interface Score {
  found: number
  right: number
  there: number
}

export interface Scores {
  /** Stretches of spoken words, to the character. */
  readonly spans: Score
  /** Of the stretches found right: those whose speaker is right, too. */
  readonly speakers: { right: number; there: number }
  /** Sentences that attribute something in their own words, with the right speaker. */
  readonly indirect: Score
  /** What went wrong, a line each. */
  readonly slips: string[]
}

export const noScores = (): Scores => ({
  spans: { found: 0, right: 0, there: 0 },
  speakers: { right: 0, there: 0 },
  indirect: { found: 0, right: 0, there: 0 },
  slips: [],
})

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/^(?:the|a|an) /u, '')
    .replace(/^(?:mr|mrs|ms)\.? /u, '')

/** Whether a found speaker is the labelled one: the same name, the same words, or the fuller name of a labelled surname. */
export function isSpeaker(label: string, speaker: FoundSpeaker | null): boolean {
  if (speaker === null) return label === '?'
  const wanted = plain(label)
  const found = [speaker.name ?? '', speaker.printed].map(plain)
  return found.some(
    (name) =>
      name === wanted || name.endsWith(` ${wanted}`) || (wanted.endsWith(` ${name}`) && name.includes(' ')),
  )
}

/** Adds what suggestions make of one text to `scores`. */
export function score(labelled: Labelled, scores: Scores, made: Suggestions = suggest(labelled.text)): void {
  const { text } = labelled
  const say = (what: string, { start, end }: { start: number; end: number }, more = '') =>
    scores.slips.push(
      `${labelled.style}: ${what} ‘${text.slice(start, Math.max(end, start + 1)).slice(0, 70)}’${more}`,
    )

  const spans = made.quotes
    .filter(({ form }) => form !== 'indirect')
    .flatMap(({ segments, speaker }) => segments.map((segment) => ({ ...segment, speaker })))
  scores.spans.found += spans.length
  scores.spans.there += labelled.direct.length
  const missed: Label[] = []
  for (const label of labelled.direct) {
    const span = spans.find(({ start, end }) => start === label.start && end === label.end)
    if (span === undefined) {
      missed.push(label)
      continue
    }
    scores.spans.right += 1
    scores.speakers.there += 1
    if (isSpeaker(label.speaker, span.speaker)) scores.speakers.right += 1
    else
      say(
        'speaker',
        span,
        ` is ${span.speaker?.name ?? span.speaker?.printed ?? 'nobody'}, not ${label.speaker}`,
      )
  }
  for (const label of missed) say('missed', label)
  for (const span of spans)
    if (!labelled.direct.some(({ start, end }) => start === span.start && end === span.end))
      say('no quote', span)

  const sentences = made.claims.filter(({ speaker }) => speaker !== null)
  scores.indirect.found += sentences.length
  scores.indirect.there += labelled.indirect.length
  const matched = new Set<Label>()
  for (const sentence of sentences) {
    const label = labelled.indirect.find(({ start }) => start === sentence.start)
    if (label === undefined) {
      say('no attribution', sentence, ` to ${sentence.speaker?.name ?? sentence.speaker?.printed}`)
      continue
    }
    matched.add(label)
    if (isSpeaker(label.speaker, sentence.speaker)) scores.indirect.right += 1
    else
      say(
        'attribution',
        sentence,
        ` is to ${sentence.speaker?.name ?? sentence.speaker?.printed}, not ${label.speaker}`,
      )
  }
  for (const label of labelled.indirect)
    if (!matched.has(label)) say('missed attribution', { start: label.start, end: label.start + 60 })
}

export const precision = ({ found, right }: Score): number => (found === 0 ? 1 : right / found)
export const recall = ({ right, there }: Score): number => (there === 0 ? 1 : right / there)
export function f1(counts: Score): number {
  const [p, r] = [precision(counts), recall(counts)]
  return p + r === 0 ? 0 : (2 * p * r) / (p + r)
}
