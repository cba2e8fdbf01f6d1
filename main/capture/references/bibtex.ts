import { dateOf } from '../dates.ts'
import { bibtexNames } from './bibtexNames.ts'
import { type BibEntry, parseBibtex } from './bibtexParser.ts'
import { entryTypes } from './bibtexTypes.ts'
import { Draft, dateFrom, Found } from './draft.ts'
import { latexToText } from './latex.ts'
import { cslTypes, type Reference, type ReferenceDate, type References, type TextField } from './reference.ts'

/**
 * References of a BibTeX or BibLaTeX file. Fields as in “BibTeXing” and the biblatex manual (section 2.2); what an
 * entry does not have is taken over `crossref` from its parent.
 */
export function readBibtex(name: string, text: string): References {
  const found = new Found(name)
  const entries: BibEntry[] = []
  const byKey = new Map<string, BibEntry>()
  parseBibtex(
    text,
    (entry) => {
      entries.push(entry)
      if (entry.key !== '') byKey.set(entry.key.toLowerCase(), entry)
    },
    (line, what, message) => found.bad(line, what, message),
  )
  for (const entry of entries) {
    if (entry.type === 'xdata' || entry.type === 'set') continue
    const draft = new Draft(entry.line)
    fill(draft, entry, inheriting(entry, byKey))
    found.add(draft, entry.key)
  }
  return found
}

/** Parents of parents are followed so far. */
const maxParents = 4
/** Longest value that is looked at, in UTF-16 units. */
const maxRaw = 80_000

function inheriting(entry: BibEntry, byKey: ReadonlyMap<string, BibEntry>): (field: string) => string {
  const own = (of: BibEntry, field: string): string => (of.fields.get(field) ?? '').slice(0, maxRaw)
  const parent = (of: BibEntry): BibEntry | undefined => {
    const key = own(of, 'crossref') || own(of, 'xdata').split(',')[0]
    return byKey.get((key ?? '').trim().toLowerCase())
  }
  const isPart = /^(?:in|suppb|suppc)/u.test(entry.type) || entry.type === 'article'
  const first = parent(entry)
  return (field) => {
    if (own(entry, field).trim() !== '') return own(entry, field)
    // The parent's own title is that of what it holds (biblatex manual, appendix B).
    const wanted = isPart && field === 'booktitle' ? ['booktitle', 'title'] : [field]
    const isOwn = ['title', 'subtitle', 'shorttitle', 'abstract', 'file', 'key', 'ids'].includes(field)
    if (isOwn || first === undefined) return ''
    let from: BibEntry | undefined = first
    for (let depth = 0; from !== undefined && depth < maxParents; depth += 1) {
      for (const name of wanted) if (own(from, name).trim() !== '') return own(from, name)
      from = parent(from)
    }
    return ''
  }
}

function fill(draft: Draft, { type, key }: BibEntry, raw: (field: string) => string): void {
  const words = (...fields: string[]): string => {
    for (const field of fields) {
      const value = raw(field)
      if (value === '') continue
      const text = latexToText(unwrapped(value)).trim()
      if (text !== '') return text
    }
    return ''
  }
  const put = (field: TextField, ...from: string[]): void => draft.put(field, words(...from))
  draft.key = key
  draft.type = typeOf(type, words('entrysubtype').toLowerCase(), words('howpublished', 'type').toLowerCase())
  const withSubtitle = (title: string, subtitle: string): string =>
    subtitle === '' ? title : /[?!:]$/u.test(title) ? `${title} ${subtitle}` : `${title}: ${subtitle}`
  draft.put('title', withSubtitle(words('title'), words('subtitle')))
  put('title-short', 'shorttitle')
  draft.put(
    'container-title',
    withSubtitle(words('journaltitle', 'journal', 'booktitle', 'maintitle'), words('journalsubtitle')),
  )
  put('container-title-short', 'shortjournal', 'journalabbr')
  put('collection-title', 'series')
  put('publisher', 'publisher', 'institution', 'school', 'organization')
  put('publisher-place', 'location', 'address')
  put('event-title', 'eventtitle')
  put('genre', 'type')
  put('volume', 'volume')
  if (['article', 'periodical', 'suppperiodical'].includes(type)) put('issue', 'issue', 'number')
  else {
    put('issue', 'issue')
    put('number', 'number')
  }
  put('edition', 'edition')
  put('section', 'section', 'chapter')
  put('page', 'pages')
  put('number-of-pages', 'pagetotal')
  put('archive', 'library')
  draft.put('DOI', verbatim(raw('doi')))
  put('ISBN', 'isbn')
  put('ISSN', 'issn')
  put('PMID', 'pmid')
  put('PMCID', 'pmcid')
  if (words('eprinttype', 'archiveprefix').toLowerCase() === 'pubmed') put('PMID', 'eprint')
  draft.put('URL', addressOf(raw('url')) || addressOf(raw('howpublished')))
  put('language', 'langid', 'language', 'hyphenation')
  draft.add('abstract', words('abstract'))
  for (const field of ['note', 'annotation', 'annote', 'addendum']) {
    const note = words(field)
    // Said elsewhere already.
    if (note !== '' && note !== draft.get('URL')) draft.add('note', note)
  }
  const keywords = words('keywords', 'keyword')
  for (const word of keywords.split(keywords.includes(';') ? ';' : ',')) draft.keyword(word)
  for (const name of bibtexNames(raw('author'))) draft.name('author', name)
  for (const name of bibtexNames(raw('editor'))) draft.name('editor', name)
  for (const name of bibtexNames(raw('translator'))) draft.name('translator', name)
  draft.issued = issued(words, verbatim(raw('date')))
  draft.accessed = dateFrom(verbatim(raw('urldate')) || words('lastchecked', 'lastaccessed'))
  for (const path of filesOf(raw('file'))) draft.file(path)
}

/** Line ends in a value are as good as spaces; empty lines part paragraphs. */
const unwrapped = (value: string): string =>
  value
    .split(/[ \t]*\r?\n[ \t]*\r?\n\s*/u)
    .map((paragraph) => paragraph.replace(/[ \t]*\r?\n[ \t]*/gu, ' '))
    .join('\n\n')

function typeOf(entry: string, subtype: string, kind: string): Reference['type'] {
  const exact = cslTypes.find((type) => type === subtype)
  if (exact !== undefined) return exact
  if (subtype === 'newspaper' || subtype === 'magazine') return `article-${subtype}`
  if (subtype === 'blog' || subtype === 'blogpost') return 'post-weblog'
  if (entry === 'misc' && /(?:^|\b)(?:blog|web ?page|website)/u.test(kind)) return 'webpage'
  return entryTypes[entry] ?? 'document'
}

function issued(words: (...fields: string[]) => string, date: string): ReferenceDate | null {
  const printed = words('dateasprinted').slice(0, 200)
  if (date !== '') {
    const read = dateFrom(date)
    return printed !== '' && read !== null ? { ...read, printed } : read
  }
  const year = words('year')
  const month = words('month')
  const range = /^(\d{4})\s*[-–—/]+\s*(\d{4})$/u.exec(year)
  if (range !== null && month === '') return { edtf: `${range[1]}/${range[2]}`, printed: '' }
  const months = /^(\p{L}{3,9})\.?\s*[-–—/]+\s*(\p{L}{3,9})\.?$/u.exec(month)?.slice(1).map(monthOf) ?? []
  if (/^\d{4}$/u.test(year) && months.length === 2 && !months.includes('00'))
    return { edtf: `${year}-${months.join(`/${year}-`)}`, printed: `${month} ${year}` }
  const [, name = '', figures = ''] = /^([^\d]*)(\d*)/u.exec(month) ?? []
  const number = name.trim() === '' ? figures : String(Number(monthOf(name.trim())))
  const day = words('day') || (name.trim() === '' ? '' : figures)
  if (!/^\d{4}$/u.test(year)) return dateFrom([month, year].filter(Boolean).join(' '))
  const edtf = dateOf(year, number || undefined, day || undefined) ?? dateOf(year, number || undefined)
  if (edtf !== null && number !== '0') return { edtf, printed }
  return { edtf: dateOf(year) ?? null, printed: `${month} ${year}`.trim().slice(0, 200) }
}

const monthOf = (name: string): string =>
  String(1 + monthStarts.indexOf(name.slice(0, 3).toLowerCase())).padStart(2, '0')

const monthStarts = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** A value that biblatex takes letter by letter; what classic styles need escaped is taken back. */
const verbatim = (value: string): string =>
  value
    .replace(/\\(?:url|path|nolinkurl)\s*\{([^{}]*)\}/gu, '$1')
    .replace(/\{\\([_%&#$~])\}|\\([_%&#$])/gu, '$1$2')
    .replace(/\\textasciitilde(?:\{\})?|\\~\{\}/gu, '~')
    .replace(/[{}]/gu, '')
    .trim()

const addressOf = (value: string): string => /https?:\/\/\S+/iu.exec(verbatim(value))?.[0] ?? ''

/**
 * Paths of a `file` field: `Title:path:type` (JabRef, Better BibTeX, Mendeley), several parted by semicolons, with
 * colons and semicolons in them behind a backslash; or plain paths.
 */
export function filesOf(value: string): string[] {
  const plain = verbatimPath(value)
  return splitEscaped(plain, ';').flatMap((entry) => {
    const parts = splitEscaped(entry, ':').map((part) => part.trim())
    const path =
      parts.length >= 3
        ? parts.slice(1, -1).join(':')
        : parts.length === 2 && parts[0] === ''
          ? parts[1]
          : parts.join(':')
    return path === undefined || path === '' ? [] : [path]
  })
}

const verbatimPath = (value: string): string =>
  value
    .replace(/\$\\backslash\$/gu, '\\')
    .replace(/\{\\([_%&#$~])\}|\\([_%&#$])/gu, '$1$2')
    .replace(/(?<!\\)[{}]/gu, '')

/** Parts between a sign that is not behind a backslash, which is taken away before signs. */
function splitEscaped(value: string, sign: string): string[] {
  const parts = ['']
  for (let at = 0; at < value.length; at += 1) {
    const char = value.charAt(at)
    const next = value.charAt(at + 1)
    if (char === '\\' && (next === ':' || next === ';' || next === '\\')) {
      // Left for the inner split where it is another sign.
      parts[parts.length - 1] += next === sign || sign === ':' ? next : char + next
      at += 1
    } else if (char === sign) parts.push('')
    else parts[parts.length - 1] += char
  }
  return parts
}
