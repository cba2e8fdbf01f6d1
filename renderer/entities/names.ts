import type { Name } from '../../shared/model/source.ts'

/** One author a line: `Family, Given` is a person, anything without a comma is taken as it is. */
export function parseNames(lines: string): Name[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const comma = line.indexOf(',')
      if (comma <= 0) return { literal: line.replace(/^,\s*/u, '') || line }
      const family = line.slice(0, comma).trim()
      const given = line.slice(comma + 1).trim()
      return given === '' ? { family } : { family, given }
    })
}

/** Names as `parseNames` reads them. */
export const nameLines = (names: readonly Name[]): string =>
  names
    .map((name) =>
      'literal' in name ? name.literal : `${name.family},${name.given ? ` ${name.given}` : ''}`,
    )
    .join('\n')
