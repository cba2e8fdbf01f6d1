import type { Block } from '../../shared/document/block.ts'
import {
  allText,
  type CitationPlace,
  citationsOf,
  isFootnotePlace,
  type NotedPlace,
  notedOf,
  type QuotationPlace,
  quotationsOf,
} from '../../shared/document/walk.ts'
import { countWords } from '../../shared/document/words.ts'

/** Per block and by reference: a block that did not change keeps its lists. */
const notedLists = new WeakMap<Block, NotedPlace[]>()
const citationLists = new WeakMap<Block, CitationPlace[]>()
const quotationLists = new WeakMap<Block, QuotationPlace[]>()
const wordCounts = new WeakMap<Block, number>()

export const notedIn = (block: Block): NotedPlace[] => {
  let list = notedLists.get(block)
  if (!list) {
    list = notedOf(block)
    notedLists.set(block, list)
  }
  return list
}
export const citationsIn = (block: Block): CitationPlace[] => {
  let list = citationLists.get(block)
  if (!list) {
    list = citationsOf(block)
    citationLists.set(block, list)
  }
  return list
}
export const quotationsIn = (block: Block): QuotationPlace[] => {
  let list = quotationLists.get(block)
  if (!list) {
    list = quotationsOf(block)
    quotationLists.set(block, list)
  }
  return list
}
export const wordsIn = (block: Block): number => {
  let count = wordCounts.get(block)
  if (count === undefined) {
    count = countWords(allText(block))
    wordCounts.set(block, count)
  }
  return count
}

/** Whether a block's citations and notes are the same ones, by the references that editing its words keeps. */
export const sameCitations = (
  list: readonly NotedPlace[],
  before: readonly NotedPlace[] | undefined,
): boolean =>
  list === before ||
  (list.length === before?.length &&
    list.every((place, at) => {
      const old = before[at]
      if (old?.id !== place.id || isFootnotePlace(place) || isFootnotePlace(old)) return old?.id === place.id
      return place.items === old.items
    }))
