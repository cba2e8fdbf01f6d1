import { AttestError } from '../../../shared/model/error.ts'
import { edtfSchema } from '../../../shared/model/source.ts'
import { findDate } from '../dates.ts'
import { oneLine } from '../details.ts'
import { languageOf } from './languages.ts'
import {
  maxField,
  maxNames,
  maxReferences,
  type NameField,
  type Problem,
  type Reference,
  type ReferenceDate,
  type ReferenceName,
  type References,
  type TextField,
} from './reference.ts'

/** A reference that is being read: fields are put in as they come and made to fit. */
export class Draft {
  key = ''
  type: Reference['type'] = 'document'
  issued: ReferenceDate | null = null
  accessed: ReferenceDate | null = null
  custom: Record<string, string> = {}
  readonly line: number
  private readonly fields: Partial<Record<TextField, string>> = {}
  private readonly people: Partial<Record<NameField, ReferenceName[]>> = {}
  private readonly words = new Set<string>()
  private readonly paths = new Set<string>()

  constructor(line: number) {
    this.line = line
  }

  get(field: TextField): string {
    return this.fields[field] ?? ''
  }

  /** The first one stands. */
  put(field: TextField, value: string): void {
    if (value === '') return
    const tidy = fitting(field, value)
    if (tidy !== '') this.fields[field] ??= tidy
  }

  set(field: TextField, value: string): void {
    delete this.fields[field]
    this.put(field, value)
  }

  /** Several make paragraphs (`abstract`, `note`), or a list. */
  add(field: TextField, value: string): void {
    const tidy = fitting(field, value)
    const before = this.fields[field]
    if (tidy === '' || before === tidy) return
    this.fields[field] =
      before === undefined ? tidy : cut(`${before}${isLong(field) ? '\n\n' : ', '}${tidy}`, maxField)
  }

  name(field: NameField, name: ReferenceName | null): void {
    if (name === null) return
    const names = this.people[field] ?? []
    if (names.length < maxNames) names.push(name)
    this.people[field] = names
  }

  has(field: NameField): boolean {
    return (this.people[field]?.length ?? 0) > 0
  }

  keyword(words: string): void {
    const tidy = cut(oneLine(words), 600)
    if (tidy !== '' && this.words.size < 500) this.words.add(tidy)
  }

  file(path: string): void {
    const tidy = oneLine(path)
    if (tidy !== '' && tidy.length <= 4000 && this.paths.size < 100) this.paths.add(tidy)
  }

  /** Null when nothing says what it is. */
  done(): Reference | null {
    const { fields, people } = this
    const says =
      fields.title ?? fields['container-title'] ?? fields.DOI ?? fields.URL ?? fields.ISBN ?? fields.note
    if (says === undefined && Object.keys(people).length === 0) return null
    return {
      key: cut(oneLine(this.key), 300),
      type: this.type,
      fields,
      names: people,
      issued: this.issued,
      accessed: this.accessed,
      keywords: [...this.words],
      files: [...this.paths],
      ...(Object.keys(this.custom).length > 0 ? { custom: this.custom } : {}),
      line: this.line,
    }
  }
}

const isLong = (field: TextField): boolean => field === 'abstract' || field === 'note'

function fitting(field: TextField, value: string): string {
  // Longer than any real field: cut before it is looked at any further.
  const text = value.length > 4 * maxField ? value.slice(0, 4 * maxField) : value
  const tidy = isLong(field) ? paragraphs(text) : oneLine(text)
  if (field === 'DOI') return doiOf(tidy)
  if (field === 'language') return languageOf(tidy)
  if (field === 'page') return tidy.replace(/(?<=\d)\s*(?:--+|–)\s*(?=[\p{L}\d])/gu, '-')
  return cut(tidy, maxField)
}

/** Lines tidied one by one; empty lines part paragraphs, at most one at a time. */
const paragraphs = (text: string): string =>
  text
    .split(/\r\n?|\n/u)
    .map(oneLine)
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim()

export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  const end = /[\ud800-\udbff]/u.test(text.charAt(limit - 2)) ? limit - 2 : limit - 1
  return `${text.slice(0, end)}…`
}

/** `10.1000/182`, lower case, of any of the ways in which a DOI is written; empty when it is none (ISO 26324). */
export function doiOf(text: string): string {
  const match = /(?:^|doi:\s*|doi\.org\/|\s)(10\.\d{4,9}(?:\.\d+)*\/\S+)/iu.exec(text)
  return (match?.[1] ?? '')
    .replace(/[.,;]$/u, '')
    .toLowerCase()
    .slice(0, 2000)
}

/** A personal name of its parts; null when there is none, a literal when there is no family name. */
export function personal(family: string, given = '', suffix = '', particle = ''): ReferenceName | null {
  const [last, first, after, before] = [family, given, suffix, particle].map((part) =>
    cut(oneLine(part), 600),
  )
  if (!last) return first ? { literal: first } : null
  return {
    family: last,
    ...(first ? { given: first } : {}),
    ...(before ? { 'non-dropping-particle': before } : {}),
    ...(after ? { suffix: after } : {}),
  }
}

export function literal(text: string): ReferenceName | null {
  const tidy = cut(oneLine(text), 600)
  return tidy === '' ? null : { literal: tidy }
}

/** `Family, Given` or `Family, Given, Suffix` (RIS, MEDLINE, EndNote); without a comma it is a corporate name. */
export function inverted(text: string): ReferenceName | null {
  const [family = '', given = '', suffix = ''] = text.split(',').map((part) => part.trim())
  // A comma at the end is EndNote's mark of a name that is not to be taken apart.
  if (!text.includes(',') || (given === '' && suffix === '')) return literal(family)
  return personal(family, given, suffix)
}

/** A date in words or digits; null when there is none. What cannot be read as a date is kept as printed. */
export function dateFrom(words: string): ReferenceDate | null {
  const text = cut(oneLine(words), 200)
  if (text === '') return null
  const isDay = /^\d{4}-\d\d-\d\d$/u.test(text)
  if (!isDay && edtfSchema.safeParse(text).success) return { edtf: text, printed: '' }
  const found = findDate(text)
  const isDigits = /^[\d\s/.:TZ+-]+$/u.test(text)
  if (found !== null) return { edtf: found.edtf, printed: isDigits ? '' : text }
  return { edtf: /^(?:c\.|ca\.?|circa)\s*(\d{4})$/iu.exec(text)?.[1]?.concat('~') ?? null, printed: text }
}

/** Collects records, good and bad ones. */
export class Found implements References {
  readonly references: Reference[] = []
  readonly problems: Problem[] = []
  private readonly file: string

  constructor(file: string) {
    this.file = file
  }

  /** Throws `too-large` when there are more than a file may hold. */
  add(draft: Draft, what = ''): void {
    const reference = draft.done()
    if (reference === null) {
      this.bad(
        draft.line,
        what,
        'The record has no title, no names and no number. Give it a title in its file.',
      )
      return
    }
    this.references.push(reference)
    if (this.references.length > maxReferences) {
      throw new AttestError(
        'too-large',
        `${this.file} holds more than ${maxReferences.toLocaleString('en')} references.`,
        'Export it in several pieces and import them one by one. Nothing was imported.',
      )
    }
  }

  bad(line: number, what: string, message: string): void {
    // One sentence for each of a million broken records helps nobody; the last one tells of the rest.
    if (this.problems.length < 1000) this.problems.push({ line, what: cut(oneLine(what), 200), message })
    else if (this.problems.length === 1000) {
      this.problems.push({
        line,
        what: '',
        message: 'More than 1,000 records cannot be read. Is it the right file? Those behind are not listed.',
      })
    }
  }
}
