import { type Check, finding, itemsIn } from './check.ts'

export const citationBroken: Check = {
  id: 'citation-broken',
  title: 'Citation points at nothing',
  run: (subject) =>
    [...itemsIn(subject)].flatMap(({ place, item, entity }) =>
      entity
        ? []
        : [
            finding(
              'citation-broken',
              'stops',
              item.typedKey ? `No such key: ${item.typedKey}` : 'Citation points at nothing',
              item.typedKey
                ? `“${item.typedKey}” is not the key of a claim, quote or source in this library.`
                : 'What it cited is not in the library any more.',
              { block: place.blockId, node: place.id, fixes: ['remove'] },
            ),
          ],
    ),
}
