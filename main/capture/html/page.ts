import { countWords } from '../../../shared/document/words.ts'
import { AttestError } from '../../../shared/model/error.ts'
import type { SourceDetails } from '../../../shared/model/source.ts'
import { cleanText, isBlank } from '../plainText.ts'
import { blockText } from './blocks.ts'
import { findArticle, parseDom } from './dom.ts'
import { articleHead } from './head.ts'
import { maxNodes, type PrunedMarkup, pruneMarkup, TooManyNodes } from './markup.ts'
import { pageMetadata } from './metadata.ts'
import { removeUnseen } from './visible.ts'

/** The text and the details of a page, and what a person should know about how they were found. */
export interface Page {
  readonly text: string
  readonly found: Partial<SourceDetails>
  /** Full sentences. */
  readonly notes: string[]
}

/**
 * How much of a page is wanted: its `article`; all of it, for a `fragment` that a person chose and pasted; all of it
 * because finding the article was too `slow`.
 */
export type PageExtent = 'article' | 'fragment' | 'slow'

/** With more elements the article is not looked for; all of the page's text is kept. */
const maxElementsForArticle = 60_000

/**
 * Reduces a page to the text of its article, or of the whole page where that is wanted or no article is found.
 * Nothing is executed or fetched. Throws `empty` and `too-large`. Call it in a child process: a hostile page may take all time and memory there is.
 */
export function readPage(name: string, markup: string, extent: PageExtent): Page {
  const pruned = prune(name, markup)
  const document = parseDom(pruned.html)
  removeUnseen(document.body)
  const { found, headline } = pageMetadata(document, pruned)
  const whole = cleanText(blockText(document.body))
  if (isBlank(whole)) {
    throw new AttestError(
      'empty',
      `${name} shows no text.`,
      'Its text may be made by scripts, which are not run. Copy the text in the browser and paste it.',
    )
  }
  const notes = pruned.flattened
    ? ['It nests its elements absurdly deep; part of its structure was left out.']
    : []
  if (extent === 'fragment') return { text: whole, found, notes }
  if (extent === 'slow') {
    notes.push('Finding its article took too long, so all of its text was kept.')
    return { text: whole, found, notes }
  }
  if (pruned.elements > maxElementsForArticle) {
    return { text: whole, found, notes: [...notes, 'The page is so large that all of its text was kept.'] }
  }
  const head = articleHead(document, headline)
  for (const navigation of document.querySelectorAll('nav')) navigation.remove()
  const article = findArticle(document)
  const text = article === null ? '' : cleanText(blockText(article))
  if (isBlank(text))
    return { text: whole, found, notes: [...notes, 'No article was found, so all of its text was kept.'] }
  const full = withHead(text, head)
  const left = countWords(whole) - countWords(full)
  if (left > 0) notes.push(`${left.toLocaleString('en')} words around the article were left out.`)
  return { text: full, found, notes }
}

function prune(name: string, markup: string): PrunedMarkup {
  try {
    return pruneMarkup(markup)
  } catch (error) {
    if (!(error instanceof TooManyNodes)) throw error
    throw new AttestError(
      'too-large',
      `${name} is made of more than ${maxNodes.toLocaleString('en')} elements and pieces of text.`,
      'Copy the part that you need in the browser and paste it.',
    )
  }
}

/** Readability leaves out the heading that repeats the title, and often what stands beneath it. */
function withHead(text: string, head: string): string {
  const missing = head.split('\n\n').filter((paragraph) => paragraph !== '' && !text.includes(paragraph))
  return missing.length === 0 ? text : cleanText(`${missing.join('\n\n')}\n\n${text}`)
}
