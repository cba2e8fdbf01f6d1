import { codePointLength } from '../../shared/anchoring/index.ts'
import type { Block } from '../../shared/document/block.ts'
import type { Id } from '../../shared/model/identity.ts'
import type { OwnWords } from '../../shared/spelling/ownWords.ts'
import { lineOf, linesIn, type ProseNode } from '../../shared/spelling/prose.ts'
import type { Speller } from '../../shared/spelling/speller.ts'
import { wordsIn } from '../../shared/spelling/words.ts'

/** A word that no dictionary and no list has. */
export interface Misspelt {
  readonly word: string
  /** The block of the briefing, and its number, from 1. */
  readonly block: Id
  readonly number: number
  /** Where in the text of its paragraph, heading, item or cell: code points, citations counted as one. */
  readonly start: number
  /** That text around the word. */
  readonly context: string
  readonly suggestions: readonly string[]
}

/** UTF-16 units of context on either side. */
const around = 30

/** The words of a briefing that are nowhere right, in reading order. Quotations, citations and code are not judged. */
export function misspeltIn(blocks: readonly Block[], speller: Speller, own: OwnWords): Misspelt[] {
  const found: Misspelt[] = []
  const suggested = new Map<string, readonly string[]>()
  for (const [at, block] of blocks.entries()) {
    for (const [node] of linesIn(block as ProseNode)) {
      const { text } = lineOf(node)
      for (const { word, start, end } of wordsIn(text)) {
        if (own.has(word) || speller.has(word)) continue
        const suggestions = suggested.get(word) ?? speller.suggest(word, own.all)
        suggested.set(word, suggestions)
        found.push({
          word,
          block: block.id,
          number: at + 1,
          start: codePointLength(text.slice(0, start)),
          context: text.slice(Math.max(0, start - around), end + around).replaceAll('\uFFFC', ' '),
          suggestions,
        })
      }
    }
  }
  return found
}
