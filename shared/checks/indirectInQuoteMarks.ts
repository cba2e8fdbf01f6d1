import { type Check, finding, opening, quotationsIn } from './check.ts'

/** An indirect quote gives what a speaker said in the reporter's words: in quote marks it would be an invention. */
export const indirectInQuoteMarks: Check = {
  id: 'indirect-in-quote-marks',
  title: 'Indirect quote in quote marks',
  run: (subject) =>
    [...quotationsIn(subject)].flatMap(({ place, entity }) =>
      entity?.quote?.form === 'indirect'
        ? [
            finding(
              'indirect-in-quote-marks',
              'stops',
              'An indirect quote stands in quote marks',
              `${opening(place.words)} are the reporter’s words for what ${entity.speaker?.name ?? 'the speaker'} said, not the speaker’s own.`,
              { block: place.blockId, node: place.id, fixes: ['paraphrase'] },
            ),
          ]
        : [],
    ),
}
