import { type Check, finding, itemsIn } from './check.ts'

export const offRecordUsed: Check = {
  id: 'off-record-used',
  title: 'Off-the-record words are used',
  run: (subject) =>
    [...itemsIn(subject)].flatMap(({ place, entity }) =>
      entity?.quote?.groundRule === 'off-record'
        ? [
            finding(
              'off-record-used',
              'stops',
              'An off-the-record quote is cited',
              `The ground rule of “${entity.key}” is off the record: it may not appear in a document that goes out.`,
              { block: place.blockId, node: place.id, fixes: ['open-source', 'remove'] },
            ),
          ]
        : [],
    ),
}
