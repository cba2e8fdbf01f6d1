import { type Check, finding, opening } from './check.ts'

export const suggestionOpen: Check = {
  id: 'suggestion-open',
  title: 'Suggestion not decided',
  run: ({ suggestions = [] }) =>
    suggestions.map(({ by, inserted, deleted, blockId }) =>
      finding(
        'suggestion-open',
        'settle',
        deleted === ''
          ? `${by} suggests to put in ${opening(inserted)}`
          : inserted === ''
            ? `${by} suggests to take out ${opening(deleted)}`
            : `${by} suggests ${opening(inserted)} for ${opening(deleted)}`,
        'It is neither accepted nor rejected. The document is written as if it were accepted.',
        { block: blockId },
      ),
    ),
}
