import { type FoundDate, findDate } from '../dates.ts'
import { oneLine } from '../details.ts'
import { type DomDocument, type DomElement, type DomNode, isElement } from './dom.ts'

/** Longest text of an element taken for a dateline, in UTF-16 units. */
const longestDateline = 250
/** Elements looked at; a dateline stands near the beginning. */
const maxElements = 200

/**
 * The publication date in the words of the page: in `<time>` and in elements whose class says date or byline, the
 * first that gives `published` where that is known from metadata, else the first in the article itself. Datelines of
 * other articles (navigation, asides, related links, comments) do not count, nor words without a year.
 */
export function printedDate(document: DomDocument, published: string | null): FoundDate | null {
  const elements = [
    ...head(document.querySelectorAll('time, [itemprop="datePublished"]')),
    ...head(
      document.querySelectorAll(
        '[class*="date" i], [class*="publish" i], [class*="timestamp" i], [class*="byline" i]',
      ),
    ),
  ]
  for (const element of elements) {
    const text = oneLine(element.textContent ?? '')
    if (text.length > longestDateline || isOfOthers(element)) continue
    const date = findDate(text)
    if (date !== null && (published === null ? isInArticle(element) : date.edtf === published)) return date
  }
  return null
}

function* head(elements: Iterable<DomElement>): Iterable<DomElement> {
  let count = 0
  for (const element of elements) {
    if (count++ >= maxElements) return
    yield element
  }
}

const isOfOthers = (element: DomElement): boolean =>
  hasAncestor(
    element,
    ({ localName, className }) =>
      /^(?:nav|footer|aside)$/u.test(localName) ||
      /related|comment|recirc|most-read|sidebar|footer/iu.test(className),
  )

const isInArticle = (element: DomElement): boolean =>
  hasAncestor(
    element,
    ({ localName, className }) =>
      /^(?:article|main|header)$/u.test(localName) ||
      /article|story|post|entry|byline|dateline/iu.test(className),
  )

function hasAncestor(
  element: DomElement,
  test: (ancestor: { localName: string; className: string }) => boolean,
): boolean {
  for (let at: DomNode | null = element; at !== null; at = at.parentNode) {
    if (isElement(at) && test({ localName: at.localName, className: at.getAttribute('class') ?? '' }))
      return true
  }
  return false
}
