import type { Name, SourceType } from '../../../shared/model/source.ts'
import { nameFrom, namesFromByline } from '../names.ts'

/** What structured data (schema.org as JSON-LD) says of the page's article. */
export interface StructuredArticle {
  readonly type: SourceType | null
  readonly headline: string
  readonly authors: Name[]
  readonly published: string
  readonly publisher: string
  readonly url: string
  readonly language: string
}

/** schema.org types that are a document, with what they are in CSL's terms. */
const articleTypes: Record<string, SourceType> = {
  newsarticle: 'article-newspaper',
  reportagenewsarticle: 'article-newspaper',
  analysisnewsarticle: 'article-newspaper',
  backgroundnewsarticle: 'article-newspaper',
  opinionnewsarticle: 'article-newspaper',
  reviewnewsarticle: 'article-newspaper',
  askpublicnewsarticle: 'article-newspaper',
  article: 'webpage',
  blogposting: 'post-weblog',
  liveblogposting: 'post-weblog',
  scholarlyarticle: 'article-journal',
  report: 'report',
  legislation: 'legislation',
  dataset: 'dataset',
  webpage: 'webpage',
}

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Properties that hold other documents than the page's own. */
const elsewhere = new Set(
  'itemListElement hasPart isPartOf mentions about comment review citation subjectOf liveBlogUpdate relatedLink significantLink'.split(
    ' ',
  ),
)
/** Objects looked at in one page: more is no description of an article. */
const maxObjects = 2000

/** The article of a page's JSON-LD blocks: the most specific type first, then the one with a headline. Null if none. */
export function structuredArticle(blocks: readonly string[]): StructuredArticle | null {
  const objects = blocks.flatMap(parsed)
  const byId = new Map<string, Json>()
  for (const object of objects) {
    const id = object['@id']
    if (typeof id === 'string' && Object.keys(object).length > 1 && !byId.has(id)) byId.set(id, object)
  }
  const articles = objects.filter((object) => typeOf(object) !== null).sort((a, b) => rank(b) - rank(a))
  const article = articles[0]
  if (article === undefined) return null
  const resolve = (value: unknown): unknown =>
    isObject(value) && Object.keys(value).length === 1 && typeof value['@id'] === 'string'
      ? (byId.get(value['@id']) ?? value)
      : value
  const main = resolve(article.mainEntityOfPage)
  return {
    type: typeOf(article),
    headline: words(article.headline) || words(article.name),
    authors: list(article.author ?? article.creator).flatMap((author) => authorNames(resolve(author))),
    published: words(article.datePublished) || words(article.dateCreated),
    publisher: nameOf(resolve(list(article.publisher)[0])),
    url: words(article.url) || words(main) || (isObject(main) ? words(main['@id']) : ''),
    language: isObject(article.inLanguage)
      ? words(article.inLanguage.alternateName)
      : words(article.inLanguage),
  }
}

/** All objects in a block, those in `@graph` and nested ones too, breadth first, so that depth cannot overflow. */
function parsed(block: string): Json[] {
  let value: unknown
  try {
    value = JSON.parse(
      block.replace(
        /^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)|(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*$/gu,
        '',
      ),
    )
  } catch {
    // Pages often carry broken structured data; there are other places to look.
    return []
  }
  const found: Json[] = []
  let level: unknown[] = [value]
  while (level.length > 0 && found.length < maxObjects) {
    const next: unknown[] = []
    for (const item of level) {
      if (Array.isArray(item)) next.push(...item.slice(0, maxObjects))
      else if (isObject(item)) {
        found.push(item)
        for (const [key, value] of Object.entries(item)) {
          if (typeof value === 'object' && value !== null && !elsewhere.has(key)) next.push(value)
        }
      }
    }
    level = next.slice(0, maxObjects)
  }
  return found
}

function typeOf(object: Json): SourceType | null {
  for (const type of list(object['@type'])) {
    const name = words(type)
      .replace(/^.*[/:#]/u, '')
      .toLowerCase()
    const known = articleTypes[name]
    if (known !== undefined) return known
  }
  return null
}

const rank = (object: Json): number =>
  (typeOf(object) === 'webpage' ? 0 : 4) +
  (words(object.headline) ? 2 : 0) +
  (words(object.datePublished) ? 1 : 0)

function authorNames(author: unknown): Name[] {
  if (typeof author === 'string') return namesFromByline(author)
  if (!isObject(author)) return []
  const family = words(author.familyName)
  const given = words(author.givenName)
  if (family !== '') return [given === '' ? { family } : { family, given }]
  const isPerson = list(author['@type']).some((type) => words(type).toLowerCase() === 'person')
  return list(author.name).flatMap((value): Name[] => {
    const name = words(value)
    if (name === '' || /^https?:/iu.test(name)) return []
    if (!isPerson) return author['@type'] === undefined ? namesFromByline(name) : [{ literal: name }]
    const one = nameFrom(name)
    return / and |[;&]/u.test(name) ? namesFromByline(name) : one === null ? [] : [one]
  })
}

const nameOf = (value: unknown): string => (isObject(value) ? words(list(value.name)[0]) : words(value))
const words = (value: unknown): string =>
  typeof value === 'string' ? decodeReferences(value).trim().slice(0, 4000) : ''
const list = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value]

/** Many sites write `&amp;` and `&#8217;` into JSON, where they do not belong. */
function decodeReferences(text: string): string {
  return text
    .replace(/&#(\d{2,6});/gu, (all, code: string) => characterOf(Number(code)) ?? all)
    .replace(/&#x([0-9a-f]{2,5});/giu, (all, code: string) => characterOf(Number.parseInt(code, 16)) ?? all)
    .replace(/&quot;/gu, '"')
    .replace(/&(?:apos|rsquo);/gu, (all) => (all === '&apos;' ? "'" : '’'))
    .replace(/&lt;/gu, '<')
    .replace(/&gt;/gu, '>')
    .replace(/&nbsp;/gu, ' ')
    .replace(/&amp;/gu, '&')
}

const characterOf = (code: number): string | null =>
  code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : null
