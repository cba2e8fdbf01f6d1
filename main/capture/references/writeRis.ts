import type { Reference, ReferenceDate, ReferenceName } from './reference.ts'

/** CSL types as RIS has them; `GEN` for what it has no type for. */
const types: Partial<Record<Reference['type'], string>> = {
  article: 'JOUR',
  'article-journal': 'JOUR',
  'article-magazine': 'MGZN',
  'article-newspaper': 'NEWS',
  bill: 'BILL',
  book: 'BOOK',
  broadcast: 'MPCT',
  chapter: 'CHAP',
  classic: 'CLSWK',
  dataset: 'DATA',
  'entry-dictionary': 'DICT',
  'entry-encyclopedia': 'ENCYC',
  figure: 'FIGURE',
  graphic: 'ART',
  hearing: 'HEAR',
  interview: 'INTV',
  legal_case: 'CASE',
  legislation: 'STAT',
  manuscript: 'MANSCPT',
  map: 'MAP',
  motion_picture: 'MPCT',
  musical_score: 'MUSIC',
  pamphlet: 'PAMP',
  'paper-conference': 'CPAPER',
  patent: 'PAT',
  periodical: 'JFULL',
  personal_communication: 'PCOMM',
  'post-weblog': 'BLOG',
  regulation: 'LEGAL',
  report: 'RPRT',
  review: 'JOUR',
  'review-book': 'JOUR',
  software: 'COMP',
  song: 'SOUND',
  speech: 'SLIDE',
  standard: 'STAND',
  thesis: 'THES',
  webpage: 'ELEC',
}

const numbered = new Set(['report', 'patent', 'standard', 'legislation', 'bill', 'regulation'])

/** References as RIS (see `readRis`): UTF-8, CR LF as the specification has it, one empty line between two records. */
export const writeRis = (references: readonly Reference[]): string =>
  references.map((reference) => `${recordLines(reference).join('\r\n')}\r\n`).join('\r\n')

function recordLines(reference: Reference): string[] {
  const { fields, names, type } = reference
  const lines: string[] = []
  const put = (tag: string, value: string | undefined): void => {
    // A line that looks like a tag would end the value: one space before it, which readers drop.
    if (value) lines.push(`${tag}  - ${value.replace(/\r\n?|\n/gu, '\r\n ')}`)
  }
  lines.push(`TY  - ${types[type] ?? 'GEN'}`)
  put('ID', reference.key)
  put('TI', fields.title)
  put('ST', fields['title-short'])
  const isBook = type === 'book' || type === 'report' || type === 'thesis'
  put(isBook ? 'JF' : 'T2', fields['container-title'])
  put('J2', fields['container-title-short'])
  put('T3', fields['collection-title'])
  for (const name of names.author ?? []) put('AU', nameOf(name))
  for (const name of names.editor ?? []) put('ED', nameOf(name))
  for (const name of names.translator ?? []) put('A4', nameOf(name))
  put('PB', fields.publisher)
  put('CY', fields['publisher-place'])
  put('M3', fields.genre)
  const year = /^\d{4}/u.exec(reference.issued?.edtf ?? '')?.[0]
  put('PY', year)
  put('DA', dateOf(reference.issued))
  put('VL', fields.volume)
  put('IS', numbered.has(type) ? fields.number : fields.issue)
  put('ET', fields.edition)
  put('SE', fields.section)
  put('DB', fields.archive)
  const [, first, last] = /^([^-,;]+)-([^-,;]+)$/u.exec(fields.page ?? '') ?? []
  put('SP', first ?? fields.page)
  put('EP', last)
  put('DO', fields.DOI)
  for (const number of [fields.ISBN, fields.ISSN]) for (const one of number?.split(', ') ?? []) put('SN', one)
  put('UR', fields.URL)
  put('LA', fields.language)
  put('AB', fields.abstract)
  put('N1', fields.note)
  for (const word of reference.keywords) put('KW', word)
  put('Y2', dateOf(reference.accessed))
  lines.push('ER  - ')
  return lines
}

/** `Family, Given, Suffix`; a corporate name without a comma, which would take it apart. */
function nameOf(name: ReferenceName): string {
  if ('literal' in name) return name.literal.replace(/\s*,\s*/gu, ' ')
  const family = [name['non-dropping-particle'], name.family].filter(Boolean).join(' ')
  const given = [name.given, name['dropping-particle']].filter(Boolean).join(' ')
  return [family.replace(/,/gu, ' '), given.replace(/,/gu, ' '), name.suffix ?? '']
    .join(', ')
    .replace(/(?:, )$/u, given === '' && !name.suffix ? ',' : '')
}

/** `YYYY/MM/DD/` and the printed words, or what has no parts, behind. */
function dateOf(date: ReferenceDate | null): string | undefined {
  if (date === null) return undefined
  const match = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?$/u.exec(date.edtf ?? '')
  if (date.edtf === null) return date.printed
  if (match !== null) return `${match[1]}/${match[2] ?? ''}/${match[3] ?? ''}/${date.printed}`
  const start = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?/u.exec(date.edtf)
  return start === null
    ? date.edtf
    : `${start[1]}/${start[2] ?? ''}/${start[3] ?? ''}/${date.printed || date.edtf}`
}
