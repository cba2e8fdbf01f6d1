import { referenceMediaType } from '../../shared/model/source.ts'

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
  // EDTF level 1, §"seasons".
] as const
const seasons: Readonly<Record<string, string>> = { 21: 'Spring', 22: 'Summer', 23: 'Autumn', 24: 'Winter' }

function oneDate(edtf: string, short: boolean): string {
  const match = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)$/u.exec(edtf)
  if (match === null) return edtf
  const [, year = '', month, day, qualifier = ''] = match
  const name = month === undefined ? undefined : (months[Number(month) - 1] ?? seasons[month])
  const monthWords = short ? name?.slice(0, 3) : name
  // In a column of dates this year's own number only takes room.
  const ownYear = short && name !== undefined && Number(year) === new Date().getFullYear()
  const words = [day === undefined ? undefined : String(Number(day)), monthWords, ownYear ? undefined : year]
    .filter(Boolean)
    .join(' ')
  const before = qualifier === '~' || qualifier === '%' ? 'about ' : ''
  const after = qualifier === '?' || qualifier === '%' ? ' (uncertain)' : ''
  return `${before}${words}${after}`
}

/** An EDTF date for a person: `2026-02-13` is "13 February 2026" (short: "13 Feb 2025", this year "13 Feb"), `2026-02~` "about February 2026". */
export function dateWords(edtf: string | null, short = false): string {
  if (edtf === null || edtf === '') return ''
  return edtf
    .split('/')
    .map((part) => (part === '..' ? 'now' : oneDate(part, short)))
    .join(' to ')
}

// Made when first asked for: making one takes milliseconds, and the first screen names no moment.
let madeMomentFormat: Intl.DateTimeFormat | undefined
const momentFormat = (): Intl.DateTimeFormat => {
  madeMomentFormat ??= new Intl.DateTimeFormat('en-GB', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  return madeMomentFormat
}
let madeDayFormat: Intl.DateTimeFormat | undefined
const dayFormat = (): Intl.DateTimeFormat => {
  madeDayFormat ??= new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' })
  return madeDayFormat
}

/** A moment (ms since the epoch) in the person's time zone: "4 Mar 2026, 11:47". */
export const momentWords = (ms: number): string => momentFormat().format(ms)

/** The same as a day: "Today, 08:12", "12 March 2026". */
export function dayWords(ms: number, now = Date.now()): string {
  const day = dayFormat().format(ms)
  return day === dayFormat().format(now) ? `Today, ${momentFormat().format(ms).slice(-5)}` : day
}

/** The calendar date of today in the person's time zone, as ISO 8601. */
export function todayIso(now = new Date()): string {
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}

/** A SHA-256 as its ends: `c41b 7e90 … 2d6f`. */
export const hashWords = (sha256: string): string =>
  `${sha256.slice(0, 4)} ${sha256.slice(4, 8)} … ${sha256.slice(-4)}`

/** A count of bytes: "812 bytes", "14 KB", "2.1 MB". */
export function byteWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** A media type in words of the interface. */
export function mediaWords(mediaType: string): string {
  const known: Readonly<Record<string, string>> = {
    'application/pdf': 'PDF',
    'application/rtf': 'Rich Text',
    'application/vnd.oasis.opendocument.text': 'OpenDocument',
    'application/epub+zip': 'E-book',
    'text/vtt': 'Subtitles',
    'multipart/related': 'Web page',
    'text/html': 'Web page',
    'application/xhtml+xml': 'Web page',
    'text/plain': 'Text',
    'text/markdown': 'Markdown',
    'message/rfc822': 'Mail',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
    [referenceMediaType]: 'Reference only',
  }
  return known[mediaType.split(';')[0]?.trim() ?? ''] ?? mediaType
}
