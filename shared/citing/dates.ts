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
]
const seasons: Record<string, string> = { '21': 'spring', '22': 'summer', '23': 'autumn', '24': 'winter' }

function point(edtf: string, american: boolean): string {
  const match = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)$/u.exec(edtf)
  if (!match) return edtf
  const [, year = '', month, day, doubt] = match
  let words = year
  if (month) {
    const season = seasons[month]
    const name = months[Number(month) - 1]
    if (season) words = `${season} ${year}`
    else if (day) words = american ? `${name} ${Number(day)}, ${year}` : `${Number(day)} ${name} ${year}`
    else words = `${name} ${year}`
  }
  return doubt === '~' || doubt === '%' ? `about ${words}` : doubt === '?' ? `${words}?` : words
}

/**
 * A date as a document prints it: `13 February 2026`, in American English `February 13, 2026`; less precise dates by
 * what they say, intervals with an en dash.
 *
 * @param edtf ISO 8601-2:2019 date as `edtfSchema` takes it
 * @param language BCP 47 tag of the document
 */
export function dateText(edtf: string, language: string): string {
  const american = language === 'en-US'
  const [from = '', to] = edtf.split('/')
  if (to === undefined) return point(from, american)
  return to === '..' ? `since ${point(from, american)}` : `${point(from, american)} – ${point(to, american)}`
}

/** A moment's day in UTC, as `dateText` prints it. */
export const dayText = (timestampMs: number, language: string): string =>
  dateText(new Date(timestampMs).toISOString().slice(0, 10), language)
