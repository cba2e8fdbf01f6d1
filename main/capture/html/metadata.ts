import type { Name, SourceDetails, SourceType } from '../../../shared/model/source.ts'
import { edtfOf } from '../dates.ts'
import { fittingDetails, oneLine } from '../details.ts'
import { languageTag } from '../languageTag.ts'
import { nameFrom, namesFromByline } from '../names.ts'
import { printedDate } from './dateline.ts'
import type { DomDocument, DomElement } from './dom.ts'
import { type StructuredArticle, structuredArticle } from './jsonLd.ts'

/** What is read of a page besides its tree. */
export interface PageOrigin {
  /** Comments at the beginning of the page. */
  readonly comments: readonly string[]
}

/** A page's own description of itself, and the headline as it stands in the text. */
export interface PageMetadata {
  readonly found: Partial<SourceDetails>
  /** The text of the heading that is the page's headline; empty when there is none. */
  readonly headline: string
}

type Metas = ReadonlyMap<string, readonly string[]>

/**
 * Reads a page's details from JSON-LD, Highwire (`citation_*`), Open Graph, Dublin Core, plain `meta`, the visible
 * headline, byline and dateline, in that order for each field. Reads only; nothing is made up: what the page does not
 * say is absent. The document must still be whole.
 */
export function pageMetadata(document: DomDocument, { comments }: PageOrigin): PageMetadata {
  const metas = metasOf(document)
  const blocks = texts(document.querySelectorAll('script[type="application/ld+json"]'), 1024 * 1024)
  const article = structuredArticle(blocks)
  const saved = savedFrom(comments)
  const publisher = first(
    ...all(metas, 'citation_journal_title'),
    article?.publisher,
    ...all(
      metas,
      'og:site_name',
      'citation_publisher',
      'dc.publisher',
      'dcterms.publisher',
      'application-name',
    ),
  )
  const headings = texts(document.querySelectorAll('h1'), 2000).map(oneLine).filter(Boolean)
  const title = titleOf(document, metas, article, headings, publisher)
  const published = publishedOn(metas, article)
  const printed = printedDate(document, published)
  return {
    found: fittingDetails({
      type: typeOf(metas, article),
      title,
      publisher,
      authors: authorsOf(document, metas, article),
      issued: published ?? printed?.edtf ?? null,
      issuedAsPrinted: printed?.printed ?? '',
      accessed: saved.date,
      url: addressOf(document, metas, article, saved.url),
      language: languageOf(document, metas, article),
    }),
    headline:
      headings.find((heading) => sameWords(heading, title)) ??
      (headings.length === 1 ? (headings[0] ?? '') : ''),
  }
}

function metasOf(document: DomDocument): Metas {
  const metas = new Map<string, string[]>()
  for (const meta of document.querySelectorAll('meta')) {
    const content = oneLine(meta.getAttribute('content') ?? '')
    if (content === '') continue
    for (const attribute of ['name', 'property', 'itemprop', 'http-equiv']) {
      const key = meta.getAttribute(attribute)?.trim().toLowerCase()
      if (key) metas.set(key, [...(metas.get(key) ?? []), content])
    }
  }
  return metas
}

/** Candidates in order; one that stands as a heading on the page wins, for that is the headline as printed. */
function titleOf(
  document: DomDocument,
  metas: Metas,
  article: StructuredArticle | null,
  headings: readonly string[],
  publisher: string,
): string {
  const tag = oneLine(document.querySelector('title')?.textContent ?? '')
  const declared = [
    ...all(metas, 'citation_title'),
    article?.headline ?? '',
    ...all(metas, 'og:title', 'twitter:title', 'dc.title', 'dcterms.title', 'headline'),
  ].filter(Boolean)
  const candidates = [...declared, withoutPublisher(tag, publisher)]
  const asPrinted = headings.find((heading) => candidates.some((candidate) => sameWords(candidate, heading)))
  if (asPrinted !== undefined) return asPrinted
  // `Headline - Section - Outlet`: the heading says where the headline ends.
  const begun = headings.find((heading) => heading.length > 10 && tag.startsWith(heading))
  return begun ?? first(...candidates.map((candidate) => withoutPublisher(candidate, publisher)), headings[0])
}

/** Drops ` | Outlet` or ` - Outlet` from the end when it is the publisher's name and nothing else. */
function withoutPublisher(title: string, publisher: string): string {
  const match = /^(.+?)\s+[|–—·:-]\s+([^|–—·]+)$/u.exec(title)
  return match?.[1] && match[2] && publisher !== '' && sameWords(match[2], publisher) ? match[1] : title
}

const sameWords = (a: string, b: string): boolean => a !== '' && fold(a) === fold(b)
const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

function authorsOf(document: DomDocument, metas: Metas, article: StructuredArticle | null): Name[] {
  if (article !== null && article.authors.length > 0) return article.authors
  const cited = all(metas, 'citation_author').map(nameFrom)
  if (cited.length > 0) return cited.filter((name): name is Name => name !== null)
  for (const key of [
    'author',
    'article:author',
    'parsely-author',
    'sailthru.author',
    'byl',
    'dc.creator',
    'dcterms.creator',
  ]) {
    const names = all(metas, key).flatMap(namesFromByline)
    if (names.length > 0) return names
  }
  for (const selector of [
    '[itemprop="author"] [itemprop="name"]',
    '[itemprop="author"]',
    'a[rel~="author"]',
  ]) {
    const names = texts(document.querySelectorAll(selector), 200).flatMap(namesFromByline)
    if (names.length > 0) return names
  }
  for (const text of texts(document.querySelectorAll('[class*="byline" i], [class*="author" i]'), 200)) {
    // Only words that say so themselves: such classes are also put on pictures, boxes and links.
    if (/^\s*by\s+\p{Lu}/iu.test(text) && text.length <= 160) return namesFromByline(text)
  }
  return []
}

function publishedOn(metas: Metas, article: StructuredArticle | null): string | null {
  const values = [
    article?.published ?? '',
    ...all(
      metas,
      'citation_publication_date',
      'citation_date',
      'article:published_time',
      'og:published_time',
      'article:published',
      'datepublished',
      'parsely-pub-date',
      'sailthru.date',
      'dcterms.issued',
      'dc.date.issued',
      'dcterms.date',
      'dc.date',
      'pubdate',
      'publish-date',
      'publication_date',
      'date',
    ),
  ]
  for (const value of values) {
    const date = edtfOf(value)
    if (date !== null) return date
  }
  return null
}

function typeOf(metas: Metas, article: StructuredArticle | null): SourceType {
  if (metas.has('citation_journal_title')) return 'article-journal'
  return article?.type ?? 'webpage'
}

/** The page's own address: where it says it is, unless it names only the front page of its site. */
function addressOf(
  document: DomDocument,
  metas: Metas,
  article: StructuredArticle | null,
  savedUrl: string,
): string {
  const canonical = document.querySelector('link[rel~="canonical" i]')?.getAttribute('href') ?? ''
  const base = document.querySelector('base[href]')?.getAttribute('href') ?? ''
  const own = [canonical, ...all(metas, 'og:url'), article?.url ?? '']
    .map((address) => absolute(address, savedUrl || base))
    .filter(Boolean)
  return (
    own.find((address) => !isFrontPage(address)) ??
    (savedUrl || (isArticle(metas, article) ? '' : (own[0] ?? '')))
  )
}

const isArticle = (metas: Metas, article: StructuredArticle | null): boolean =>
  all(metas, 'og:type').includes('article') || (article !== null && article.type !== 'webpage')

function isFrontPage(address: string): boolean {
  const { pathname, search } = new URL(address)
  return pathname === '/' && search === ''
}

function absolute(address: string, base: string): string {
  try {
    const url = base === '' ? new URL(address.trim()) : new URL(address.trim(), base)
    url.hash = ''
    return address.trim() !== '' && /^https?:$/u.test(url.protocol) ? url.href : ''
  } catch {
    return ''
  }
}

function languageOf(document: DomDocument, metas: Metas, article: StructuredArticle | null): string {
  const root = document.documentElement
  const values = [
    root.getAttribute('lang') ?? '',
    root.getAttribute('xml:lang') ?? '',
    ...all(metas, 'content-language', 'og:locale', 'dc.language', 'dcterms.language'),
    article?.language ?? '',
  ]
  for (const value of values) {
    const language = languageTag(value)
    if (language !== '') return language
  }
  return ''
}

/** The comments that browsers (`saved from url=(0042)https://…`) and SingleFile leave in saved pages. */
function savedFrom(comments: readonly string[]): { url: string; date: string | null } {
  for (const comment of comments) {
    const browser = /saved from url=\(\d+\)(\S+)/u.exec(comment)?.[1]
    if (browser !== undefined) return { url: absolute(browser, ''), date: null }
    if (/SingleFile/u.test(comment)) {
      const url = /^\s*url:\s*(\S+)/mu.exec(comment)?.[1] ?? ''
      return { url: absolute(url, ''), date: edtfOf(/^\s*saved date:\s*(.+)$/mu.exec(comment)?.[1] ?? '') }
    }
  }
  return { url: '', date: null }
}

const all = (metas: Metas, ...keys: string[]): string[] => keys.flatMap((key) => metas.get(key) ?? [])
const first = (...values: readonly (string | undefined)[]): string => values.find((value) => value) ?? ''

/** Texts of the first 400 elements that are at most `limit` UTF-16 units long. */
function texts(elements: Iterable<DomElement>, limit: number): string[] {
  const found: string[] = []
  let count = 0
  for (const element of elements) {
    if (count++ >= 400) break
    const text = element.textContent ?? ''
    if (text.length <= limit) found.push(text)
  }
  return found
}
