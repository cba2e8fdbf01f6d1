import { dateOf } from '../dates.ts'
import { Draft, dateFrom, Found, inverted } from './draft.ts'
import type { ReferenceDate, References } from './reference.ts'
import { risTypes } from './risTypes.ts'

/**
 * References of a RIS file (“RIS Format Specifications”, Research Information Systems, 2001 and 2011; as EndNote,
 * Zotero, Mendeley and publishers write it): a record begins with `TY  - ` and ends with `ER  - `, each line has a tag
 * of two characters, two spaces, a hyphen and a space; a line without a tag goes on with the one before. A record
 * that does not end before the next one begins is taken, and its lost end is not told: programs do so.
 */
export function readRis(name: string, text: string): References {
  const found = new Found(name)
  let draft: Draft | null = null
  let record: [tag: string, value: string][] = []
  let skipped = false
  // Some publishers' files are indented as a whole.
  const indent = /^[ \t]*(?=TY {0,3}-)/mu.exec(text)?.[0] ?? ''
  const lines = text.split(/\r\n|\r|\n/u)
  const end = (): void => {
    if (draft === null) return
    fill(draft, record)
    found.add(draft, record.find(([tag]) => tag !== 'TY')?.[1] ?? '')
    draft = null
  }
  lines.forEach((line, index) => {
    const plain = indent !== '' && line.startsWith(indent) ? line.slice(indent.length) : line
    const match = /^([A-Z][A-Z0-9]) {0,3}-(?: (.*))?$/u.exec(plain)
    const [, tag = '', value = ''] = match ?? []
    if (tag === 'TY') {
      end()
      draft = new Draft(index + 1)
      draft.type = risTypes[value.trim().toUpperCase()] ?? 'document'
      record = []
      skipped = false
    } else if (tag === 'ER') end()
    else if (draft === null) {
      // Counters and remarks may stand between records; a tag there means that the beginning of one is lost.
      if (match !== null && !skipped) {
        skipped = true
        found.bad(
          index + 1,
          value,
          'This record does not begin with a line “TY  - ”, so it was left out. Export it again, or add that line.',
        )
      }
    } else if (match !== null) record.push([tag, value.trim()])
    else {
      const last = record[record.length - 1]
      if (last !== undefined) last[1] += `\n${line.trim()}`
    }
  })
  end()
  return found
}

const pagesOf = (first: string, last: string): string =>
  first !== '' && last !== '' && !/[-–]/u.test(first) ? `${first}-${last}` : first || last

function fill(draft: Draft, record: readonly (readonly [tag: string, value: string])[]): void {
  const first = (...tags: string[]): string => {
    for (const tag of tags) {
      const value = record.find(([own, words]) => own === tag && words !== '')?.[1]
      if (value !== undefined) return value
    }
    return ''
  }
  const all = (...tags: string[]): string[] =>
    record.flatMap(([tag, value]) => (tags.includes(tag) && value !== '' ? [value] : []))
  const { type } = draft
  const isPart = ['chapter', 'paper-conference', 'entry-dictionary', 'entry-encyclopedia'].includes(type)
  const isBook = type === 'book'
  draft.key = first('ID')
  draft.put('title', first('TI', 'T1', 'CT'))
  // BT is the title of a whole book, or of the book that a chapter is in.
  if (isPart) draft.put('container-title', first('T2', 'BT', 'JO', 'JF'))
  else draft.put('title', first('BT'))
  draft.put('container-title', first('T2', 'JF', 'JO', 'JA'))
  draft.put('container-title-short', first('J2'))
  const short = first('JA', 'J1')
  if (short !== draft.get('container-title')) draft.put('container-title-short', short)
  draft.put('title-short', first('ST'))
  draft.put('collection-title', first('T3'))
  draft.put('publisher', first('PB'))
  draft.put('publisher-place', first('CY', 'PP'))
  draft.put('genre', first('M3'))
  draft.put('volume', first('VL'))
  // M1 is what reports and patents write their number in.
  if (['report', 'patent', 'standard', 'legislation', 'bill', 'regulation'].includes(type))
    draft.put('number', first('IS', 'M1'))
  else draft.put('issue', first('IS', 'M1'))
  draft.put('edition', first('ET'))
  draft.put('section', first('SE'))
  draft.put('archive', first('DB'))
  draft.put('page', pagesOf(first('SP'), first('EP')))
  draft.put(
    'DOI',
    first('DO') ||
      all('M3', 'N1', 'UR').find((words) => /^(?:doi:|https?:\/\/(?:dx\.)?doi\.org)/iu.test(words)) ||
      '',
  )
  if (/^10\.\d{4,}\//u.test(draft.get('genre'))) draft.set('genre', '')
  for (const number of all('SN')) {
    // One tag for both: an ISSN has eight characters (ISO 3297), an ISBN ten or thirteen (ISO 2108).
    const isIssn = /^\s*\d{4}-?\d{3}[\dX]\b/iu.test(number) && number.replace(/[^\dX]/giu, '').length <= 8
    const isIsbn = /^(?:97[89])?\d{9}[\dX]$/iu.test(number.replace(/\s*\(.*$/u, '').replace(/[\s-]/gu, ''))
    if (isIssn) draft.add('ISSN', number)
    else if (isIsbn || isBook || isPart) draft.add('ISBN', number)
    else draft.put('number', number)
  }
  draft.put('URL', all('UR', 'LK').flatMap((words) => words.split(/[;\s]+(?=https?:)/u))[0] ?? '')
  draft.put('language', first('LA'))
  for (const words of all('AB', 'N2')) draft.add('abstract', words)
  for (const words of all('N1', 'RN')) draft.add('note', words)
  for (const words of all('KW')) for (const word of words.split('\n')) draft.keyword(word)
  for (const words of all('AU', 'A1')) draft.name('author', inverted(words))
  // A2 is what the kind says: editors of the book for a chapter, of the series for a book.
  for (const words of all('ED', 'A2')) draft.name('editor', inverted(words))
  for (const words of all('A4')) draft.name('translator', inverted(words))
  for (const words of all('L1', 'L2', 'L4')) draft.file(words)
  draft.issued = risDate(first('DA')) ?? risDate(first('PY', 'Y1'))
  draft.accessed = risDate(first('Y2'))
}

/** `YYYY/MM/DD/other`: parts may be missing, the slashes too. The other words are kept as printed. */
export function risDate(words: string): ReferenceDate | null {
  const match = /^(\d{4})(?:\/(\d{0,2})(?:\/(\d{0,2})(?:\/(.*))?)?)?\/*$/u.exec(words.trim())
  if (match === null) return dateFrom(words)
  const [, year, month, day, other = ''] = match
  const edtf = dateOf(year, month || undefined, (month && day) || undefined)
  const season = /^(spring|summer|fall|autumn|winter)$/iu.exec(other.trim())?.[1]?.toLowerCase()
  const number = { spring: 21, summer: 22, autumn: 23, fall: 23, winter: 24 }[season ?? '']
  if (edtf !== null && edtf.length === 4 && number !== undefined)
    return { edtf: `${edtf}-${number}`, printed: other.trim() }
  if (edtf === null) return dateFrom(words)
  const exact = dateFrom(other)
  // What Attest and others write behind the parts: the words in which the date stands, or a date that has no parts.
  if (exact?.printed === '' && exact.edtf?.startsWith(String(year))) return exact
  // Days of the week and times of the day are no date; only whole ones are.
  return {
    edtf,
    printed: /\p{L}/u.test(other) && other.includes(String(year)) ? other.trim().slice(0, 200) : '',
  }
}
