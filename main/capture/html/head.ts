import { countWords } from '../../../shared/document/words.ts'
import { oneLine } from '../details.ts'
import { blockText } from './blocks.ts'
import { type DomDocument, type DomElement, type DomNode, isElement } from './dom.ts'

/** More words are not the head of an article. */
const maxWords = 150

/**
 * The text of an article's head: its headline with the standfirst, byline and dateline that stand in the same
 * `<header>` (or an element whose class says as much) inside the article; only the headline where there is no such
 * element; empty without a headline. To be read before the document is changed.
 */
export function articleHead(document: DomDocument, headline: string): string {
  if (headline === '') return ''
  for (const heading of document.querySelectorAll('h1')) {
    if (oneLine(heading.textContent ?? '') !== headline) continue
    const head = headOf(heading)
    if (head === null) return blockText(heading)
    for (const extra of [...head.querySelectorAll(extras)]) extra.remove()
    const text = blockText(head)
    return text.includes(blockText(heading)) ? text : blockText(heading)
  }
  return headline
}

/** What stands in a head but is not of the article. */
const extras = 'nav, ul, ol, [class*="share" i], [class*="social" i], [class*="breadcrumb" i]'

function headOf(heading: DomElement): DomElement | null {
  for (let at: DomNode | null = heading.parentNode; at !== null && isElement(at); at = at.parentNode) {
    if (/^(?:body|article|main)$/u.test(at.localName)) return null
    const names = at.getAttribute('class') ?? ''
    const isHead =
      at.localName === 'hgroup' ||
      (at.localName === 'header' && isInArticle(at)) ||
      /(?:article|story|post|entry|content)[-_ ]*(?:header|head|hero|top)\b/iu.test(names)
    if (isHead) return countWords(at.textContent ?? '') <= maxWords ? at : null
  }
  return null
}

function isInArticle(element: DomElement): boolean {
  for (let at = element.parentNode; at !== null; at = at.parentNode) {
    if (isElement(at) && /^(?:article|main)$/u.test(at.localName)) return true
  }
  return false
}
