const seasons: Record<string, string> = { '21': 'spring', '22': 'summer', '23': 'autumn', '24': 'winter' }

/** Making a formatter takes a hundred times as long as using it, and a document has a date for every note. */
const formatters = new Map<string, Intl.DateTimeFormat>()

/** Intl takes the machine's own language for one it does not know: a document must not depend on its machine. */
function formatter(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = [language, ...Object.keys(options)].join(' ')
  const made =
    formatters.get(key) ??
    new Intl.DateTimeFormat([language, 'en-GB'], {
      ...options,
      timeZone: 'UTC',
      calendar: 'gregory',
      numberingSystem: 'latn',
    })
  formatters.set(key, made)
  return made
}

interface Point {
  readonly year: number
  readonly month: string | undefined
  readonly day: string | undefined
  readonly doubt: string
}

function read(edtf: string): Point | null {
  const match = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)$/u.exec(edtf)
  return match ? { year: Number(match[1]), month: match[2], day: match[3], doubt: match[4] ?? '' } : null
}

function pointText({ year, month, day, doubt }: Point, language: string): string {
  const season = month === undefined ? undefined : seasons[month]
  const date = new Date(Date.UTC(2000, month && !season ? Number(month) - 1 : 0, Number(day ?? 1)))
  date.setUTCFullYear(year)
  const words = formatter(language, {
    year: 'numeric',
    ...(month && !season ? { month: 'long' } : {}),
    ...(day ? { day: 'numeric' } : {}),
    ...(year <= 0 ? { era: 'short' } : {}),
  })
    .format(date)
    // A day is not parted from its month.
    .replace(/^(\d{1,2}\.?) (?=\p{L})|(?<=\p{L}) (?=\d{1,2}, )/u, '$1\u00A0')
  const whole = season ? `${season} ${words}` : words
  const english = language.startsWith('en')
  if (doubt === '~') return english ? `about ${whole}` : `ca. ${whole}`
  if (doubt === '?') return `${whole}?`
  return doubt === '%' ? `${english ? 'about' : 'ca.'} ${whole}?` : whole
}

/**
 * A date as a document prints it, in the order of its language: `13 February 2026`, in American English
 * `February 13, 2026`; less precise dates by what they say, intervals with an en dash.
 *
 * @param edtf ISO 8601-2:2019 date as `edtfSchema` takes it; anything else is given back as it is
 * @param language BCP 47 tag of the document
 */
export function dateText(edtf: string, language: string): string {
  const [first = '', second] = edtf.split('/')
  const from = read(first)
  if (!from) return edtf
  if (second === undefined) return pointText(from, language)
  const to = read(second)
  if (!to)
    return language.startsWith('en') ? `since ${pointText(from, language)}` : `${pointText(from, language)} –`
  const years = [from, to].every((point) => point.month === undefined && point.doubt === '')
  return `${pointText(from, language)}${years ? '–' : ' – '}${pointText(to, language)}`
}

const dayLength = 24 * 60 * 60 * 1000
/** Sources are captured in batches: the day before is nearly always the day again. */
let lastDay = { key: '', words: '' }

/** A moment's day in UTC, as `dateText` prints it. */
export function dayText(timestampMs: number, language: string): string {
  const key = `${Math.floor(timestampMs / dayLength)} ${language}`
  if (lastDay.key !== key) {
    lastDay = { key, words: dateText(new Date(timestampMs).toISOString().slice(0, 10), language) }
  }
  return lastDay.words
}
