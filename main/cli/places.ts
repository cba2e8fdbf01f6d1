import { findExact, prepareText, sliceCodePoints } from '../../shared/anchoring/index.ts'
import type { Output } from '../../shared/contract/index.ts'
import { AttestError } from '../../shared/model/error.ts'
import type { Place } from '../../shared/model/passage.ts'
import { counted, shortened } from './outcome.ts'

/** How many places are listed before "and more". */
const maxListed = 12

/**
 * The place of exact words in a source's text.
 *
 * @param read the source as the reader shows it
 * @param exact the words, letter by letter
 * @param start where they begin, in code points; needed when they stand there several times
 * @throws AttestError `not-anchored`, naming the places where there are several
 */
export function placeOf(read: Output<'sources.read'>, exact: string, start: number | undefined): Place {
  const prepared = prepareText(read.text)
  const found = findExact(prepared, exact)
  const { key } = read.source
  const list = found
    .slice(0, maxListed)
    .map((place) => {
      const from = Math.max(0, place.start - 20)
      const around = sliceCodePoints(read.text, from, Math.min(place.end, place.start + 40) + 20)
      return `${place.start} (“…${shortened(around, 80)}…”)`
    })
    .join(', ')
  const more = found.length > maxListed ? ` and ${found.length - maxListed} more` : ''
  if (found.length === 0) {
    throw new AttestError(
      'not-anchored',
      `“${shortened(exact, 60)}” does not stand in “${key}”.`,
      'Copy the words from the text as it was captured, letter by letter, quotation marks included.',
    )
  }
  if (start === undefined && found.length > 1) {
    throw new AttestError(
      'not-anchored',
      `“${shortened(exact, 60)}” stands in “${key}” ${counted(found.length, 'time')}, starting at ${list}${more}.`,
      'Name the one that is meant with --start.',
    )
  }
  const place = start === undefined ? found[0] : found.find((candidate) => candidate.start === start)
  if (!place) {
    throw new AttestError(
      'not-anchored',
      `“${shortened(exact, 60)}” does not start at ${start} in “${key}”; it starts at ${list}${more}.`,
      'Positions count Unicode code points from 0.',
    )
  }
  return { extractionId: read.extraction.id, ...place }
}
