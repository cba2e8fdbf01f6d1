import { edtfSchema } from '../../shared/model/source.ts'
import { dateOf, edtfOf } from './dates.ts'

type Json = Record<string, unknown>

/**
 * A CSL-JSON date as EDTF: `date-parts` (one date or a range; numbers or digits), with `season` (1 to 4) and `circa`;
 * else `raw` or `literal` where they are a date. Null when it is none.
 */
export function edtfFromCsl(date: unknown): string | null {
  if (typeof date !== 'object' || date === null) return null
  const { 'date-parts': parts, season, circa } = date as Json
  const ends = (Array.isArray(parts) ? parts : []).slice(0, 2).map(edtfFromParts)
  const [first, second] = ends
  if (first) {
    const from = withSeason(first, season)
    const one = circa !== undefined && circa !== false && circa !== 0 && circa !== '' ? `${from}~` : from
    return second ? `${one}/${second}` : one
  }
  for (const words of [(date as Json).raw, (date as Json).literal]) {
    if (typeof words !== 'string') continue
    const edtf = edtfSchema.safeParse(words).success ? words : edtfOf(words)
    if (edtf !== null) return edtf
  }
  return null
}

/** The words in which a CSL-JSON date stands, where it has any; digits made for machines are none. */
export function printedFromCsl(date: unknown): string {
  if (typeof date !== 'object' || date === null) return ''
  const { literal, raw } = date as Json
  if (typeof literal === 'string') return literal
  return typeof raw === 'string' && /\p{L}/u.test(raw) ? raw : ''
}

/** A CSL-JSON date of an EDTF one, with the printed words as `literal`; null when neither is known. */
export function edtfToCsl(edtf: string | null, printed: string): Json | null {
  const literal = printed === '' ? {} : { literal: printed }
  if (edtf === null) return printed === '' ? null : literal
  const ends = edtf.split('/')
  const parts: number[][] = []
  let season = {}
  for (const end of ends) {
    const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~?)$/u.exec(end)
    // `?`, `%`, open ends, years before 1000 and approximate ranges have no place in date parts.
    if (match === null || Number(match[1]) < 1000 || (match[4] === '~' && ends.length > 1))
      return { raw: edtf, ...literal }
    const [year, month, day] = match
      .slice(1, 4)
      .filter((part) => part !== undefined)
      .map(Number)
    if (month !== undefined && month > 12) {
      if (ends.length > 1) return { raw: edtf, ...literal }
      season = { season: month - 20 }
      parts.push([Number(year)])
    } else parts.push([year, month, day].filter((part): part is number => part !== undefined))
  }
  return { 'date-parts': parts, ...season, ...(edtf.endsWith('~') ? { circa: true } : {}), ...literal }
}

function edtfFromParts(parts: unknown): string | null {
  if (!Array.isArray(parts)) return null
  const [year, month, day] = parts.map((part) =>
    typeof part === 'number' || (typeof part === 'string' && part !== '') ? String(part) : undefined,
  )
  return dateOf(year, month, day)
}

/** EDTF level 1 writes seasons as months 21 (spring) to 24 (winter). */
function withSeason(edtf: string, season: unknown): string {
  const number = Number(season)
  return /^\d{4}$/u.test(edtf) && number >= 1 && number <= 4 ? `${edtf}-${20 + number}` : edtf
}
