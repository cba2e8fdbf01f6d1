import type { Block } from './block.ts'
import { noteIdentity } from './numbering.ts'
import { project } from './suggestions.ts'
import { blockText, citationsOf, noteTexts, quotationsOf, targetsOf } from './walk.ts'
import { countWords } from './words.ts'

/** How much there is in a briefing, and what of it stands on nothing. */
export interface Statistics {
  /** The words of notes included. */
  readonly words: number
  /** Code points without white space. */
  readonly characters: number
  /** Paragraphs, list items, callouts and rows of tables with words in them; headings, code and captions are none. */
  readonly paragraphs: number
  /** Minutes, at least 1 where there are words. */
  readonly reading: number
  readonly speaking: number
  readonly citations: number
  /** Numbers in the text: what is cited, and notes of the author's own. */
  readonly notes: number
  /** Claims, quotes and sources that are cited or quoted, each once. */
  readonly cited: number
  readonly quotations: number
  /** Words that are bound quotations. */
  readonly quotedWords: number
  /** Blocks with at least one full sentence and neither a citation nor a quotation, in reading order. */
  readonly uncited: readonly string[]
}

/**
 * Words read silently in a minute: Brysbaert, "How many words do we read per minute?", Journal of Memory and Language
 * 109 (2019), for English non-fiction.
 */
const silently = 238
/** Aloud: the same review. */
const aloud = 183

const minutes = (words: number, perMinute: number): number =>
  words === 0 ? 0 : Math.max(1, Math.round(words / perMinute))

/** Counts a briefing's blocks, what is suggested as if it were accepted; the head is not counted. */
export function statisticsOf(written: readonly Block[]): Statistics {
  const blocks = project(written, 'final')
  const notes = new Set<string>()
  const uncited: string[] = []
  let words = 0
  let characters = 0
  let paragraphs = 0
  let citations = 0
  let quotations = 0
  let quotedWords = 0
  let ownNotes = 0
  for (const block of blocks) {
    const text = blockText(block)
    const own = countWords(text)
    const noted = noteTexts(block)
    const places = citationsOf(block)
    const quoted = quotationsOf(block)
    words += own + noted.reduce((sum, each) => sum + countWords(each), 0)
    characters += [...[text, ...noted].join('').replace(/\s/gu, '')].length
    ownNotes += noted.length
    citations += places.length
    quotations += quoted.length
    quotedWords += quoted.reduce((sum, place) => sum + countWords(place.words), 0)
    for (const { items } of places) for (const item of items) notes.add(noteIdentity(item))
    if (own === 0 || ['heading', 'code-block', 'figure'].includes(block.type)) continue
    paragraphs += text.split('\n').filter((line) => /\S/u.test(line)).length
    // A table has decimal points and no sentences: where it comes from stands in its caption or in the text.
    if (block.type === 'table') continue
    const says = own > 3 && /[.!?…]/u.test(text)
    if (says && places.length === 0 && quoted.length === 0) uncited.push(block.id)
  }
  return {
    words,
    characters,
    paragraphs,
    reading: minutes(words, silently),
    speaking: minutes(words, aloud),
    citations,
    notes: notes.size + ownNotes,
    cited: targetsOf(blocks).length,
    quotations,
    quotedWords,
    uncited,
  }
}
