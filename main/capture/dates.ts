/** A date that a document gives: EDTF, and the words in which it stands there. */
export interface FoundDate {
  readonly edtf: string
  readonly printed: string
}

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]

/**
 * The first date in machine-readable words (ISO 8601 in its common shapes, RFC 5322) or English ones
 * (`12 March 2026`, `Thursday, Mar. 12, 2026, 8 p.m.`, `March 2026`), as EDTF to the day, month or year it gives; the
 * day is the one written, in its own time zone. Null for anything else: `03/04/2026` may be March or April.
 */
export function findDate(words: string): FoundDate | null {
  const text = words.trim().slice(0, 300)
  return isoDate(text) ?? englishDate(text)
}

/** The EDTF of `findDate`. */
export const edtfOf = (words: string): string | null => findDate(words)?.edtf ?? null

function isoDate(text: string): FoundDate | null {
  const match =
    /^(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?(?=$|[T\s])/u.exec(text) ??
    /^(\d{4})()(\d{2})(\d{2})(?=$|T)/u.exec(text)
  if (match === null) return null
  // A year with more words behind it is no date of this kind.
  if (match[3] === undefined && match[0] !== text) return null
  return found(dateOf(match[1], match[3], match[4]), text)
}

const weekday = '(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\\s+)?'
const month =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const day = '(\\d{1,2})(?:st|nd|rd|th)?'
const year = '(\\d{4})(?!\\d)'
const dayFirst = new RegExp(`(?<![\\d/.-])${weekday}${day}\\s+(?:of\\s+)?${month},?\\s+${year}`, 'iu')
const monthFirst = new RegExp(`(?<!\\p{L})${weekday}${month}\\s+${day},?\\s+${year}`, 'iu')
const monthOnly = new RegExp(`^${month},?\\s+${year}$`, 'iu')

function englishDate(text: string): FoundDate | null {
  const first = dayFirst.exec(text)
  if (first !== null) return found(dateOf(first[3], monthNumber(first[2]), first[1]), first[0])
  const second = monthFirst.exec(text)
  if (second !== null) return found(dateOf(second[3], monthNumber(second[1]), second[2]), second[0])
  const third = monthOnly.exec(text)
  return third === null ? null : found(dateOf(third[2], monthNumber(third[1]), undefined), third[0])
}

const found = (edtf: string | null, printed: string): FoundDate | null =>
  edtf === null ? null : { edtf, printed: printed.trim() }

function monthNumber(word = ''): string {
  return String(monthNames.findIndex((name) => name.startsWith(word.toLowerCase().slice(0, 3))) + 1)
}

/** EDTF from decimal parts; null when the calendar has no such day. Years from 1000 to 2999 only. */
export function dateOf(year?: string, month?: string, day?: string): string | null {
  const y = Number(year)
  if (!(y >= 1000 && y <= 2999)) return null
  if (month === undefined) return String(y)
  const m = Number(month)
  if (!(m >= 1 && m <= 12)) return null
  const withMonth = `${y}-${String(m).padStart(2, '0')}`
  if (day === undefined) return withMonth
  const d = Number(day)
  const days = new Date(Date.UTC(y, m, 0)).getUTCDate()
  return d >= 1 && d <= days ? `${withMonth}-${String(d).padStart(2, '0')}` : null
}
