import type { CitedEntity } from '../document/evidence.ts'
import { dateText } from './dates.ts'
import { authorsText, printedSpeaker, titleRuns } from './names.ts'
import { issuedText } from './note.ts'
import { joinRuns, plainRun, type Run } from './runs.ts'
import { groundRuleWords } from './words.ts'

/**
 * The line under a set-off quotation: speaker or author, ground rule, go-between; publication; date. An unnamed
 * speaker stands in quotation marks and is said to be as printed.
 *
 * @param entity the quote, or the claim whose source is quoted
 * @param language BCP 47 tag of the document
 */
export function attributionRuns(entity: CitedEntity, language: string): Run[] {
  const { speaker, quote, source } = entity
  const printed = speaker?.kind === 'anonymous' ? 'as printed' : ''
  const who = speaker
    ? joinRuns([plainRun(printedSpeaker(entity, language)), plainRun(printed)])
    : plainRun(authorsText(source))
  const terms = [
    who,
    plainRun(quote ? groundRuleWords[quote.groundRule] : ''),
    plainRun(quote?.via ? `via ${quote.via.trim()}` : ''),
  ]
  const publication: Run[] = source.publisher.trim()
    ? [{ text: source.publisher.trim(), italic: true }]
    : titleRuns(source)
  const when = quote?.saidOn ? dateText(quote.saidOn, language) : issuedText(source, language)
  return joinRuns([joinRuns(terms, '; '), joinRuns([publication, plainRun(when)])], '. ')
}
