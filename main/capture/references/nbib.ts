import { Draft, dateFrom, Found, inverted, literal, personal } from './draft.ts'
import type { References } from './reference.ts'

/**
 * References in MEDLINE display format (“MEDLINE/PubMed Data Element (Field) Descriptions”, National Library of
 * Medicine; `.nbib` from PubMed): a tag of up to four letters, `- `, a value; lines that begin with six spaces go on
 * with the one before; a record begins with its PMID, or behind an empty line.
 */
export function readNbib(name: string, text: string): References {
  const found = new Found(name)
  let fields: [tag: string, value: string][] = []
  let start = 0
  const end = (): void => {
    if (fields.length === 0) return
    const draft = new Draft(start)
    fill(draft, fields)
    found.add(draft, fields[0]?.[1] ?? '')
    fields = []
  }
  let isApart = true
  text.split(/\r\n|\r|\n/u).forEach((line, index) => {
    const match = /^([A-Z]{2,4}) {0,2}- ?(.*)$/u.exec(line)
    const last = fields[fields.length - 1]
    if (match !== null) {
      const [, tag = '', value = ''] = match
      if (tag === 'PMID' || (isApart && fields.length > 0)) end()
      if (fields.length === 0) start = index + 1
      fields.push([tag, value.trim()])
    } else if (/^\s+\S/u.test(line) && last !== undefined) last[1] += ` ${line.trim()}`
    else if (line.trim() !== '' && fields.length === 0 && isApart) {
      found.bad(index + 1, line.slice(0, 100), 'This line is in no record, so it was left out.')
    }
    isApart = line.trim() === ''
  })
  end()
  return found
}

function fill(draft: Draft, fields: readonly (readonly [tag: string, value: string])[]): void {
  const all = (tag: string): string[] =>
    fields.flatMap(([own, value]) => (own === tag && value !== '' ? [value] : []))
  const first = (...tags: string[]): string => tags.flatMap(all)[0] ?? ''
  const kinds = all('PT').map((kind) => kind.toLowerCase())
  const isChapter = kinds.includes('book chapter') || (first('BTI') !== '' && first('TI') !== '')
  const isBook = !isChapter && (kinds.some((kind) => kind.startsWith('book')) || first('BTI') !== '')
  draft.type = isChapter
    ? 'chapter'
    : isBook
      ? 'book'
      : kinds.includes('newspaper article')
        ? 'article-newspaper'
        : 'article-journal'
  // A full stop ends every title in MEDLINE; square brackets stand around a translated one.
  const titleOf = (words: string): string => words.replace(/(?<!\.)\.$/u, '').replace(/^\[(.*)\]$/u, '$1')
  draft.put('title', titleOf(first('TI') || first('BTI') || first('TT')))
  draft.put('container-title', isChapter ? titleOf(first('BTI')) : first('JT', 'TA'))
  if (!isChapter && first('TA') !== draft.get('container-title'))
    draft.put('container-title-short', first('TA'))
  draft.put('collection-title', first('CTI'))
  draft.put('publisher', first('PB'))
  // The place of a journal is that of its publisher, which nobody cites.
  if (isChapter || isBook) draft.put('publisher-place', first('PL'))
  draft.put('volume', first('VI'))
  draft.put('issue', first('IP'))
  draft.put('edition', first('EN'))
  draft.put('page', first('PG'))
  draft.put('PMID', first('PMID'))
  draft.put('PMCID', first('PMC'))
  for (const number of [...all('LID'), ...all('AID'), ...all('SO')]) {
    const doi = /(\S+)\s+\[doi\]|doi:\s*(\S+?)\.?$/iu.exec(number)
    if (doi !== null) draft.put('DOI', doi[1] ?? doi[2] ?? '')
  }
  for (const number of all('IS')) draft.add('ISSN', number.replace(/\s*\(.*\)$/u, ''))
  for (const number of all('ISBN')) draft.add('ISBN', number.replace(/\s*\(.*\)$/u, ''))
  draft.put('language', first('LA'))
  for (const words of all('AB')) draft.add('abstract', words)
  for (const words of all('GN')) draft.add('note', words)
  for (const words of [...all('OT'), ...all('MH')]) draft.keyword(words.replace(/\*/gu, ''))
  const [full, editors] = [all('FAU'), all('FED')]
  for (const name of full) draft.name('author', inverted(name))
  if (full.length === 0) for (const name of all('AU')) draft.name('author', short(name))
  for (const name of all('CN')) draft.name('author', literal(name))
  for (const name of editors) draft.name('editor', inverted(name))
  if (editors.length === 0) for (const name of all('ED')) draft.name('editor', short(name))
  draft.issued = medlineDate(first('DP'))
}

/** `Family AB`, `Family AB Jr`. */
function short(name: string) {
  const match = /^(.+?) ([A-Z]{1,4})(?: (Jr|Sr|2nd|3rd|4th))?$/u.exec(name)
  return match === null
    ? literal(name)
    : personal(match[1] ?? '', (match[2] ?? '').split('').join('. ').concat('.'), match[3])
}

const starts = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const monthOf = (word: string): string =>
  String(1 + starts.indexOf(word.slice(0, 3).toLowerCase())).padStart(2, '0')
const seasons: Record<string, string> = { spring: '21', summer: '22', fall: '23', autumn: '23', winter: '24' }

/** `2020`, `2020 Mar`, `2020 Mar 15`, `2019 Nov-Dec`, `2019 Dec-2020 Jan`, `2020 Spring`: year first. */
export function medlineDate(words: string) {
  const text = words.trim()
  const plain = /^(\d{4})(?: ([A-Z][a-z]{2})(?: (\d{1,2}))?)?$/u.exec(text)
  if (plain !== null) {
    const [, year = '', month, day] = plain
    if (month === undefined) return { edtf: year, printed: '' }
    const read =
      monthOf(month) === '00'
        ? null
        : dateFrom([year, monthOf(month), day?.padStart(2, '0')].filter(Boolean).join('-'))
    if (read?.edtf != null) return { ...read, printed: text }
  }
  const range = /^(\d{4}) ([A-Z][a-z]{2})-(?:(\d{4}) )?([A-Z][a-z]{2})$/u.exec(text)
  if (range !== null) {
    const [, year = '', from = '', later = year, to = ''] = range
    if (monthOf(from) !== '00' && monthOf(to) !== '00')
      return { edtf: `${year}-${monthOf(from)}/${later}-${monthOf(to)}`, printed: text }
  }
  const season = /^(\d{4}) (Spring|Summer|Fall|Autumn|Winter)$/u.exec(text)
  if (season !== null)
    return { edtf: `${season[1]}-${seasons[(season[2] ?? '').toLowerCase()]}`, printed: text }
  const year = /^(\d{4})\b/u.exec(text)?.[1]
  return year === undefined ? dateFrom(text) : { edtf: year, printed: text.slice(0, 200) }
}
