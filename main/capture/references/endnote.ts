import { dateOf } from '../dates.ts'
import { Draft, dateFrom, Found, inverted } from './draft.ts'
import type { Reference, References } from './reference.ts'
import { allAt, at, type Element, readRecords, textOf } from './xmlTree.ts'

/** EndNote's numbers of reference types (its XML export, RSXML.dtd) as CSL types; names that were changed do not matter. */
const types: Record<string, Reference['type']> = {
  0: 'article-journal',
  1: 'manuscript',
  2: 'report',
  3: 'thesis',
  4: 'legislation',
  5: 'chapter',
  6: 'book',
  7: 'webpage',
  8: 'article-newspaper',
  9: 'patent',
  10: 'paper-conference',
  12: 'webpage',
  13: 'document',
  14: 'bill',
  15: 'graphic',
  16: 'webpage',
  17: 'article-journal',
  18: 'legal_case',
  19: 'article-magazine',
  20: 'map',
  21: 'motion_picture',
  23: 'article-newspaper',
  25: 'patent',
  26: 'personal_communication',
  27: 'report',
  28: 'book',
  31: 'legislation',
  32: 'thesis',
  34: 'manuscript',
  36: 'manuscript',
  43: 'article-journal',
  44: 'book',
  46: 'report',
  47: 'paper-conference',
  48: 'motion_picture',
  50: 'hearing',
  52: 'entry-dictionary',
  53: 'entry-encyclopedia',
  56: 'post-weblog',
  58: 'standard',
  59: 'dataset',
  60: 'chapter',
}

/**
 * References of an EndNote XML export (`<xml><records><record>…`, RSXML.dtd). Text stands in `<style>` elements, whose
 * looks are left out. Throws `damaged` when nothing could be read.
 */
export function readEndnote(name: string, text: string): References {
  const found = new Found(name)
  let count = 0
  const broken = readRecords(name, text, 2, new Map(), (record) => {
    if (record.name.toLowerCase() !== 'record') return
    count += 1
    const draft = new Draft(0)
    fill(draft, record)
    found.add(draft, `record ${count}`)
  })
  if (broken !== null)
    found.bad(0, `record ${count + 1}`, `${broken.message} The records before it were read.`)
  return found
}

function fill(draft: Draft, record: Element): void {
  const words = (...path: string[]): string => textOf(at(record, ...path)).trim()
  const list = (...path: string[]): string[] =>
    allAt(record, ...path)
      .map((element) => textOf(element).trim())
      .filter(Boolean)
  const kind = Number(words('ref-type'))
  const named = (at(record, 'ref-type')?.attribute('name') ?? '').toLowerCase()
  draft.type = types[kind] ?? 'document'
  if (named === 'magazine article') draft.type = 'article-magazine'
  draft.key = words('label')
  draft.put('title', words('titles', 'title'))
  draft.put('title-short', words('titles', 'short-title'))
  const isWhole = ['book', 'report', 'thesis'].includes(draft.type)
  const second = words('titles', 'secondary-title')
  draft.put(
    isWhole ? 'collection-title' : 'container-title',
    second || (isWhole ? '' : words('periodical', 'full-title')),
  )
  draft.put('container-title-short', words('periodical', 'abbr-1'))
  draft.put('collection-title', words('titles', 'tertiary-title'))
  draft.put('publisher', words('publisher'))
  draft.put('publisher-place', words('pub-location'))
  draft.put('genre', words('work-type'))
  draft.put('volume', words('volume'))
  draft.put(isWhole ? 'number' : 'issue', words('number'))
  draft.put('edition', words('edition'))
  draft.put('section', words('section'))
  draft.put('page', words('pages'))
  draft.put('archive', words('remote-database-name'))
  draft.put('DOI', words('electronic-resource-num'))
  for (const number of words('isbn').split(/[\r\n;]+/u)) {
    const isIssn = number.replace(/[^\dX]/giu, '').length <= 8
    draft.add(isIssn ? 'ISSN' : 'ISBN', number.replace(/\s*\((?:electronic|print|linking)\)/giu, ''))
  }
  // PubMed's numbers come through EndNote so.
  if (/^\d{6,9}$/u.test(words('accession-num'))) draft.put('PMID', words('accession-num'))
  draft.put('PMCID', words('custom2').match(/^PMC\d+$/u)?.[0] ?? '')
  draft.put('language', words('language'))
  draft.add('abstract', words('abstract'))
  draft.add('note', words('notes'))
  draft.add('note', words('research-notes'))
  for (const word of list('keywords', 'keyword')) draft.keyword(word)
  for (const url of [...list('urls', 'related-urls', 'url'), ...list('urls', 'web-urls', 'url')]) {
    if (/^https?:/iu.test(url)) draft.put('URL', url.split(/\s/u)[0] ?? '')
  }
  for (const name of list('contributors', 'authors', 'author')) draft.name('author', inverted(name))
  // What stands second are the editors of what a chapter is in, and of a series for a book.
  for (const name of list('contributors', 'secondary-authors', 'author')) draft.name('editor', inverted(name))
  for (const name of list('contributors', 'subsidiary-authors', 'author'))
    draft.name('translator', inverted(name))
  const year = words('dates', 'year')
  const [date = ''] = list('dates', 'pub-dates', 'date')
  draft.issued = issued(year, date)
  draft.accessed = dateFrom(words('access-date'))
  for (const url of list('urls', 'pdf-urls', 'url')) draft.file(url)
}

/** The date may have a year of its own, or only the day and the month. */
function issued(year: string, date: string) {
  if (date === '') return dateFrom(year)
  if (/\d{4}/u.test(date)) return dateFrom(date) ?? dateFrom(year)
  const whole = dateFrom(`${date} ${year}`)
  if (whole !== null && whole.edtf !== null) return whole
  const edtf = /^\d{4}$/u.test(year) ? dateOf(year) : null
  return { edtf, printed: `${date} ${year}`.trim().slice(0, 200) }
}

/** The library's name without its ending, under whose `.Data` folder `internal-pdf://` documents lie. */
export const endnoteLibrary = (text: string): string =>
  /<database[^>]*\bname="([^"]{1,200})\.enlx?"/iu.exec(text.slice(0, 100_000))?.[1] ?? ''
