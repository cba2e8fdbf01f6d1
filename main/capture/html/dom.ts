import { Readability } from '@mozilla/readability'
import { DOMParser } from 'linkedom'

/** The part of the DOM that capture reads. linkedom's tree has no window, loads nothing and runs nothing. */
export interface DomNode {
  readonly nodeType: number
  readonly nodeName: string
  readonly firstChild: DomNode | null
  readonly nextSibling: DomNode | null
  readonly parentNode: DomNode | null
  readonly textContent: string | null
  remove(): void
}

export interface DomElement extends DomNode {
  /** Lower case. */
  readonly localName: string
  getAttribute(name: string): string | null
  hasAttribute(name: string): boolean
  querySelector(selector: string): DomElement | null
  querySelectorAll(selector: string): Iterable<DomElement>
}

export interface DomDocument {
  readonly documentElement: DomElement
  readonly body: DomElement
  querySelector(selector: string): DomElement | null
  querySelectorAll(selector: string): Iterable<DomElement>
}

export const isElement = (node: DomNode): node is DomElement => node.nodeType === 1
export const isText = (node: DomNode): boolean => node.nodeType === 3 || node.nodeType === 4

/** A tree of pruned markup (see `pruneMarkup`): its depth must be bounded, for what reads it recurses. */
export const parseDom = (prunedHtml: string): DomDocument =>
  new DOMParser().parseFromString(prunedHtml, 'text/html') as unknown as DomDocument

/**
 * The element that holds a page's article, without navigation, related links and the like; null when none is found.
 * Changes and uses up the document.
 */
export function findArticle(document: DomDocument): DomElement | null {
  const readability = new Readability<unknown>(document as unknown as Document, {
    serializer: (element: unknown) => element,
    disableJSONLD: true,
  })
  return (readability.parse()?.content as DomElement | null | undefined) ?? null
}
