import { textToLatex } from './latex.ts'
import type { Reference, ReferenceName } from './reference.ts'

/** Entry types that BibTeX and biblatex both have or take for another; a subtype says what they have no type for. */
const types: Partial<Record<Reference['type'], readonly [entry: string, subtype?: string]>> = {
  'article-journal': ['article'],
  'article-magazine': ['article', 'magazine'],
  'article-newspaper': ['article', 'newspaper'],
  book: ['book'],
  chapter: ['incollection'],
  dataset: ['dataset'],
  document: ['misc'],
  'entry-encyclopedia': ['inreference'],
  legal_case: ['jurisdiction'],
  legislation: ['legislation'],
  manuscript: ['unpublished'],
  motion_picture: ['movie'],
  pamphlet: ['booklet'],
  'paper-conference': ['inproceedings'],
  patent: ['patent'],
  performance: ['performance'],
  periodical: ['periodical'],
  'post-weblog': ['online', 'post-weblog'],
  report: ['techreport'],
  review: ['review'],
  software: ['software'],
  standard: ['standard'],
  thesis: ['phdthesis'],
  webpage: ['online'],
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * References as BibTeX that biblatex reads as well (see `readBibtex`): dates stand as `date` (EDTF) and as `year` and
 * `month`; the printed words of a date as `dateasprinted`, which styles pass over. UTF-8.
 */
export const writeBibtex = (references: readonly Reference[]): string => references.map(entryOf).join('\n')

function entryOf(reference: Reference): string {
  const { fields, names, type, issued, accessed } = reference
  const [entry, subtype] = types[type] ?? ['misc', type]
  const lines: string[] = []
  const raw = (field: string, value: string | undefined): void => {
    if (value) lines.push(`  ${field} = ${value}`)
  }
  const put = (field: string, value: string | undefined): void => {
    if (value) raw(field, `{${textToLatex(value)}}`)
  }
  put('entrysubtype', subtype)
  raw('author', people(names.author))
  raw('editor', people(names.editor))
  raw('translator', people(names.translator))
  if (fields.title) raw('title', `{${protectedTitle(fields.title)}}`)
  put('shorttitle', fields['title-short'])
  const isArticle = entry === 'article' || entry === 'periodical' || entry === 'review'
  put(isArticle ? 'journal' : 'booktitle', fields['container-title'])
  put('shortjournal', fields['container-title-short'])
  put('series', fields['collection-title'])
  put(
    entry === 'techreport' ? 'institution' : entry === 'phdthesis' ? 'school' : 'publisher',
    fields.publisher,
  )
  put('address', fields['publisher-place'])
  put('eventtitle', fields['event-title'])
  put('type', fields.genre)
  put('volume', fields.volume)
  if (entry === 'article' || entry === 'periodical') put('number', fields.issue)
  else {
    put('issue', fields.issue)
    put('number', fields.number)
  }
  put('edition', fields.edition)
  put('section', fields.section)
  raw('pages', fields.page && `{${textToLatex(fields.page).replace(/(?<=\d)-(?=\d)/gu, '--')}}`)
  put('pagetotal', fields['number-of-pages'])
  put('library', fields.archive)
  raw('date', issued?.edtf == null ? undefined : `{${issued.edtf}}`)
  const [, year, month] = /^(\d{4})(?:-(0[1-9]|1[0-2]))?/u.exec(issued?.edtf ?? '') ?? []
  raw('year', year === undefined ? undefined : `{${year}}`)
  raw('month', month === undefined ? undefined : months[Number(month) - 1])
  if (issued?.edtf == null) put('year', issued?.printed)
  else put('dateasprinted', issued.printed)
  put('doi', fields.DOI)
  put('isbn', fields.ISBN)
  put('issn', fields.ISSN)
  put('pmid', fields.PMID)
  put('pmcid', fields.PMCID)
  raw('url', fields.URL === undefined ? undefined : `{${address(fields.URL)}}`)
  raw('urldate', accessed === null ? undefined : `{${accessed.edtf ?? textToLatex(accessed.printed)}}`)
  put('language', fields.language)
  put(
    'keywords',
    reference.keywords.join(reference.keywords.some((word) => word.includes(',')) ? '; ' : ', '),
  )
  put('abstract', fields.abstract)
  put('note', fields.note)
  return `@${entry}{${keyOf(reference)},\n${lines.join(',\n')}\n}\n`
}

/** What no key may have in BibTeX is left out. */
const keyOf = ({ key }: Reference): string => key.replace(/[\s,={}()"#%'\\~]+/gu, '')

/** Braces keep letters that a style would make small, except the first of the title. */
const protectedTitle = (title: string): string =>
  title
    .split(' ')
    .map((word, index) => {
      const isBare = index === 0 && !/\p{Lu}/u.test([...word].slice(1).join(''))
      const latex = textToLatex(word)
      return /\p{Lu}/u.test(word) && !isBare ? `{${latex}}` : latex
    })
    .join(' ')

/** Signs that would end the value, as an address may write them (RFC 3986). */
const address = (url: string): string =>
  url.replace(/[{}\\%]/gu, (sign) => (sign === '%' ? '\\%' : encodeURIComponent(sign)))

function people(names: readonly ReferenceName[] | undefined): string | undefined {
  if (names === undefined || names.length === 0) return undefined
  return `{${names.map(nameOf).join(' and ')}}`
}

function nameOf(name: ReferenceName): string {
  if ('literal' in name) return `{${textToLatex(name.literal)}}`
  // Braces around what a reader would take apart: commas, “and”, family names of several words and small letters.
  const whole = (part: string): string =>
    /,|\sand\s|^\P{Lu}/u.test(part) || /\s/u.test(part) ? `{${textToLatex(part)}}` : textToLatex(part)
  const safe = (part: string): string =>
    /,|\band\b|^$/iu.test(part) ? `{${textToLatex(part)}}` : textToLatex(part)
  const particle = name['non-dropping-particle']
  const isSmall = particle?.split(' ').every((word) => /^\P{L}*\p{Ll}/u.test(word))
  const before = particle === undefined ? '' : isSmall ? textToLatex(particle) : ''
  const family = isSmall || particle === undefined ? name.family : `${particle} ${name.family}`
  const last = [before, whole(family)].filter(Boolean).join(' ')
  const given = [name.given, name['dropping-particle']].filter(Boolean).join(' ')
  if (name.suffix !== undefined) return `${last}, ${safe(name.suffix)}, ${safe(given)}`
  return given === '' ? `${last}, {}` : `${last}, ${safe(given)}`
}
