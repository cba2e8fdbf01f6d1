import type { CitedEntity } from '../document/evidence.ts'
import { reliabilities } from '../model/source.ts'
import { invertedAuthorsText, titleRuns } from './names.ts'
import { issuedText, standingText } from './note.ts'
import { addressRun, joinRuns, plainRun, type Run, stopped } from './runs.ts'

type Source = CitedEntity['source']

/** One source in the list of sources. */
export interface SourceEntry {
  readonly runs: readonly Run[]
  readonly grade: string
  readonly detail: string
}

const originatorOf = (source: Source): string => invertedAuthorsText(source) || source.publisher.trim()

/** The words a source is sorted by: originator and title, without a leading article or quotation mark. */
export const sourceSortKey = (source: Source): string =>
  [originatorOf(source), source.title.trim(), source.key]
    .filter(Boolean)
    .map((words) => words.replace(/^[^\p{L}\p{N}]*(?:(?:the|an?)\s+)?/iu, ''))
    .join(' ')

/** The entry of a source: originator, title, publisher and date, each a sentence; then its address and grade. */
export function writeSource(source: Source, language: string): SourceEntry {
  const originator = originatorOf(source)
  const runs = joinRuns(
    [
      stopped(plainRun(originator)),
      stopped(titleRuns(source)),
      stopped(plainRun(originator === source.publisher.trim() ? '' : source.publisher)),
      stopped(plainRun(issuedText(source, language))),
    ],
    ' ',
  )
  return {
    runs: source.url ? [...runs, { text: ' ' }, addressRun(source.url)] : runs,
    grade: source.reliability,
    detail: [`${reliabilities[source.reliability].toLowerCase()}.`, standingText(source)]
      .filter(Boolean)
      .join(' '),
  }
}
